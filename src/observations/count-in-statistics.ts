import type { Transaction } from "../database/index.js";
import { countSent, countStatistic } from "../statistics/index.js";
import type { CountedSubmission } from "./count-submissions.js";

/** In the figures of every part of the tree: by outcome, by the reason that enforcement refuses it for, and by sender. */
export function countInStatistics(tx: Transaction, submission: CountedSubmission): void {
  const { place, at, count, outcome, reason } = submission;
  countStatistic(tx, { place, at, count, kind: "SUBMISSION", name: outcome.toUpperCase() });
  if (outcome === "refused") countStatistic(tx, { place, at, count, kind: "REFUSED", name: reason });
  if (outcome === "unauthorized") countStatistic(tx, { place, at, count, kind: "TAKEN", name: reason });
  const { accountId } = place;
  if (accountId !== null) countSent(tx, { place: { ...place, accountId }, at, messages: count });
}
