import { isUniqueViolation, type Transaction } from "../database/index.js";
import { type Actor, badInput, because, forbidden, isTraceToken, newInstance, requireScope } from "../kernel/index.js";
import type { ObservedSubmission } from "./observed-submission.js";
import { recordSubmissions } from "./record-submissions.js";
import { ReportResult, type SubmissionInput, SubmissionOutcomeChoice } from "./report.input.js";
import { ReportBatch } from "./report-batch.entity.js";

export const MAX_BATCH_SIZE = 1_000;
const MAX_FROM_ADDRESSES = 50;
const MAX_COUNT = 1_000_000;
const MAX_TEXT_LENGTH = 1_000;

/**
 * Counts a batch of a gateway exactly once: the same batch id of the same key again is answered as the first time.
 * Throws BAD_USER_INPUT for more than 1,000 submissions, or for one that says what cannot be.
 */
export async function reportSubmissions(
  tx: Transaction,
  actor: Actor,
  batchId: string,
  submissions: readonly SubmissionInput[],
): Promise<ReportResult> {
  if (actor.id === null) throw forbidden();
  const apiKeyId = actor.id;
  if (!/^[\x21-\x7e]{1,128}$/.test(batchId)) {
    throw badInput(
      "ID_MALFORMED",
      "batchId",
      "A batch id has 1 to 128 visible ASCII characters",
      "for instance a UUID",
    );
  }
  if (submissions.length > MAX_BATCH_SIZE) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_BATCH_SIZE }),
      "submissions",
      `At most ${MAX_BATCH_SIZE} submissions a batch`,
      `1…${MAX_BATCH_SIZE}`,
    );
  }
  const observed = submissions.map(observedOf);
  if (!(await claimBatch(tx, apiKeyId, batchId))) {
    const before = await tx.manager.findOneByOrFail(ReportBatch, { apiKeyId, batchId });
    const { accepted, unknownLogins, skipped } = before;
    return newInstance(ReportResult, { accepted, unknownLogins, skipped, isRepeated: true });
  }
  const tally = await recordSubmissions(tx, observed, requireScope(actor));
  await tx.manager.update(ReportBatch, { apiKeyId, batchId }, { ...tally });
  return newInstance(ReportResult, { ...tally, isRepeated: false });
}

function observedOf(input: SubmissionInput, index: number): ObservedSubmission {
  const field = `submissions[${index}]`;
  const count = input.count ?? 1;
  if (count < 1 || count > MAX_COUNT) {
    throw badInput(
      because("OUT_OF_RANGE", { min: 1, max: MAX_COUNT }),
      `${field}.count`,
      `count is a whole number from 1 to ${MAX_COUNT}`,
      `1…${MAX_COUNT}`,
    );
  }
  const fromAddresses = input.headerFrom ?? [];
  if (fromAddresses.length > MAX_FROM_ADDRESSES) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_FROM_ADDRESSES }),
      `${field}.headerFrom`,
      `At most ${MAX_FROM_ADDRESSES} From addresses`,
    );
  }
  const { login, sender, queueId, messageId } = input;
  for (const [name, text] of Object.entries({ login, sender, queueId, messageId })) {
    if ((text?.length ?? 0) > MAX_TEXT_LENGTH)
      throw badInput(because("TEXT_TOO_LONG", { limit: MAX_TEXT_LENGTH }), `${field}.${name}`, `${name} is too long`);
  }
  const traceToken = input.traceToken ?? null;
  if (traceToken !== null && !isTraceToken(traceToken)) {
    throw badInput(
      "ID_MALFORMED",
      `${field}.traceToken`,
      "A trace token has 32 hexadecimal digits, in lower case",
      "0…f, 32 times",
    );
  }
  return {
    source: "report",
    login: input.login,
    reversePath: input.sender,
    fromAddresses,
    at: input.at.getTime(),
    count,
    isRefused: input.outcome === SubmissionOutcomeChoice.REFUSED,
    queueId: input.queueId ?? null,
    messageId: input.messageId ?? null,
    traceToken,
  };
}

/** Written first: a second delivery at the same time waits here for the first one's commit, and then finds its row. */
async function claimBatch(tx: Transaction, apiKeyId: string, batchId: string): Promise<boolean> {
  const nothing = { accepted: 0, unknownLogins: 0, skipped: 0 };
  try {
    await tx.manager.insert(ReportBatch, { apiKeyId, batchId, receivedAt: tx.now, ...nothing });
    return true;
  } catch (error) {
    // On both engines a refused row undoes its own statement only, and the transaction goes on.
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
