import { isUniqueViolation, type Transaction } from "../../database/index.js";
import { AlertLog } from "./alert-log.entity.js";

export type AlertKind =
  | "OBSERVED"
  | "SECURITY"
  | "COMPLAINTS"
  | "DIGEST"
  | "ANNOUNCEMENT"
  | "HOLD"
  | "PROOF"
  | "CONFLICT"
  | "REFUSALS";

/** Whether this alert has not gone out in this period yet; if so, it counts as sent with this transaction. */
export async function claimAlert(tx: Transaction, kind: AlertKind, subject: string, period: string): Promise<boolean> {
  try {
    await tx.manager.insert(AlertLog, { kind, subject, period, sentAt: tx.now });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
