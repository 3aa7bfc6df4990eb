import { additiveUpsert, type Database, placeholders, type Transaction, type Upsert } from "../../../database/index.js";
import { endOfSubtree } from "../../../kernel/index.js";
import { computeSums } from "./compute-sums.js";

/** Some ten milliseconds of a transaction, in which SQLite has no other writer. */
const DOMAINS_PER_TRANSACTION = 100;

const SUM: Upsert = {
  table: "readiness_sum",
  key: ["scopeKey", "days", "domainId"],
  replace: [
    "messages",
    "refusedMessages",
    "refusedAccounts",
    "refusedAddresses",
    "unresolvedMessages",
    "unresolvedAccounts",
    "unresolvedAddresses",
    "dueAt",
  ],
};

/**
 * Makes the sums anew of domains that are marked, alone or with all below a path, and of those whose time has come, some
 * at a time. Returns how many; what is marked meanwhile is for the next turn.
 */
export async function sumReadiness(database: Database, now: Date, signal: AbortSignal): Promise<number> {
  let summed = 0;
  const marks: Mark[] = await database.reader.query("SELECT path, marks FROM readiness_mark WHERE domainId = ''");
  for (const mark of marks) summed += await sumBelow(database, mark, now, signal);
  for (const find of [findMarked, findDue]) {
    for (let count = DOMAINS_PER_TRANSACTION; count > 0 && !signal.aborted; summed += count) {
      count = await database.write(async (tx) => {
        const ids = await find(tx, now);
        await sumDomains(tx, ids, now);
        return ids.length;
      });
    }
  }
  return summed;
}

interface Mark {
  readonly path: string;
  readonly marks: number;
}

async function findMarked({ manager }: Transaction, now: Date): Promise<string[]> {
  const rows: { domainId: string }[] = await manager.query(
    `SELECT domainId FROM readiness_mark WHERE path = '' AND domainId <> '' AND since <= ?
      ORDER BY domainId LIMIT ${DOMAINS_PER_TRANSACTION}`,
    [now.getTime()],
  );
  return rows.map(({ domainId }) => domainId);
}

async function findDue({ manager }: Transaction, now: Date): Promise<string[]> {
  const rows: { domainId: string }[] = await manager.query(
    `SELECT DISTINCT domainId FROM readiness_sum WHERE dueAt <= ? LIMIT ${DOMAINS_PER_TRANSACTION}`,
    [now.getTime()],
  );
  return rows.map(({ domainId }) => domainId);
}

/** Broken off, it begins again: the mark goes when the last domain is done, if nobody has set it again. */
async function sumBelow(database: Database, { path, marks }: Mark, now: Date, signal: AbortSignal): Promise<number> {
  let summed = 0;
  for (let after: string | undefined = ""; after !== undefined; ) {
    if (signal.aborted) return summed;
    const from: string = after;
    const ids = await database.write(async (tx) => {
      const found = await findBelow(tx, path, from);
      await sumDomains(tx, found, now);
      return found;
    });
    summed += ids.length;
    after = ids.at(-1);
  }
  await database.write((tx) =>
    tx.manager.query("DELETE FROM readiness_mark WHERE path = ? AND domainId = '' AND marks = ?", [path, marks]),
  );
  return summed;
}

/** Domains with mail; those that are gone are the platform's alone. */
async function findBelow({ manager }: Transaction, path: string, after: string): Promise<string[]> {
  const [text, parameters] =
    path === ""
      ? ["SELECT DISTINCT domainId AS id FROM observation_total WHERE domainId > ? ORDER BY domainId", [after]]
      : [
          `SELECT d.id FROM domain d WHERE d.id > ? AND d.resellerPath >= ? AND d.resellerPath < ?
              AND EXISTS (SELECT 1 FROM observation_total t WHERE t.domainId = d.id) ORDER BY d.id`,
          [after, path, endOfSubtree(path)],
        ];
  const rows: { id: string }[] = await manager.query(`${text} LIMIT ${DOMAINS_PER_TRANSACTION}`, parameters);
  return rows.map(({ id }) => id);
}

/** The marks are read first: what is changed behind them sets them again, and then they stay. */
async function sumDomains(tx: Transaction, domainIds: readonly string[], now: Date): Promise<void> {
  if (domainIds.length === 0) return;
  const these = `domainId IN (${placeholders(domainIds.length)})`;
  const marks: { domainId: string; marks: number }[] = await tx.manager.query(
    `SELECT domainId, marks FROM readiness_mark WHERE path = '' AND ${these}`,
    [...domainIds],
  );
  const rows = await computeSums(tx.manager, domainIds, now);
  for (const mark of marks) {
    await tx.manager.query("DELETE FROM readiness_mark WHERE path = '' AND domainId = ? AND marks = ?", [
      mark.domainId,
      mark.marks,
    ]);
  }
  await tx.manager.query(`UPDATE readiness_mark SET since = ? WHERE path = '' AND ${these} AND since <= ?`, [
    now.getTime() + 1,
    ...domainIds,
    now.getTime(),
  ]);
  await tx.manager.query(`DELETE FROM readiness_sum WHERE ${these}`, [...domainIds]);
  await additiveUpsert(tx, SUM, rows);
}
