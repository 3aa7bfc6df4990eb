import { Link } from "@tanstack/react-router";
import { Address } from "../parts/address.js";
import type { Column } from "../parts/data-table.js";
import { Time } from "../parts/time.js";
import type { ConsoleKey, Words } from "../words/words.js";
import type { ComplaintRow } from "./alarms.documents.js";

type AlarmsKey = Extract<ConsoleKey, `consoleAlarms.${string}`>;

const JOINS = {
  TRACE: "consoleAlarms.byTrace",
  MESSAGE_ID: "consoleAlarms.byMessageId",
  QUEUE_ID: "consoleAlarms.byQueueId",
  LOGIN: "consoleAlarms.byLogin",
  REVERSE_PATH: "consoleAlarms.byReversePath",
} as const satisfies Record<NonNullable<ComplaintRow["joinedBy"]>, AlarmsKey>;

const KINDS = {
  FEEDBACK: "consoleAlarms.ofReceiver",
  VERDICT: "consoleAlarms.ofFilter",
  QUESTION: "consoleAlarms.ofOwner",
} as const satisfies Record<ComplaintRow["kind"], AlarmsKey>;

export function complaintColumns({ say }: Words): Column<ComplaintRow>[] {
  return [
    {
      id: "mailbox",
      header: say("consoleReadiness.mailbox"),
      kind: "title",
      cell: ({ account }) =>
        account === null ? (
          <span className="muted">{say("consoleAlarms.notFound")}</span>
        ) : (
          <Link to={`/d/${account.domain.name}/mailboxes/${encodeURIComponent(account.address)}`}>
            <Address value={account.address} />
          </Link>
        ),
    },
    {
      id: "when",
      header: say("consoleAlarms.when"),
      kind: "plain",
      cell: ({ reportedAt }) => <Time at={reportedAt} />,
    },
    {
      id: "address",
      header: say("consoleAlarms.sentAs"),
      kind: "plain",
      cell: ({ address, isMismatched }) => (
        <>
          {address === null ? <span className="muted">–</span> : <Address value={address} />}
          {isMismatched === true && <span className="sub">{say("consoleAlarms.otherAddress")}</span>}
        </>
      ),
    },
    {
      id: "reporter",
      header: say("consoleAlarms.reportedBy"),
      kind: "plain",
      // A filter of ours is named by its key, which says nothing to people.
      cell: ({ reporter, kind, isTrusted }) =>
        kind === "VERDICT" ? (
          say(KINDS[kind])
        ) : (
          <>
            <bdi>{reporter ?? "–"}</bdi>
            <span className="sub">{isTrusted ? say(KINDS[kind]) : say("consoleAlarms.untrusted")}</span>
          </>
        ),
    },
    {
      id: "join",
      header: say("consoleAlarms.foundBy"),
      kind: "quiet",
      cell: ({ joinedBy }) => <span className="nowrap">{joinedBy === null ? "–" : say(JOINS[joinedBy])}</span>,
    },
  ];
}
