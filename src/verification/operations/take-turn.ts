import { In } from "typeorm";
import { type Identity, lockIdentity } from "../../authorizations/index.js";
import { type Transaction, updateRows } from "../../database/index.js";
import { mailboxBudget, spendShared, targetDomainBudget } from "../../outbox/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { endOfSentQuestion } from "../answer-time.js";
import { recipientsOf } from "../recipients.queries.js";
import { isReported } from "../reported-mailboxes.queries.js";
import { DeliveryState, Verification, VerificationState } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";
import { type QuestionToAsk, QuestionTurn, WaitingQuestion } from "../waiting-question.entity.js";
import { topResellerOf } from "../waiting-questions.queries.js";
import { MAX_PER_DIGEST, mailsWithRoom, queueQuestions } from "./queue-questions.js";

export type Turn =
  | { readonly kind: "TAKEN" }
  /** This mailbox has had its mails for now. */
  | { readonly kind: "MAILBOX_FULL"; readonly retryAt: Date }
  /** The domain has had its mails for now, or all of them that one reseller may take. */
  | { readonly kind: "DOMAIN_FULL"; readonly retryAt: Date };

/**
 * Mails the question if every budget has room for it, together with others that wait for the same address. One that
 * nobody is to be asked takes its turn, and uses up the budgets, like any other: nothing that the asker can measure
 * tells them apart.
 */
export async function takeTurn(tx: Transaction, mailer: VerificationKeys, question: QuestionToAsk): Promise<Turn> {
  const identity = await lockIdentity(tx, question.identityId);
  const isUnwanted = await isReported(tx.manager, question.mailbox);
  const isSilent = isUnwanted || isNobodyAsked(question, identity);
  // A question that joins a mail which waits anyway costs the owner nothing.
  const joins = !isSilent && (await hasMailToJoin(tx, identity, question));
  if (!joins) {
    const refused = await spendBudgets(tx, question);
    if (refused !== null) return refused;
  }
  await release(tx, mailer, { identity, question, isUnwanted });
  return { kind: "TAKEN" };
}

async function hasMailToJoin(tx: Transaction, identity: Identity, { accountId }: QuestionToAsk): Promise<boolean> {
  const mails = await mailsWithRoom(tx, identity.id);
  if (mails.length === 0) return false;
  const to = (await recipientsOf(tx.manager, identity, [accountId]))(accountId);
  return mails.some(({ toAddress }) => toAddress === to);
}

function isNobodyAsked({ isSilent }: QuestionToAsk, { blockedAt, undeliverableAt }: Identity): boolean {
  return isSilent || blockedAt !== null || undeliverableAt !== null;
}

async function spendBudgets(tx: Transaction, question: QuestionToAsk): Promise<Turn | null> {
  const limits = await effectivePolicy(tx.manager, {});
  const reseller = topResellerOf(question);
  const mailbox = mailboxBudget(question.mailbox, limits.requestsPerAddressAndDay);
  const domain = targetDomainBudget(question.targetDomain, limits.requestsPerTargetDomainAndHour);
  const usedUp = await spendShared(tx, [mailbox, domain], reseller);
  if (usedUp === null) return null;
  return { kind: usedUp.budget === mailbox ? "MAILBOX_FULL" : "DOMAIN_FULL", retryAt: usedUp.retryAt };
}

interface ReleasedQuestion {
  readonly identity: Identity;
  readonly question: QuestionToAsk;
  readonly isUnwanted: boolean;
}

async function release(
  tx: Transaction,
  mailer: VerificationKeys,
  { identity, question, isUnwanted }: ReleasedQuestion,
): Promise<void> {
  const waiting = await tx.manager.find(WaitingQuestion, {
    where: { identityId: identity.id },
    order: { verificationId: "ASC" },
    take: MAX_PER_DIGEST,
  });
  const others = await withSameRecipient(tx, identity, {
    question,
    others: waiting.filter(({ verificationId }) => verificationId !== question.verificationId),
  });
  const together = [question, ...others].slice(0, MAX_PER_DIGEST);
  const ids = together.map(({ verificationId }) => verificationId);
  await tx.manager.delete(WaitingQuestion, { verificationId: In(ids) });
  const rows = await tx.manager.find(Verification, {
    where: { id: In(ids), state: VerificationState.OPEN },
    order: { id: "ASC" },
  });
  const silent = new Set(
    together.filter((each) => isUnwanted || isNobodyAsked(each, identity)).map((each) => each.verificationId),
  );
  for (const row of rows) {
    row.releasedAt = tx.now;
    const ended = silent.has(row.id)
      ? { deliveryState: DeliveryState.SENT, expiresAt: endOfSentQuestion(row, tx.now) }
      : {};
    await updateRows(tx, Verification, { id: row.id }, { releasedAt: tx.now, ...ended });
  }
  const asked = rows.filter(({ id }) => !silent.has(id));
  if (asked.length > 0) await queueQuestions(tx, mailer, identity, asked);
  const parties = new Set([topResellerOf(question), question.resellerPath, question.accountId]);
  await tx.manager.upsert(
    QuestionTurn,
    [...parties].map((party) => ({ targetDomain: question.targetDomain, party, servedAt: tx.now })),
    ["targetDomain", "party"],
  );
}

interface QuestionAndOthers {
  readonly question: QuestionToAsk;
  readonly others: readonly WaitingQuestion[];
}

/** Those that can stand in its mail: one turn is one mail, whatever the spellings of the address. */
async function withSameRecipient(
  tx: Transaction,
  identity: Identity,
  { question, others }: QuestionAndOthers,
): Promise<readonly WaitingQuestion[]> {
  if (others.length === 0) return others;
  const accountIds = [question, ...others].map(({ accountId }) => accountId);
  const recipientFor = await recipientsOf(tx.manager, identity, accountIds);
  return others.filter(({ accountId }) => recipientFor(accountId) === recipientFor(question.accountId));
}
