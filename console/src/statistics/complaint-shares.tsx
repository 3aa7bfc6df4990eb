import type { Complaints } from "../home/home.documents.js";
import { Bars } from "../parts/bars.js";
import { ChartCard } from "../parts/chart-card.js";
import { useWords } from "../words/words.js";

/** How complaints divide between mail under another address and all other mail. */
export function ComplaintShares({ complaints }: { readonly complaints: Complaints }) {
  const { say, number } = useWords();
  const { mismatched, others, ratio } = complaints;
  const rounded = (value: number) => number(Math.round(value * 100) / 100);
  const rows = [
    { key: "mismatched", name: say("consoleStatistics.foreign"), ...mismatched },
    { key: "others", name: say("consoleStatistics.ownMail"), ...others },
  ];
  return (
    <ChartCard
      title={say("consoleStatistics.complaints")}
      sub={
        ratio === null
          ? say("consoleStatistics.complaintsText")
          : say("consoleStatistics.ratio", { ratio: rounded(ratio) })
      }
      columns={[
        { id: "kind", header: say("consoleStatistics.kind"), kind: "title", cell: ({ name }) => name },
        {
          id: "complaints",
          header: say("consoleStatistics.complaints"),
          kind: "figure",
          cell: (row) => number(row.complaints),
        },
        {
          id: "messages",
          header: say("consoleReadiness.allMail"),
          kind: "figure",
          cell: ({ messages }) => number(messages),
        },
        {
          id: "share",
          header: say("consoleStatistics.perThousandHead"),
          kind: "figure",
          cell: ({ perThousand }) => (perThousand === null ? "–" : rounded(perThousand)),
        },
      ]}
      rows={rows}
      rowId={({ key }) => key}
    >
      <Bars
        bars={rows.map(({ key, name, complaints: count, messages, perThousand }) => ({
          key,
          label: name,
          value: count,
          sub:
            perThousand === null
              ? say("consoleReadiness.messages", { count: messages, number: number(messages) })
              : say("consoleStatistics.perThousand", { share: rounded(perThousand), messages: number(messages) }),
        }))}
      />
    </ChartCard>
  );
}
