import { Address } from "../parts/address.js";
import { Chip, type Tone } from "../parts/chip.js";
import type { Column } from "../parts/data-table.js";
import type { IconName } from "../parts/icon.js";
import { RowMenu } from "../parts/row-menu.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import type { ConsoleKey, Words } from "../words/words.js";
import { kindWords } from "./mail-kinds.js";
import type { MailRow } from "./outbox.documents.js";

type StateKey = Extract<ConsoleKey, `consoleOutbox.${string}`>;

export const MAIL_STATES = {
  QUEUED: { words: "consoleOutbox.queued", tone: "wait", icon: "clock" },
  LEASED: { words: "consoleOutbox.leased", tone: "wait", icon: "turning" },
  SENT: { words: "consoleOutbox.sent", tone: "ok", icon: "plane" },
  DEAD: { words: "consoleOutbox.dead", tone: "harm", icon: "octagon" },
  CANCELLED: { words: "consoleOutbox.cancelled", tone: "over", icon: "bar" },
} as const satisfies Record<MailRow["state"], { words: StateKey; tone: Tone; icon: IconName }>;

export function outboxColumns(words: Words, onRetry: (row: MailRow) => void): Column<MailRow>[] {
  const { say, number } = words;
  return [
    { id: "to", header: say("consoleOutbox.to"), kind: "title", cell: ({ to }) => <Address value={to} /> },
    {
      id: "mail",
      header: say("consoleOutbox.mail"),
      kind: "plain",
      cell: ({ kind, about }) => (
        <>
          {say(kindWords(kind))}
          {about !== null && (
            <span className="sub breaks">
              {around((what) => say("consoleOutbox.about", { what }), <bdi>{about}</bdi>)}
            </span>
          )}
        </>
      ),
    },
    {
      id: "state",
      header: say("consoleOutbox.state"),
      kind: "state",
      cell: ({ state, nextTryAt, sentAt, createdAt }) => {
        const { words: key, tone, icon } = MAIL_STATES[state];
        return (
          <>
            <Chip tone={tone} icon={icon}>
              {say(key)}
            </Chip>
            <span className="sub">
              {nextTryAt === null ? (
                <Time at={sentAt ?? createdAt} />
              ) : (
                around((time) => say("consoleOutbox.nextTry", { time }), <Time at={nextTryAt} />)
              )}
            </span>
          </>
        );
      },
    },
    { id: "tries", header: say("consoleOutbox.tries"), kind: "figure", cell: ({ attempts }) => number(attempts) },
    {
      id: "said",
      header: say("consoleOutbox.said"),
      kind: "plain",
      cell: ({ refusal, lastError }) => {
        const said = refusal ?? lastError;
        return said ? (
          <span className="small breaks">{said}</span>
        ) : (
          <span className="muted">{say("consoleOutbox.nothingSaid")}</span>
        );
      },
    },
    {
      id: "acts",
      header: say("consoleOutbox.retry"),
      kind: "menu",
      cell: (row) => (
        <RowMenu
          about={row.to}
          actions={
            row.state === "QUEUED"
              ? [{ label: say("consoleOutbox.retry"), icon: "turning", onSelect: () => onRetry(row) }]
              : []
          }
        />
      ),
    },
  ];
}
