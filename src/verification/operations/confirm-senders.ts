import { Identity, lockIdentity } from "../../authorizations/index.js";
import { insertRow, type Transaction } from "../../database/index.js";
import { type Actor, hashOfLinkToken } from "../../kernel/index.js";
import { takePress } from "../../presses/index.js";
import { OwnerReminder } from "../owner-reminder.entity.js";
import { auditIdentity } from "./block-identity.js";
import { noteReceived } from "./mark-deliverable.js";
import { ownerActor } from "./owner-actor.js";

/** `OVER`: a link of nothing, of an older mail, or to an address that was given up since. */
export type ConfirmedSenders = "CONFIRMED" | "HELD" | "UNTYPED" | "OVER";

export interface SendersPress {
  readonly visitor: Actor;
  /** Whether the digits that stand on the page were typed into it. */
  readonly isTyped: boolean;
  readonly pageViewedAt: Date | null;
}

/** The list that a mail about it leads to; null for a link that is over. */
export async function findReminder(
  { manager }: Pick<Transaction, "manager">,
  token: string,
): Promise<{ readonly reminder: OwnerReminder; readonly identity: Identity } | null> {
  const tokenHash = hashOfLinkToken(token);
  const reminder = tokenHash === null ? null : await manager.findOneBy(OwnerReminder, { tokenHash });
  if (reminder === null) return null;
  const identity = await manager.findOneByOrFail(Identity, { id: reminder.identityId });
  return reminder.version === identity.ownerLinkVersion ? { reminder, identity } : null;
}

export function isConfirmed({ confirmedAt, mailedAt }: OwnerReminder): boolean {
  return mailedAt !== null && confirmedAt >= mailedAt;
}

/** The owner says of the whole list that it is right. It gives nothing: what is paused, or has ended, stays so. */
export async function confirmSenders(tx: Transaction, token: string, press: SendersPress): Promise<ConfirmedSenders> {
  const found = await findReminder(tx, token);
  if (found === null) return "OVER";
  const identity = await lockIdentity(tx, found.identity.id);
  const again = await findReminder(tx, token);
  if (again === null) return "OVER";
  if (isConfirmed(again.reminder)) return "CONFIRMED";
  if (!press.isTyped) return "UNTYPED";
  const { visitor, pageViewedAt } = press;
  const act = { act: "CONFIRM_SENDERS", subjectId: identity.id, shown: "TYPED" } as const;
  if ((await takePress(tx, { ...act, visitor, pageViewedAt })) === null) return "HELD";
  const actor = ownerActor(visitor, identity);
  await noteConfirmed(tx, identity);
  auditIdentity(tx, actor, { action: "identity.senders_confirmed", identity });
  await noteReceived(tx, actor, identity);
  return "CONFIRMED";
}

/** Whoever has opened the list with what only they have, has answered; the year begins anew. */
export async function noteConfirmed(tx: Transaction, { id: identityId }: Identity): Promise<void> {
  await tx.manager.update(OwnerReminder, { identityId }, { confirmedAt: tx.now, tries: 0 });
}

/** The first yes about an address begins its year; a later one says nothing of those before. */
export async function beginYear(tx: Transaction, { id: identityId }: Identity): Promise<void> {
  if (await tx.manager.existsBy(OwnerReminder, { identityId })) return;
  const nothingMailed = { tries: 0, mailedAt: null, tokenHash: null, returnPathTag: null, version: 0 };
  await insertRow(tx, OwnerReminder, { identityId, confirmedAt: tx.now, ...nothingMailed });
}
