import { Bars } from "../parts/bars.js";
import { ChartCard } from "../parts/chart-card.js";
import { useWords } from "../words/words.js";
import { ageInWords, BEHIND_FROM_SECONDS, gatewayState, STATES } from "./gateway-columns.js";
import type { GatewayRow } from "./gateways.documents.js";

/** How old the data is that each server answers from, the oldest first. */
export function GatewayLag({ rows }: { readonly rows: readonly GatewayRow[] }) {
  const words = useWords();
  const { say, number } = words;
  const oldestFirst = rows.toSorted((one, other) => other.lagSeconds - one.lagSeconds);
  return (
    <ChartCard
      title={say("consoleGateways.lag")}
      sub={say("consoleGateways.lagText", { seconds: number(BEHIND_FROM_SECONDS) })}
      columns={[
        { id: "host", header: say("consoleGateways.host"), kind: "title", cell: ({ name }) => name },
        {
          id: "age",
          header: say("consoleGateways.age"),
          kind: "figure",
          cell: ({ lagSeconds }) => number(Math.round(lagSeconds)),
        },
        {
          id: "state",
          header: say("consoleGateways.state"),
          kind: "quiet",
          cell: (row) => say(STATES[gatewayState(row)].words),
        },
      ]}
      rows={oldestFirst}
      rowId={({ id }) => id}
    >
      <Bars
        bars={oldestFirst.map((row) => ({
          key: row.id,
          label: row.name,
          value: Math.round(row.lagSeconds),
          sub: say("consoleGateways.lagOf", {
            age: ageInWords(row.lagSeconds, words),
            state: say(STATES[gatewayState(row)].words),
          }),
        }))}
      />
    </ChartCard>
  );
}
