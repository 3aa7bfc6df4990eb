import type { Statistics } from "../home/home.documents.js";
import { Address } from "../parts/address.js";
import { Bars } from "../parts/bars.js";
import { ChartCard } from "../parts/chart-card.js";
import { useWords } from "../words/words.js";

/** Who sent most; each leads to its mailbox. */
export function TopSenders({ statistics: { senders } }: { readonly statistics: Statistics }) {
  const { say, number } = useWords();
  return (
    <ChartCard
      title={say("consoleStatistics.senders")}
      columns={[
        {
          id: "mailbox",
          header: say("consoleReadiness.mailbox"),
          kind: "title",
          cell: ({ account }) => <Address value={account.address} />,
        },
        {
          id: "messages",
          header: say("consoleReadiness.allMail"),
          kind: "figure",
          cell: ({ messages }) => number(messages),
        },
      ]}
      rows={senders}
      rowId={({ account }) => account.id}
    >
      <Bars
        bars={senders.map(({ account, messages }) => ({
          key: account.id,
          label: <Address value={account.address} isPlain />,
          value: messages,
          to: `/d/${account.domain.name}/mailboxes/${encodeURIComponent(account.address)}`,
        }))}
      />
    </ChartCard>
  );
}
