import type { EntityManager } from "typeorm";
import { inBatches, placeholders } from "../database/index.js";
import type { StatisticKind } from "./statistic-day.entity.js";

/** Days since 1970-01-01, both whole. */
export interface StatisticDays {
  readonly fromDay: number;
  readonly toDay: number;
}

export interface StatisticCount {
  readonly kind: StatisticKind;
  readonly day: number;
  readonly name: string;
  readonly count: number;
}

export interface RankedSender {
  readonly accountId: string;
  readonly messages: number;
}

const ACCOUNTS_PER_STATEMENT = 200;

/** Of each day so many count in the ranking of a period. */
export const SENDERS_PER_DAY = 100;

/** One range of the primary key for each kind: a row for each day and name, whatever the scope holds. */
export async function statisticsOf(
  manager: EntityManager,
  scopeKey: string,
  kinds: readonly StatisticKind[],
  { fromDay, toDay }: StatisticDays,
): Promise<StatisticCount[]> {
  const rows: StatisticCount[] = await manager.query(
    `SELECT kind, day, name, count FROM statistic_day
      WHERE scopeKey = ? AND kind IN (${kinds.map(() => "?").join(", ")}) AND day BETWEEN ? AND ?
      ORDER BY day`,
    [scopeKey, ...kinds, fromDay, toDay],
  );
  return rows.map(({ kind, day, name, count }) => ({ kind, day: Number(day), name, count: Number(count) }));
}

/**
 * Who sent most, by what they sent on days when they were among the first hundred: each day is the head of a range of the
 * index, so that a platform of a million senders reads no more than a day's hundred times the days.
 */
export async function rankedSenders(
  manager: EntityManager,
  scopeKey: string,
  range: StatisticDays,
  most: number,
): Promise<RankedSender[]> {
  const days = daysIn(range);
  const heads = days.map(
    (_, index) =>
      `SELECT accountId, messages FROM (SELECT accountId, messages FROM sender_day WHERE scopeKey = ? AND day = ?
        ORDER BY messages DESC LIMIT ${SENDERS_PER_DAY}) AS head${index}`,
  );
  const rows: { accountId: string; total: number | string }[] = await manager.query(
    `SELECT accountId, SUM(messages) AS total FROM (${heads.join(" UNION ALL ")}) AS heads
      GROUP BY accountId ORDER BY total DESC, accountId LIMIT ${most}`,
    days.flatMap((day) => [scopeKey, day]),
  );
  return rows.map(({ accountId, total }) => ({ accountId, messages: Number(total) }));
}

/** An account in its domain, and the days that are asked about. */
export interface SenderDays extends StatisticDays {
  readonly domainId: string;
  readonly accountId: string;
}

/** What accounts sent on some days: a look-up of the key for each day and account, 200 accounts a statement. */
export async function sentOnDays(
  manager: EntityManager,
  wanted: readonly SenderDays[],
): Promise<(RankedSender & { readonly lastDay: number })[]> {
  const found: (RankedSender & { readonly lastDay: number })[] = [];
  for (const some of inBatches(wanted, ACCOUNTS_PER_STATEMENT)) {
    const parts = some.map(({ domainId, accountId, ...range }) => {
      const days = daysIn(range);
      const text = `(scopeKey = ? AND accountId = ? AND day IN (${placeholders(days.length)}))`;
      return { text, parameters: [domainId, accountId, ...days] };
    });
    const rows: { accountId: string; total: number | string; lastDay: number | string }[] = await manager.query(
      `SELECT accountId, SUM(messages) AS total, MAX(day) AS lastDay FROM sender_day
        WHERE ${parts.map(({ text }) => text).join(" OR ")} GROUP BY accountId`,
      parts.flatMap(({ parameters }) => parameters),
    );
    for (const { accountId, total, lastDay } of rows) {
      found.push({ accountId, messages: Number(total), lastDay: Number(lastDay) });
    }
  }
  return found;
}

function daysIn({ fromDay, toDay }: StatisticDays): number[] {
  return Array.from({ length: toDay - fromDay + 1 }, (_, index) => fromDay + index);
}
