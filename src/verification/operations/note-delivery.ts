import { In, IsNull, Not } from "typeorm";
import {
  Authorization,
  AuthorizationReason,
  AuthorizationState,
  Identity,
  lockAuthorizations,
  lockIdentity,
  outcomesIn,
  pauseLocked,
  reasonBecause,
} from "../../authorizations/index.js";
import { type Transaction, updateRows } from "../../database/index.js";
import { rowsAcrossTenants, SYSTEM_ACTOR } from "../../kernel/index.js";
import { type OutboxMail, readFailure } from "../../outbox/index.js";
import { isMailboxOfOwner } from "../address-of-owner.js";
import { endOfSentQuestion } from "../answer-time.js";
import { noteDeliveryProblem, problemCodeOf } from "../delivery-problem.js";
import { OPEN_STATES } from "../questions.queries.js";
import { onSightLinkDead, onSightLinkSent } from "../sight-links.js";
import { DeliveryState, Verification } from "../verification.entity.js";
import { auditIdentity } from "./block-identity.js";
import { onOwnerLinkSent } from "./mail-owner-link.js";
import { verificationIdsOf } from "./queue-questions.js";

const MAX_PAUSED_AT_ONCE = 1_000;

/** For the outbox: the mail is with the next mail server. */
export async function onQuestionSent(tx: Transaction, mail: OutboxMail): Promise<void> {
  if (mail.template === "owner-link") return onOwnerLinkSent(tx, mail);
  await onSightLinkSent(tx, mail);
  const ids = verificationIdsOf(mail);
  if (ids.length === 0) return;
  const queued = await tx.manager.findBy(Verification, { id: In(ids), deliveryState: DeliveryState.QUEUED });
  for (const question of queued) {
    const expiresAt = endOfSentQuestion(question, tx.now);
    const noProblem = { deliveryProblem: null, deliveryProblemAt: null };
    const sent = { deliveryState: DeliveryState.SENT, sentAt: tx.now, expiresAt, ...noProblem };
    await updateRows(tx, Verification, { id: question.id }, sent);
  }
}

/** For the outbox: a mail server has something against the mail, which is tried again. */
export async function onQuestionRefused(tx: Transaction, mail: OutboxMail): Promise<void> {
  if (!mail.template.startsWith("question")) return;
  const { verdict } = readFailure({ text: mail.refusal ?? "", status: null, action: null });
  await noteDeliveryProblem(tx, verificationIdsOf(mail), problemCodeOf(verdict));
}

/** For the outbox: no mail server took the mail. An address that is gone is not asked again. */
export async function onQuestionDead(tx: Transaction, mail: OutboxMail): Promise<void> {
  const { verdict, isCertain } = readFailure({ text: mail.lastError ?? "", status: null, action: null });
  const ids = verificationIdsOf(mail);
  await noteDeliveryProblem(tx, ids, problemCodeOf(verdict));
  const isAsked = mail.template === "owner-reminder" || (await isAnyOpen(tx, ids));
  await markQuestionsUndeliverable(tx, ids);
  await onSightLinkDead(tx, mail);
  if (verdict !== "ADDRESS_GONE" || !isAsked || mail.subjectId === null) return;
  const evidence = { error: mail.lastError };
  await markIdentityUndeliverable(tx, mail.subjectId, { mailedTo: mail.toAddress, isCertain, evidence });
}

/**
 * Only mails that ask say what an address is: an open question, and the yearly one whether its answers still stand. What
 * was only told (a link, a notice) and does not arrive takes nothing from its owner.
 */
export function isAnyOpen(tx: Transaction, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return Promise.resolve(false);
  return tx.manager.existsBy(Verification, { id: In([...ids]), state: In(OPEN_STATES) });
}

export async function markQuestionsUndeliverable(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await noteUndelivered(tx, ids);
  await updateRows(tx, Verification, { id: In([...ids]) }, { deliveryState: DeliveryState.UNDELIVERABLE });
  // One that never left runs out as well.
  const unsent = await tx.manager.findBy(Verification, { id: In([...ids]), expiresAt: IsNull() });
  for (const question of unsent) {
    await updateRows(tx, Verification, { id: question.id }, { expiresAt: endOfSentQuestion(question, tx.now) });
  }
}

/** Whoever asked hears of it once, while the question is open. */
async function noteUndelivered(tx: Transaction, ids: readonly string[]): Promise<void> {
  const open = await tx.manager.findBy(Verification, {
    id: In([...ids]),
    state: In(OPEN_STATES),
    deliveryState: Not(DeliveryState.UNDELIVERABLE),
  });
  if (open.length === 0) return;
  const authorizations = await tx.manager.findBy(Authorization, {
    id: In(open.map(({ authorizationId }) => authorizationId)),
  });
  const outcomes = outcomesIn(tx);
  for (const authorization of authorizations) {
    outcomes.set(authorization.id, { authorization, outcome: "UNDELIVERABLE" });
  }
}

export interface AddressGone {
  /** As it stood in the envelope. */
  readonly mailedTo: string;
  readonly isCertain: boolean;
  readonly evidence: unknown;
}

/**
 * An address that is gone is not asked again; what its owner had allowed is paused where that is certain. Not where it was
 * written otherwise than where its owner has answered: that may be another mailbox.
 */
export async function markIdentityUndeliverable(
  tx: Transaction,
  identityId: string,
  { mailedTo, isCertain, evidence }: AddressGone,
): Promise<void> {
  const identity = await lockIdentity(tx, identityId);
  if (identity.undeliverableAt !== null || !isMailboxOfOwner(identity, mailedTo)) return;
  await tx.manager.update(Identity, { id: identity.id }, { undeliverableAt: tx.now });
  auditIdentity(tx, SYSTEM_ACTOR, { action: "identity.undeliverable", identity, after: evidence });
  if (!isCertain) return;
  // An administrator's grant and an account's own address do not rest on the owner's mailbox.
  const authorized = await tx.manager.find(Authorization, {
    select: { id: true },
    where: { identityId, state: AuthorizationState.AUTHORIZED, basis: "OWNER" },
    order: { id: "ASC" },
    take: MAX_PAUSED_AT_ONCE,
  });
  const ids = authorized.map(({ id }) => id);
  for (const row of rowsAcrossTenants(
    await lockAuthorizations(tx, ids),
    "the owner's mailbox is gone for all of them",
  )) {
    if (row.basis === "OWNER")
      await pauseLocked(tx, SYSTEM_ACTOR, row, reasonBecause(AuthorizationReason.MAIL_CAME_BACK));
  }
}
