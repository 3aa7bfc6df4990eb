import { recordAudit } from "../../audit/index.js";
import { lockRow, type Transaction } from "../../database/index.js";
import { type Actor, hashOfLinkToken } from "../../kernel/index.js";
import { type LinkPress, noteBefore, takePress, turnablePresses, turnRound } from "../../presses/index.js";
import { Administrator } from "../administrator.entity.js";
import { administratorForAudit } from "../administrator.queries.js";

export type ConfirmationState = "OPEN" | "CONFIRMED" | "REFUSED" | "OVER";

/** What the link leads to. */
export function stateOfConfirmation(administrator: Administrator, now: Date): ConfirmationState {
  if (administrator.emailConfirmedAt !== null) return "CONFIRMED";
  if (administrator.email === null) return "REFUSED";
  return (administrator.confirmationEndsAt ?? now) <= now ? "OVER" : "OPEN";
}

export interface MailboxAnswer {
  readonly answer: "CONFIRM" | "REFUSE";
  /** Whether the digits that stand on the page were typed into it, which a program that presses buttons does not. */
  readonly isTyped: boolean;
  readonly visitor: Actor;
}

/** HELD: looks automated, to be repeated. UNTYPED: takes the digits that stand on the page. */
export type AnsweredConfirmation = ConfirmationState | "HELD" | "UNTYPED" | null;

/**
 * What whoever holds the mailed link says of the address: theirs, or not. Not theirs takes it away from the
 * administrator. Within an hour the same link turns either round, with the digits. Returns what is so now; null for a
 * link of nothing. A repeated answer changes nothing.
 */
export async function answerEmailConfirmation(
  tx: Transaction,
  token: string,
  { answer, isTyped, visitor }: MailboxAnswer,
): Promise<AnsweredConfirmation> {
  const confirmationHash = hashOfLinkToken(token);
  const administrator = await lockRow(tx, Administrator, { confirmationHash: confirmationHash ?? "" });
  if (administrator === null) return null;
  const { id } = administrator;
  const state = stateOfConfirmation(administrator, tx.now);
  const wanted = answer === "CONFIRM" ? "CONFIRMED" : "REFUSED";
  if (state === wanted || state === "OVER") return state;
  const given = state === "OPEN" ? null : ((await turnablePresses(tx.manager, id, tx.now))[0] ?? null);
  if (state !== "OPEN" && given === null) return state;
  if (!isTyped && given !== null) return state;
  if (!isTyped && answer === "CONFIRM") return "UNTYPED";
  const email = administrator.email ?? emailBefore(given);
  if (email === null) return state;
  const act = answer === "CONFIRM" ? "CONFIRM_MAILBOX" : "REFUSE_MAILBOX";
  const shown = isTyped ? "TYPED" : "PRESS";
  const pageViewedAt = isTyped ? tx.now : null;
  const press = await takePress(tx, { act, subjectId: id, shown, visitor, pageViewedAt });
  if (press === null) return "HELD";
  if (given !== null) await turnRound(tx, id, given.id);
  await noteBefore(tx, press, { email });
  await decide(tx, visitor, { administrator, answer, email });
  return wanted;
}

function emailBefore(press: LinkPress | null): string | null {
  const { email } = (press?.before ?? {}) as { readonly email?: unknown };
  return typeof email === "string" ? email : null;
}

interface ConfirmationToDecide {
  readonly administrator: Administrator;
  readonly answer: MailboxAnswer["answer"];
  readonly email: string;
}

async function decide(
  tx: Transaction,
  visitor: Actor,
  { administrator, answer, email }: ConfirmationToDecide,
): Promise<void> {
  const { id } = administrator;
  const actor: Actor = { ...visitor, kind: "LINK", id, label: email, role: null, scope: null };
  const subject = administratorForAudit(administrator);
  if (answer === "CONFIRM") {
    await tx.manager.update(Administrator, { id }, { email, emailConfirmedAt: tx.now });
    recordAudit(tx, actor, { action: "administrator.email-confirmed", subject, after: { email } });
    return;
  }
  // The link stays known for the hour in which it may be turned round.
  await tx.manager.update(Administrator, { id }, { email: null, emailConfirmedAt: null, confirmationEndsAt: null });
  recordAudit(tx, actor, { action: "administrator.email-refused", subject, before: { email }, after: { email: null } });
}
