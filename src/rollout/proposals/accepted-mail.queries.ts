import type { Transaction } from "../../database/index.js";
import type { PolicyLevel } from "../../decision/index.js";
import type { TimeZone } from "../../kernel/index.js";
import { dayNumber } from "../../observations/index.js";
import type { PolicySettings } from "../../policy/index.js";
import type { Proposal } from "./proposal.entity.js";

/**
 * When mail of a place was first refused for its sender, epoch milliseconds: the earliest ENFORCE that any scope from
 * the platform down has set. A schedule further down may put enforcement off there; it makes no mail older.
 */
export function beginOfEnforcement(levels: readonly PolicyLevel<PolicySettings>[]): number {
  const steps = levels.flatMap(({ settings }) => settings.schedule ?? []);
  return Math.min(...steps.flatMap(({ at, mode }) => (mode === "ENFORCE" ? [at] : [])));
}

export interface AcceptedBefore {
  readonly zone: TimeZone;
  readonly policy: Required<PolicySettings>;
  readonly beganAt: number;
}

/**
 * Whether the mail that a server took under the proposal's address, on whole days of its zone before enforcement began, passes
 * the thresholds. What was turned away shows that somebody tried, not that it was anybody's habit.
 */
export async function wasAcceptedBefore(
  tx: Transaction,
  { accountId, addressKey }: Proposal,
  { zone, policy: { proactiveMessages, proactiveDays, observationDays }, beganAt }: AcceptedBefore,
): Promise<boolean> {
  const today = dayNumber(tx.now, zone);
  const firstDay = Number.isFinite(beganAt) ? Math.min(dayNumber(beganAt, zone), today + 1) : today + 1;
  const [found]: { messages: string | number | null; days: string | number }[] = await tx.manager.query(
    `SELECT SUM(own + authorized + unauthorized) AS messages, COUNT(*) AS days FROM observation_day
      WHERE accountId = ? AND day > ? AND day < ? AND addressKey = ? AND own + authorized + unauthorized > 0`,
    [accountId, today - observationDays, firstDay, addressKey],
  );
  return Number(found?.messages ?? 0) >= proactiveMessages && Number(found?.days ?? 0) >= proactiveDays;
}
