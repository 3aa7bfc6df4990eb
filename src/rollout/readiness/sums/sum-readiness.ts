import { additiveUpsert, type Database, placeholders, type Transaction, type Upsert } from "../../../database/index.js";
import { endOfSubtree } from "../../../kernel/index.js";
import { computeSums } from "./compute-sums.js";

/** Some thirty milliseconds of a transaction, in which SQLite has no other writer. */
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
  const marks: Mark[] = await database.reader.query(
    "SELECT path, domainId, since, marks FROM readiness_mark WHERE domainId = ''",
  );
  for (const mark of marks) summed += await sumBelow(database, mark, now, signal);
  const wanted = [(tx: Transaction, after: string) => findMarked(tx, after), (tx: Transaction) => findDue(tx, now)];
  for (const find of wanted) summed += await sumFound(database, find, now, signal);
  return summed;
}

type FindDomains = (tx: Transaction, after: string) => Promise<string[]>;

/** Some at a time, until no more are found. */
async function sumFound(database: Database, find: FindDomains, now: Date, signal: AbortSignal): Promise<number> {
  let summed = 0;
  for (let after: string | undefined = ""; after !== undefined && !signal.aborted; ) {
    const from: string = after;
    const ids = await database.write(async (tx) => {
      const found = await find(tx, from);
      await sumDomains(tx, found, now);
      return found;
    });
    summed += ids.length;
    after = ids.at(-1);
  }
  return summed;
}

type Mark = Readonly<Record<"path" | "domainId" | "since" | "marks", string | number>>;

/** Of one path: those that nobody has set again since they were read, whoever else has taken them away meanwhile. */
async function removeMarks(tx: Transaction, marks: readonly Mark[]): Promise<void> {
  const [first] = marks;
  if (first === undefined) return;
  // The first two conditions say it by the key, so that no other row is looked at and locked.
  await tx.manager.query(
    `DELETE FROM readiness_mark
      WHERE path = ? AND domainId IN (${placeholders(marks.length)})
        AND (path, domainId, since, marks) IN (${tx.dialect.tuples(4, marks.length)})`,
    [
      first.path,
      ...marks.map(({ domainId }) => domainId),
      ...marks.flatMap(({ path, domainId, since, marks: times }) => [path, domainId, since, times]),
    ],
  );
}

/** Each once: what is marked again meanwhile is for the next turn. */
async function findMarked({ manager }: Transaction, after: string): Promise<string[]> {
  const rows: { domainId: string }[] = await manager.query(
    `SELECT domainId FROM readiness_mark WHERE path = '' AND domainId > ?
      ORDER BY domainId LIMIT ${DOMAINS_PER_TRANSACTION}`,
    [after],
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

/** Broken off, it begins again: the mark goes when the last domain is done. */
async function sumBelow(database: Database, mark: Mark, now: Date, signal: AbortSignal): Promise<number> {
  const find: FindDomains = (tx, after) => findBelow(tx, String(mark.path), after);
  const summed = await sumFound(database, find, now, signal);
  if (!signal.aborted) await database.write((tx) => removeMarks(tx, [mark]));
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

/** The marks are read first, as what is changed behind that sets them again. */
async function sumDomains(tx: Transaction, domainIds: readonly string[], now: Date): Promise<void> {
  if (domainIds.length === 0) return;
  const these = `domainId IN (${placeholders(domainIds.length)})`;
  const marks: Mark[] = await tx.manager.query(
    `SELECT path, domainId, since, marks FROM readiness_mark WHERE path = '' AND ${these} ORDER BY domainId`,
    [...domainIds],
  );
  const rows = await computeSums(tx.manager, domainIds, now);
  await removeMarks(tx, marks);
  await tx.manager.query(`DELETE FROM readiness_sum WHERE ${these}`, [...domainIds]);
  await additiveUpsert(tx, SUM, rows);
}
