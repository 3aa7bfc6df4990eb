import type { EntityManager } from "typeorm";
import { dialectOf, inBatches } from "../database/index.js";
import { required } from "../kernel/index.js";
import type { DayCounts } from "./count-submissions.js";
import { OVERFLOW_KEY } from "./observed-submission.js";

/** Rows of one account and day besides its login; what comes after them goes into one row, or a thief fills the table. */
export const MAX_ADDRESSES_PER_DAY = 1_000;

const GROUPS_PER_STATEMENT = 300;

/** Folds the rows that would pass an account's bound for the day into its overflow row. */
export async function boundAddresses(manager: EntityManager, rows: readonly DayCounts[]): Promise<DayCounts[]> {
  const groups = groupByAccountAndDay(rows.filter(({ isLogin }) => !isLogin));
  const known = await countRows(manager, [...groups.values()]);
  const bounded = rows.filter(({ isLogin }) => isLogin);
  for (const [key, group] of groups) {
    const present = known.get(key) ?? 0;
    bounded.push(
      ...(present + group.length <= MAX_ADDRESSES_PER_DAY ? group : await foldGroup(manager, group, present)),
    );
  }
  return bounded;
}

export function groupByAccountAndDay(rows: readonly DayCounts[]): Map<string, DayCounts[]> {
  const groups = new Map<string, DayCounts[]>();
  for (const row of rows) {
    const key = groupKey(row.place.accountId, row.day);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

export function groupKey(accountId: string | null, day: number): string {
  return `${accountId} ${day}`;
}

/** How many rows besides the login each account has that day, with `condition` fulfilled. */
export async function countRows(
  manager: EntityManager,
  groups: readonly (readonly DayCounts[])[],
  condition = "1 = 1",
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const heads = groups.flatMap(([head]) => head ?? []);
  for (const chunk of inBatches(heads, GROUPS_PER_STATEMENT)) {
    const found: { accountId: string; day: number; n: number }[] = await manager.query(
      `SELECT accountId, day, COUNT(*) AS n FROM observation_day
        WHERE isLogin = 0 AND (domainId, accountId, day) IN (${dialectOf(manager.dataSource).tuples(3, chunk.length)}) AND ${condition}
        GROUP BY accountId, day`,
      chunk.flatMap(({ place, day }) => [place.domainId, place.accountId, day]),
    );
    for (const { accountId, day, n } of found) counts.set(groupKey(accountId, day), Number(n));
  }
  return counts;
}

async function foldGroup(
  manager: EntityManager,
  group: readonly DayCounts[],
  present: number,
): Promise<readonly DayCounts[]> {
  const { place, day } = required(group[0]);
  const rows: { addressKey: string }[] = await manager.query(
    "SELECT addressKey FROM observation_day WHERE domainId = ? AND accountId = ? AND day = ?",
    [place.domainId, place.accountId, day],
  );
  const known = new Set(rows.map(({ addressKey }) => addressKey));
  let free = Math.max(0, MAX_ADDRESSES_PER_DAY - present);
  const kept: DayCounts[] = [];
  let overflow: DayCounts | null = null;
  for (const row of group) {
    if (known.has(row.addressKey) || free > 0) {
      if (!known.has(row.addressKey)) free -= 1;
      kept.push(row);
    } else {
      overflow = overflow === null ? { ...row, addressKey: OVERFLOW_KEY } : addTo(overflow, row);
    }
  }
  return overflow === null ? kept : [...kept, overflow];
}

function addTo(sum: DayCounts, row: DayCounts): DayCounts {
  return {
    ...sum,
    own: sum.own + row.own,
    authorized: sum.authorized + row.authorized,
    unauthorized: sum.unauthorized + row.unauthorized,
    refused: sum.refused + row.refused,
    besides: sum.besides + row.besides,
    firstSeenAt: Math.min(sum.firstSeenAt, row.firstSeenAt),
    lastSeenAt: Math.max(sum.lastSeenAt, row.lastSeenAt),
    sources: sum.sources | row.sources,
  };
}
