import { In } from "typeorm";
import { Authorization, decidedIn, Identity, withdrawnIn } from "../../authorizations/index.js";
import { type CommitStep, moveRows, type Transaction, updateRows } from "../../database/index.js";
import { Approval } from "../approval.entity.js";
import { APPROVAL_STATES } from "../approval-states.js";
import { openQuestionsOf } from "../questions.queries.js";
import { Verification } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";
import { VERIFICATION_STATES } from "../verification-states.js";
import { WaitingQuestion } from "../waiting-question.entity.js";
import { withdrawFromMails } from "./queue-questions.js";

const NOBODYS: ReadonlySet<string> = new Set();

/**
 * Ends the open questions about these authorizations: their links say so from now on, and mails that were not sent yet
 * are not sent. Those about what is `withdrawn` can be taken up again.
 */
export async function retireQuestions(
  tx: Transaction,
  mailer: VerificationKeys,
  authorizationIds: readonly string[],
  withdrawn: ReadonlySet<string> = NOBODYS,
): Promise<void> {
  await retireOpen(tx, mailer, await openQuestionsOf(tx, authorizationIds), withdrawn);
}

/** The same for open questions that were read in this transaction. */
export async function retireOpen(
  tx: Transaction,
  mailer: VerificationKeys,
  questions: readonly Verification[],
  withdrawn: ReadonlySet<string> = NOBODYS,
): Promise<void> {
  if (questions.length === 0) return;
  const ids = questions.map(({ id }) => id);
  await moveRows(tx, Verification, { where: { id: In(ids) }, step: VERIFICATION_STATES.step("RETIRE") });
  const withdrawnIds = questions.filter(({ authorizationId }) => withdrawn.has(authorizationId)).map(({ id }) => id);
  if (withdrawnIds.length > 0) await updateRows(tx, Verification, { id: In(withdrawnIds) }, { withdrawnAt: tx.now });
  await tx.manager.delete(WaitingQuestion, { verificationId: In(ids) });
  const authorizations = await tx.manager.find(Authorization, {
    where: { id: In(questions.map(({ authorizationId }) => authorizationId)) },
  });
  const identities = await tx.manager.find(Identity, {
    where: { id: In([...new Set(authorizations.map(({ identityId }) => identityId))]) },
    order: { id: "ASC" },
  });
  for (const identity of identities) await withdrawFromMails(tx, mailer, identity, new Set(ids));
}

/** The same for what waits in the approval queue. */
export async function settleApprovals(tx: Transaction, authorizationIds: readonly string[]): Promise<void> {
  if (authorizationIds.length === 0) return;
  const about = { authorizationId: In([...authorizationIds]) };
  await moveRows(tx, Approval, { where: about, step: APPROVAL_STATES.step("SETTLE"), changes: { decidedAt: tx.now } });
}

/** Whatever was asked about these authorizations is decided. */
export async function settleQuestions(
  tx: Transaction,
  mailer: VerificationKeys,
  authorizationIds: readonly string[],
  withdrawn: ReadonlySet<string> = NOBODYS,
): Promise<void> {
  await retireQuestions(tx, mailer, authorizationIds, withdrawn);
  await settleApprovals(tx, authorizationIds);
}

const IDS_PER_STATEMENT = 500;

/** Commit step: whatever was granted or revoked in this transaction needs no answer any more. */
export function settleDecided(mailer: VerificationKeys): CommitStep {
  return async (tx) => {
    const ids = [...decidedIn(tx)];
    for (let start = 0; start < ids.length; start += IDS_PER_STATEMENT) {
      await settleQuestions(tx, mailer, ids.slice(start, start + IDS_PER_STATEMENT), withdrawnIn(tx));
    }
  };
}
