import { createHash } from "node:crypto";
import { isUniqueViolation, type Transaction } from "../../database/index.js";
import { newIdentifier } from "../../kernel/index.js";
import type { ReportRecord } from "../../mail-logs/index.js";
import { Complaint } from "./complaint.entity.js";

/** Counts a report about a question of ours, once a mail; `provider` passed it on. Returns false for one that is known. */
export async function recordQuestionComplaint(
  tx: Transaction,
  { feedbackType, originalMailFrom, originalMessageId }: ReportRecord,
  provider: string,
): Promise<boolean> {
  const about = JSON.stringify(["QUESTION", originalMailFrom?.toLowerCase() ?? originalMessageId]);
  try {
    await tx.manager.insert(Complaint, {
      id: newIdentifier(),
      fingerprint: createHash("sha256").update(about).digest("hex"),
      kind: "QUESTION",
      feedbackType: (feedbackType ?? "").slice(0, MAX_FEEDBACK_TYPE),
      accountId: null,
      domainId: null,
      addressKey: null,
      isMismatched: null,
      // What it names was known to nobody but the mail's readers.
      isTrusted: true,
      reporter: provider,
      reportedAt: tx.now,
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

const MAX_FEEDBACK_TYPE = 32;
