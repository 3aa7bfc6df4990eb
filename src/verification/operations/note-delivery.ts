import { In } from "typeorm";
import type { Transaction } from "../../database/index.js";
import {
  Authorization,
  AuthorizationState,
  Identity,
  lockAuthorizations,
  lockIdentity,
  pauseLocked,
} from "../../identities/index.js";
import { SYSTEM_ACTOR } from "../../kernel/index.js";
import { OutboxMail } from "../../outbox/index.js";
import { ALLOWED_BY_OWNER } from "../reasons.js";
import { DeliveryState, Verification } from "../verification.entity.js";
import { auditIdentity } from "./block-identity.js";
import { verificationIdsOf } from "./queue-questions.js";

const MOST_PAUSED_AT_ONCE = 1_000;

/** For the outbox: the mail is with the next mail server. */
export async function onQuestionSent(tx: Transaction, mail: OutboxMail): Promise<void> {
  const ids = verificationIdsOf(mail);
  if (ids.length === 0) return;
  await tx.manager.update(
    Verification,
    { id: In(ids), deliveryState: DeliveryState.QUEUED },
    { deliveryState: DeliveryState.SENT, sentAt: tx.now },
  );
}

/**
 * RFC 3463: no such mailbox, no such system, moved away, takes no mail (RFC 7505), mailbox disabled. Every other 5xx may
 * be about us (a block list, DMARC) or about today (a full mailbox), and must not pause what the owner allowed.
 */
const ADDRESS_IS_GONE = /^\s*5\d\d[ -]5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b/;

/** For the outbox: no mail server took the mail. An address that is gone is not asked again. */
export async function onQuestionDead(tx: Transaction, mail: OutboxMail): Promise<void> {
  await markQuestionsUndeliverable(tx, verificationIdsOf(mail));
  const isGone = ADDRESS_IS_GONE.test(mail.lastError ?? "");
  if (isGone && mail.subjectId !== null) await markIdentity(tx, mail.subjectId, { error: mail.lastError });
}

/**
 * A question came back (hard bounce to its return path): its address is not asked again, and what it had allowed is
 * paused. Returns false for a tag that no mail of ours had.
 */
export async function markUndeliverable(tx: Transaction, returnPathTag: string, evidence: unknown): Promise<boolean> {
  const mail = await tx.manager.findOneBy(OutboxMail, { uniqueKey: `question:${returnPathTag}` });
  const question = await tx.manager.findOneBy(Verification, { returnPathTag });
  if (question === null) return false;
  // A bounce that comes again must not undo what the operator has set right since.
  if (question.deliveryState === DeliveryState.UNDELIVERABLE) return true;
  const authorization = await tx.manager.findOneByOrFail(Authorization, { id: question.authorizationId });
  await markQuestionsUndeliverable(tx, [question.id, ...(mail === null ? [] : verificationIdsOf(mail))]);
  await markIdentity(tx, authorization.identityId, evidence);
  return true;
}

async function markQuestionsUndeliverable(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.manager.update(Verification, { id: In([...ids]) }, { deliveryState: DeliveryState.UNDELIVERABLE });
}

async function markIdentity(tx: Transaction, identityId: string, evidence: unknown): Promise<void> {
  const identity = await lockIdentity(tx, identityId);
  if (identity.undeliverableAt !== null) return;
  await tx.manager.update(Identity, { id: identity.id }, { undeliverableAt: tx.now });
  auditIdentity(tx, SYSTEM_ACTOR, "identity.undeliverable", identity, { after: evidence });
  const authorized = await tx.manager.find(Authorization, {
    select: { id: true },
    where: { identityId, state: AuthorizationState.AUTHORIZED },
    order: { id: "ASC" },
    take: MOST_PAUSED_AT_ONCE,
  });
  for (const row of await lockAuthorizations(
    tx,
    authorized.map(({ id }) => id),
  )) {
    // An administrator's grant and an account's own address do not rest on the owner's mailbox.
    const restsOnOwner = row.source === "REQUEST" || row.source === "OBSERVED";
    if (restsOnOwner && row.reason === ALLOWED_BY_OWNER) {
      await pauseLocked(tx, SYSTEM_ACTOR, row, "mail to its owner came back");
    }
  }
}
