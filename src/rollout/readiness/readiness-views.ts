import { newInstance } from "../../kernel/index.js";
import { formatDay } from "../../observations/index.js";
import type { MissingGround } from "./missing-ground.enum.js";
import { ReadinessAddress, ReadinessSummaryView } from "./readiness.types.js";
import type { ReplayedAddress } from "./replay.js";
import type { ReadinessSummary } from "./summarize.js";

const MAX_ADDRESSES = 100;

export function summaryView({
  domains: _domains,
  accounts: _accounts,
  ...summary
}: ReadinessSummary): ReadinessSummaryView {
  return newInstance(ReadinessSummaryView, {
    ...summary,
    timeZone: summary.zone,
    fromDay: formatDay(summary.fromDay, summary.zone),
    untilDay: formatDay(summary.untilDay, summary.zone),
    lacking: summary.lacking.map((lack) => ({ ...lack, reason: lack.reason as MissingGround })),
    trend: summary.trend.map(({ day, ...figures }) => ({ day: formatDay(day, summary.zone), ...figures })),
  });
}

export function addressViews(addresses: readonly ReplayedAddress[]): ReadinessAddress[] {
  return addresses
    .filter(({ isUnresolved }) => isUnresolved)
    .sort((one, other) => other.messages - one.messages)
    .slice(0, MAX_ADDRESSES)
    .map(({ addressKey, reason, isRefused, messages, days, firstSeenAt, lastSeenAt }) =>
      newInstance(ReadinessAddress, {
        address: addressKey,
        reason: reason as MissingGround,
        isRefused,
        messages,
        days,
        firstSeenAt: new Date(firstSeenAt),
        lastSeenAt: new Date(lastSeenAt),
      }),
    );
}
