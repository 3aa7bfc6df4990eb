import type { Statistics } from "../home/home.documents.js";
import { Bars } from "../parts/bars.js";
import { ChartCard } from "../parts/chart-card.js";
import { MISSING } from "../readiness/missing-ground.js";
import { useWords, type Words } from "../words/words.js";

type Refusal = Statistics["refusals"][number];

/** Why mail was not authorized, whether it was refused or let through. */
export function RefusalReasons({ statistics: { refusals } }: { readonly statistics: Statistics }) {
  const words = useWords();
  const { say, number } = words;
  return (
    <ChartCard
      title={say("consoleStatistics.reasons")}
      sub={say("consoleStatistics.reasonsText")}
      columns={[
        {
          id: "reason",
          header: say("consoleStatistics.reason"),
          kind: "title",
          cell: ({ reason }) => reasonInWords(reason, words),
        },
        {
          id: "refused",
          header: say("consoleStatistics.refused"),
          kind: "figure",
          cell: ({ refused }) => number(refused),
        },
        {
          id: "taken",
          header: say("consoleStatistics.unconfirmed"),
          kind: "figure",
          cell: ({ taken }) => number(taken),
        },
      ]}
      rows={refusals}
      rowId={({ reason }) => reason}
    >
      {refusals.length === 0 && <p className="muted">{say("consoleReadiness.nothingMissing")}</p>}
      <Bars
        bars={refusals.map(({ reason, refused, taken }) => ({
          key: reason,
          label: reasonInWords(reason, words),
          value: refused + taken,
          sub: say("consoleStatistics.ofThem", { refused: number(refused) }),
        }))}
      />
    </ChartCard>
  );
}

function reasonInWords(reason: Refusal["reason"], { say }: Words): string {
  if (reason === "SUSPENDED") return say("consoleChip.suspended");
  const known = Object.entries(MISSING).find(([name]) => name === reason)?.[1];
  return known === undefined ? say("consoleStatistics.other") : say(known);
}
