import { In } from "typeorm";
import { Authorization, type Identity, lockIdentity } from "../../authorizations/index.js";
import { type Transaction, updateRows } from "../../database/index.js";
import { SYSTEM_ACTOR } from "../../kernel/index.js";
import { OutboxMail } from "../../outbox/index.js";
import { mailboxAt } from "../../policy/index.js";
import { endOfSentQuestion } from "../answer-time.js";
import { ReportedMailbox } from "../reported-mailbox.entity.js";
import { replaceLinkMail } from "../sight-links.js";
import { mailIdOf, returnPathTagOf } from "../tokens.js";
import { DeliveryState, Verification, VerificationState } from "../verification.entity.js";
import { auditIdentity } from "./block-identity.js";
import { verificationIdsOf, waitingMails } from "./queue-questions.js";

/** A feedback report (RFC 5965), as far as it may be about a question. */
export interface QuestionReport {
  readonly feedbackType: string;
  readonly reversePath: string | null;
  /** With its angle brackets. */
  readonly messageId: string | null;
  /** Who passes it on, as far as it says. */
  readonly reporter: string | null;
}

/** RFC 5965 7.3 and RFC 6430: what a person presses. A filter's `virus` and a signature's `auth-failure` are none. */
const PRESSED_BY_PEOPLE: ReadonlySet<string> = new Set(["abuse", "fraud", "opt-out", "opt-out-list", "other"]);

/**
 * "Report spam" on a question: whoever reads that mailbox gets no more of them until they say otherwise, and nothing that
 * they allowed changes. The random tag of the mail's return path, or its Message-ID, is the proof that it was seen. Returns
 * who is to be counted as having passed it on; null for a report about any other mail.
 */
export async function noteReportedQuestion(tx: Transaction, report: QuestionReport): Promise<string | null> {
  if (!PRESSED_BY_PEOPLE.has(report.feedbackType)) return null;
  const identityId = await findReported(tx, report);
  if (identityId === null) return null;
  const identity = await lockIdentity(tx, identityId);
  const provider = report.reporter ?? identity.domain;
  const mailbox = await mailboxAt(tx.manager, identity.addressKey);
  if (!(await tx.manager.existsBy(ReportedMailbox, { mailbox }))) {
    await tx.manager.upsert(ReportedMailbox, { mailbox, reportedAt: tx.now, provider }, ["mailbox"]);
    auditIdentity(tx, SYSTEM_ACTOR, { action: "identity.question_reported", identity, after: { provider } });
  }
  await silenceWaitingMails(tx, identity);
  return provider;
}

async function findReported(tx: Transaction, { reversePath, messageId }: QuestionReport): Promise<string | null> {
  const returnPathTag = reversePath === null ? null : returnPathTagOf(reversePath);
  const question = returnPathTag === null ? null : await tx.manager.findOneBy(Verification, { returnPathTag });
  if (question !== null) {
    const { identityId } = await tx.manager.findOneByOrFail(Authorization, { id: question.authorizationId });
    return identityId;
  }
  const mailId = messageId === null ? null : mailIdOf(messageId);
  const mail = mailId === null ? null : await tx.manager.findOneBy(OutboxMail, { id: mailId });
  return mail === null || verificationIdsOf(mail).length === 0 ? null : mail.subjectId;
}

/** What was queued and not begun goes the way of questions that nobody is asked: to the asker it was sent. */
async function silenceWaitingMails(tx: Transaction, identity: Identity): Promise<void> {
  for (const mail of await waitingMails(tx, identity.id)) {
    await replaceLinkMail(tx, mail);
    const questions = await tx.manager.findBy(Verification, {
      id: In(verificationIdsOf(mail)),
      state: VerificationState.OPEN,
      deliveryState: DeliveryState.QUEUED,
    });
    for (const question of questions) {
      const expiresAt = endOfSentQuestion(question, tx.now);
      await updateRows(tx, Verification, { id: question.id }, { deliveryState: DeliveryState.SENT, expiresAt });
    }
  }
}
