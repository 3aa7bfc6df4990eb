import { Address } from "../parts/address.js";
import type { Column } from "../parts/data-table.js";
import { Mailbox } from "../parts/foreign-mailbox.js";
import { RowMenu } from "../parts/row-menu.js";
import { SenderChip, type SenderStateName } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import type { Words } from "../words/words.js";
import { CAN_BE_WITHDRAWN } from "./use-several.js";
import type { Sender } from "./who-sends.documents.js";

export const STATES = {
  AUTHORIZED: "ALLOWED",
  PENDING: "ASKED",
  PAUSED: "PAUSED",
  DENIED: "DENIED",
  REVOKED: "REVOKED",
  EXPIRED: "EXPIRED",
} as const satisfies Record<Sender["state"], SenderStateName>;

const SOURCES = {
  REQUEST: "consoleWhoSends.byOwner",
  GRANT: "consoleWhoSends.byGrant",
  IMPORT: "consoleWhoSends.byImport",
  DOMAIN: "consoleWhoSends.byDomain",
  OBSERVED: "consoleWhoSends.byUse",
} as const satisfies Record<Sender["source"], string>;

interface WhoSendsColumns {
  readonly domain: string;
  /** Of the one that is being withdrawn. */
  readonly leavingId: string | null;
  readonly onWithdraw: (sender: Sender) => void;
}

export function whoSendsColumns(
  { say, number }: Words,
  { domain, leavingId, onWithdraw }: WhoSendsColumns,
): Column<Sender>[] {
  return [
    {
      id: "address",
      isSortable: true,
      header: say("consoleWhoSends.address"),
      kind: "title",
      cell: ({ identity }) => <Address value={identity.address} />,
    },
    {
      id: "mailbox",
      header: say("consoleWhoSends.mailbox"),
      kind: "by",
      cell: ({ account }) => <Mailbox address={account.address} domain={domain} />,
    },
    {
      id: "state",
      header: say("consoleWhoSends.state"),
      kind: "state",
      cell: ({ id, state }) => <SenderChip state={id === leavingId ? "REVOKING" : STATES[state]} />,
    },
    {
      id: "allowedBy",
      header: say("consoleWhoSends.allowedBy"),
      kind: "plain",
      cell: ({ source, state, authorizedAt }) =>
        state !== "AUTHORIZED" && state !== "PAUSED" ? null : (
          <>
            {say(SOURCES[source])}
            {authorizedAt && (
              <span className="sub">
                <Time at={authorizedAt} as="day" />
              </span>
            )}
          </>
        ),
    },
    {
      id: "used",
      isSortable: true,
      header: say("consoleWhoSends.lastUsed"),
      kind: "plain",
      cell: ({ lastUsedAt }) => <Time at={lastUsedAt} />,
    },
    {
      id: "messages",
      header: say("consoleWhoSends.messages"),
      kind: "figure",
      cell: ({ recentMail, state }) =>
        state === "AUTHORIZED" || state === "PAUSED" ? number(recentMail.messages) : null,
    },
    {
      id: "until",
      isSortable: true,
      header: say("consoleWhoSends.until"),
      kind: "plain",
      cell: ({ expiresAt, state }) => {
        if (expiresAt) return <Time at={expiresAt} as="day" />;
        return state === "AUTHORIZED" ? say("consoleWhoSends.noEnd") : null;
      },
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: "menu",
      cell: (sender) => (
        <RowMenu
          about={`${sender.identity.address}, ${sender.account.address}`}
          actions={
            CAN_BE_WITHDRAWN.includes(sender.state) && sender.id !== leavingId
              ? [
                  {
                    label: say("consoleWhoSends.withdraw"),
                    icon: "back",
                    isHarmful: true,
                    onSelect: () => onWithdraw(sender),
                  },
                ]
              : []
          }
        />
      ),
    },
  ];
}
