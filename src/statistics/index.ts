/**
 * How often things happened in each part of the tenant tree, day by day, kept up by whatever transaction brings them
 * about. It refuses to know who asks for it.
 */
export { countSent, countStatistic } from "./collect-statistics.js";
export { deleteOldStatistics, SENDERS_KEPT_DAYS } from "./delete-old-statistics.js";
export { QuestionOutcome } from "./question-outcomes.js";
export { countingScopes, scopeKeyOf, type TenantScope } from "./scope-key.js";
export {
  rankedSenders,
  SENDERS_PER_DAY,
  type StatisticCount,
  type StatisticDays,
  sentOnDays,
  statisticsOf,
} from "./statistics.queries.js";
export { writeStatistics } from "./write-statistics.js";

import { SenderDay } from "./sender-day.entity.js";
import { StatisticDay } from "./statistic-day.entity.js";

export const statisticsEntities = [StatisticDay, SenderDay];
