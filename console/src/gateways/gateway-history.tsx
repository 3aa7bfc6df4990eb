import { useQuery } from "../graphql/index.js";
import { ChartCard } from "../parts/chart-card.js";
import { HourChart } from "../parts/hour-chart.js";
import { Time } from "../parts/time.js";
import { useWords } from "../words/words.js";
import { ageInWords, BEHIND_FROM_SECONDS } from "./gateway-columns.js";
import { GATEWAY_HOURS, type GatewayHours } from "./gateways.documents.js";

/** So many lines can be told from each other; the table has all. */
const MAX_LINES = 5;

/** How far each server was behind, hour by hour; those that were furthest behind are drawn. */
export function GatewayHistory() {
  const words = useWords();
  const { say, number } = words;
  const [{ data }] = useQuery({ query: GATEWAY_HOURS, variables: {} });
  const all = data?.gateways.edges.map(({ node }) => node).filter(({ hours }) => hours.length > 1) ?? [];
  const worstFirst = all.toSorted((one, other) => worstOf(other) - worstOf(one));
  const [worst] = worstFirst;
  if (worst === undefined) return null;
  return (
    <ChartCard
      title={say("consoleGateways.history")}
      sub={say("consoleGateways.historyText")}
      columns={[
        { id: "host", header: say("consoleGateways.host"), kind: "title", cell: ({ name }) => name },
        { id: "hour", header: say("consoleGateways.hour"), kind: "plain", cell: ({ at }) => <Time at={at} /> },
        {
          id: "lag",
          header: say("consoleGateways.mostLag"),
          kind: "figure",
          cell: ({ mostLagSeconds }) => number(Math.round(mostLagSeconds)),
        },
        {
          id: "away",
          header: say("consoleGateways.minutesAway"),
          kind: "figure",
          cell: ({ looksAway }) => number(looksAway),
        },
      ]}
      rows={worstFirst.flatMap(({ id, name, hours }) => hours.map((hour) => ({ id, name, ...hour })))}
      rowId={({ id, at }) => `${id} ${at}`}
    >
      <HourChart
        series={worstFirst.slice(0, MAX_LINES).map(({ id, name, hours }) => ({
          key: id,
          name,
          points: hours.map(({ at, mostLagSeconds }) => ({ at, value: Math.round(mostLagSeconds) })),
        }))}
        limit={{ value: BEHIND_FROM_SECONDS, name: say("consoleGateways.behindFrom") }}
        finding={say("consoleGateways.historyFinding", { name: worst.name, age: ageInWords(worstOf(worst), words) })}
      />
    </ChartCard>
  );
}

function worstOf({ hours }: GatewayHours): number {
  return Math.max(...hours.map(({ mostLagSeconds }) => mostLagSeconds));
}
