import { type Database, inBatches, type Transaction } from "../database/index.js";
import { UTC } from "../kernel/index.js";
import { DEFAULT_POLICY_SETTINGS, Policy, policyChains, resolveSettings } from "../policy/index.js";
import { Domain, timeZonesAt } from "../tenancy/index.js";
import { DAY_MS, dayNumber } from "./days.js";
import { observedIn } from "./observed.js";
import { TRACES_KEPT_DAYS } from "./traces.js";

/** Whole days that rows of an account's own login are kept: they matter for the last days' figures only; totals stay. */
export const LOGIN_ROWS_KEPT_DAYS = 7;
/** After this time a gateway must not repeat a batch any more. */
export const BATCHES_REMEMBERED_DAYS = 30;
const COMPLAINTS_KEPT_DAYS = 365;

const ROWS_PER_STATEMENT = 1_000;
const DOMAINS_PER_TRANSACTION = 100;

/**
 * Removes what is older than policy keeps it: `observationDays` of each domain, a week for rows of own logins. Works in
 * short transactions until nothing is left or `limit` steps are done. Returns how many rows and days of domains went.
 */
export async function deleteOldObservations(database: Database, now: Date, limit = 1_000): Promise<number> {
  // Days of domains go by the domain's own today; it may be a day ahead, and then they go a few hours later.
  const today = dayNumber(now, UTC);
  let deleted = 0;
  for (let step = 0; step < limit; step += 1) {
    const rows = await database.write((tx) => deleteLoginRows(tx, today - LOGIN_ROWS_KEPT_DAYS));
    deleted += rows;
    if (rows < ROWS_PER_STATEMENT) break;
  }
  let after = "";
  for (let step = 0; step < limit; step += 1) {
    const done = await database.write((tx) => deleteOfDomains(tx, today, after));
    deleted += done.deleted;
    if (done.next === null) break;
    after = done.next;
  }
  return deleted + (await database.write((tx) => deleteSmallTables(tx, today)));
}

async function deleteLoginRows(tx: Transaction, beforeDay: number): Promise<number> {
  const keys: { domainId: string; accountId: string; day: number; addressKey: string }[] = await tx.manager.query(
    `SELECT domainId, accountId, day, addressKey FROM observation_day WHERE isLogin = 1 AND day < ?
      ORDER BY day LIMIT ${ROWS_PER_STATEMENT}`,
    [beforeDay],
  );
  if (keys.length === 0) return 0;
  await tx.manager.query(
    `DELETE FROM observation_day WHERE (domainId, accountId, day, addressKey)
      IN (${tx.dialect.tuples(4, keys.length)})`,
    keys.flatMap(({ domainId, accountId, day, addressKey }) => [domainId, accountId, day, addressKey]),
  );
  return keys.length;
}

async function deleteOfDomains(
  tx: Transaction,
  today: number,
  after: string,
): Promise<{ deleted: number; next: string | null }> {
  const oldest = today - (await shortestDays(tx));
  const found: { domainId: string }[] = await tx.manager.query(
    `SELECT DISTINCT domainId FROM observation_total WHERE domainId > ? AND day < ?
      ORDER BY domainId LIMIT ${DOMAINS_PER_TRANSACTION}`,
    [after, oldest],
  );
  const ids = found.map(({ domainId }) => domainId);
  if (ids.length === 0) return { deleted: 0, next: null };
  const kept = await keptOf(tx, ids);
  for (const domainId of ids) {
    const before = kept.get(domainId) ?? today - DEFAULT_POLICY_SETTINGS.observationDays;
    for (const table of ["observation_day", "observation_pair", "observation_total"]) {
      await tx.manager.query(`DELETE FROM ${table} WHERE domainId = ? AND day < ?`, [domainId, before]);
    }
    observedIn(tx).changedDomainIds.add(domainId);
  }
  return { deleted: ids.length, next: ids.length < DOMAINS_PER_TRANSACTION ? null : (ids.at(-1) ?? null) };
}

async function shortestDays(tx: Transaction): Promise<number> {
  const policies = await tx.manager.find(Policy);
  const days = policies.flatMap(({ settings }) => settings.observationDays ?? []);
  return Math.min(DEFAULT_POLICY_SETTINGS.observationDays, ...days);
}

/**
 * The first day that each domain keeps. `observationDays` counts down to the domain; what an account sets for itself only
 * bounds what reports look at.
 */
async function keptOf(tx: Transaction, domainIds: readonly string[]): Promise<Map<string, number>> {
  const kept = new Map<string, number>();
  for (const ids of inBatches(domainIds, DOMAINS_PER_TRANSACTION)) {
    const domains = await tx.manager
      .createQueryBuilder(Domain, "domain")
      .where("domain.id IN (:...ids)", { ids })
      .getMany();
    const places = domains.map(({ id, resellerPath }) => ({ resellerPath, domainId: id }));
    const chains = await policyChains(tx.manager, places);
    const zoneAt = await timeZonesAt(
      tx.manager,
      domains.map(({ resellerPath }) => resellerPath),
    );
    for (const [index, { id, resellerPath }] of domains.entries()) {
      const { observationDays } = resolveSettings(chains[index] ?? []);
      kept.set(id, dayNumber(tx.now, zoneAt(resellerPath)) - observationDays);
    }
  }
  return kept;
}

async function deleteSmallTables(tx: Transaction, today: number): Promise<number> {
  const kept = DEFAULT_POLICY_SETTINGS.observationDays;
  const old: readonly (readonly [table: string, column: string, before: number])[] = [
    ["unknown_login", "day", today - kept],
    ["unknown_login_total", "lastSeenAt", (today - kept) * DAY_MS],
    ["unknown_login_address", "lastSeenAt", (today - kept) * DAY_MS],
    ["account_alarm", "raisedAt", (today - kept) * DAY_MS],
    ["submission_trace", "seenAt", (today - TRACES_KEPT_DAYS) * DAY_MS],
    ["complaint", "reportedAt", (today - COMPLAINTS_KEPT_DAYS) * DAY_MS],
    ["alert_log", "sentAt", (today - COMPLAINTS_KEPT_DAYS) * DAY_MS],
    ["report_batch", "receivedAt", (today - BATCHES_REMEMBERED_DAYS) * DAY_MS],
  ];
  let deleted = 0;
  for (const [table, column, before] of old) {
    const [row]: { n: number }[] = await tx.manager.query(`SELECT COUNT(*) AS n FROM ${table} WHERE ${column} < ?`, [
      before,
    ]);
    deleted += Number(row?.n ?? 0);
    await tx.manager.query(`DELETE FROM ${table} WHERE ${column} < ?`, [before]);
  }
  return deleted;
}
