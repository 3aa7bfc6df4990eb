import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Tag } from "../parts/chip.js";
import type { Column } from "../parts/data-table.js";
import { type RowAction, RowMenu } from "../parts/row-menu.js";
import { SenderChip } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import { wholeWords } from "../words/whole-words.js";
import type { Words } from "../words/words.js";
import { stateOf } from "./sender-state.js";
import type { Sendable } from "./senders.documents.js";

export interface SenderActs {
  readonly resend: (row: Sendable) => void;
  readonly withdraw: (row: Sendable) => void;
  readonly open: (row: Sendable) => void;
}

export function senderColumns(words: Words, acts: SenderActs): Column<Sendable>[] {
  const { say } = words;
  return [
    {
      id: "address",
      header: say("consoleSenders.address"),
      kind: "title",
      cell: ({ address, question, authorization }) => (
        <>
          <Address value={address} />
          {question?.deliveryState === "UNDELIVERABLE" && question.deliveryProblem && (
            <span className="sub">{wholeWords(question.deliveryProblem.message)}</span>
          )}
          {authorization?.deliveryAdvice && <span className="sub">{authorization.deliveryAdvice.message}</span>}
        </>
      ),
    },
    {
      id: "name",
      header: say("consoleSenders.name"),
      kind: "quiet",
      cell: ({ authorization, isDefault }) =>
        authorization?.displayName || isDefault ? (
          <>
            {authorization?.displayName} {isDefault && <Tag kind="default">{say("consoleSenders.default")}</Tag>}
          </>
        ) : null,
    },
    {
      id: "state",
      header: say("consoleSenders.state"),
      kind: "state",
      cell: (row) => (
        <>
          <SenderChip state={stateOf(row)} />
          {row.state === "PAUSED" && row.authorization?.reason && (
            <span className="sub">{wholeWords(row.authorization.reason)}</span>
          )}
        </>
      ),
    },
    {
      id: "since",
      header: say("consoleSenders.since"),
      kind: "quiet",
      cell: (row) => <Since row={row} words={words} />,
    },
    {
      id: "used",
      header: say("consoleSenders.lastUsed"),
      kind: "plain",
      // Of the mailbox's own address nothing is kept, which is not the same as never.
      cell: ({ authorization }) => authorization && <Time at={authorization.lastUsedAt} />,
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: (row) => (isAskedAgain(row) ? "button" : "menu"),
      cell: (row) =>
        isAskedAgain(row) ? (
          <Button isSmall onClick={() => acts.resend(row)}>
            {say("consoleSenders.askAgain")}
          </Button>
        ) : (
          <RowMenu about={row.address} actions={actionsOf(row, words, acts)} />
        ),
    },
  ];
}

/** The next step is plain: one button instead of a menu. */
function isAskedAgain(row: Sendable): boolean {
  return (
    row.canResend && row.authorization !== null && row.question?.deliveryState !== "SENT" && row.state !== "WAITING"
  );
}

function actionsOf(row: Sendable, { say }: Words, acts: SenderActs): RowAction[] {
  if (row.authorization === null) return [];
  const actions: RowAction[] = [];
  if (row.question) {
    actions.push({ label: say("consoleSenders.showQuestion"), icon: "eye", onSelect: () => acts.open(row) });
  }
  if (row.canResend) {
    actions.push({ label: say("consoleSenders.resend"), icon: "envelope", onSelect: () => acts.resend(row) });
  }
  if (row.source === "IDENTITY" && ["ALLOWED", "WAITING", "PAUSED"].includes(row.state)) {
    const label = row.state === "WAITING" ? say("consoleSenders.withdrawQuestion") : say("consoleSenders.withdraw");
    actions.push({ label, icon: "back", isHarmful: true, onSelect: () => acts.withdraw(row) });
  }
  return actions;
}

function Since({ row, words }: { readonly row: Sendable; readonly words: Words }) {
  const { say, moment, day } = words;
  const { source, state, authorization } = row;
  if (source === "OWN_ADDRESS") return say("consoleSenders.ownMailbox");
  if (source === "ALIAS") return say("consoleSenders.alias");
  if (source === "DOMAIN") return say("consoleSenders.wholeDomain");
  if (authorization === null) return null;
  if (state === "WAITING") return say("consoleSenders.asked", { time: moment(authorization.createdAt) });
  const { expiresAt, askAgainAt, authorizedAt, createdAt } = authorization;
  return (
    <>
      {around((time) => say("consoleSenders.sinceDay", { time }), <Time at={authorizedAt ?? createdAt} as="day" />)}
      {expiresAt && <span className="sub">{say("consoleSenders.until", { time: day(expiresAt) })}</span>}
      {askAgainAt && state === "DENIED" && (
        <span className="sub">{say("consoleSenders.askAgainOn", { time: day(askAgainAt) })}</span>
      )}
    </>
  );
}
