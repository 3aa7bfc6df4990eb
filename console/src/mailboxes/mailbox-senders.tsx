import { Address } from "../parts/address.js";
import { Tag } from "../parts/chip.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { SenderChip, type SenderStateName } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import { wholeWords } from "../words/whole-words.js";
import { useWords } from "../words/words.js";
import type { MailboxSender } from "./mailboxes.documents.js";

const SOURCES = {
  OWN_ADDRESS: "consoleTenants.ownAddress",
  ALIAS: "consoleTenants.isAlias",
  DOMAIN: "consoleTenants.wholeDomain",
  IDENTITY: "consoleTenants.asked",
} as const satisfies Record<MailboxSender["source"], string>;

/** What the mailbox may send as, or wants to. */
export function MailboxSenders({ rows }: { readonly rows: readonly MailboxSender[] }) {
  const { say } = useWords();
  const columns: Column<MailboxSender>[] = [
    {
      id: "address",
      header: say("consoleTenants.address"),
      kind: "title",
      cell: ({ address, authorization, isDefault }) => (
        <>
          <Address value={address} /> {isDefault && <Tag kind="default">{say("consoleTenants.default")}</Tag>}
          {authorization?.displayName && <span className="sub">{authorization.displayName}</span>}
        </>
      ),
    },
    {
      id: "state",
      header: say("consoleTenants.state"),
      kind: "state",
      cell: (row) => (
        <>
          <SenderChip state={stateOf(row)} />
          {row.authorization?.reason && <span className="sub">{wholeWords(row.authorization.reason)}</span>}
        </>
      ),
    },
    { id: "source", header: say("consoleTenants.source"), kind: "quiet", cell: ({ source }) => say(SOURCES[source]) },
    {
      id: "since",
      header: say("consoleTenants.since"),
      kind: "plain",
      cell: ({ authorization }) =>
        authorization && <Time at={authorization.authorizedAt ?? authorization.createdAt} as="day" />,
    },
    {
      id: "used",
      header: say("consoleTenants.lastUsed"),
      kind: "plain",
      cell: ({ authorization }) => authorization && <Time at={authorization.lastUsedAt} />,
    },
  ];
  return (
    <section className="card" aria-labelledby="senders">
      <header>
        <h2 id="senders">{say("consoleTenants.sendersTitle")}</h2>
      </header>
      <DataTable
        columns={columns}
        rows={rows.filter(({ isHidden }) => !isHidden)}
        rowId={({ address, source }) => `${source} ${address}`}
        isLoading={false}
      />
    </section>
  );
}

function stateOf({ state, question }: MailboxSender): SenderStateName {
  if ((state === "WAITING" || state === "PAUSED") && question?.deliveryState === "UNDELIVERABLE") return "RETURNED";
  if (state === "NOT_AUTHORIZED") return "NOT_ASKED";
  if (state !== "WAITING") return state;
  if (!question) return "APPROVAL";
  return question.deliveryState === "QUEUED" ? "QUEUED" : "ASKED";
}
