import { additiveUpsert, type Database, placeholders, type Transaction, type Upsert } from "../../../database/index.js";
import type { ObservedDomain } from "../observed-domains.queries.js";
import { computeSums, findDomains, type SumRow } from "./compute-sums.js";
import { findMarks, type Mark, removeMarks } from "./marks.queries.js";

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
 * Makes the sums of a few hundred domains anew. What they rest on is read outside of any transaction, so that no writer
 * waits for it; the marks are read first, as what is changed after that sets them again.
 */
export async function replaceSums(
  database: Database,
  domainIds: readonly string[],
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const { reader } = database;
  const marks = await findMarks(reader, domainIds);
  const domains = await findDomains(reader, domainIds);
  const rows = await computeSums(reader, { domainIds, domains }, now);
  // Whoever has taken the job over meanwhile may have written newer ones.
  if (signal.aborted) return;
  await database.write((tx) => putInPlace(tx, { domainIds, domains, rows, marks }));
}

interface MadeSums {
  readonly domainIds: readonly string[];
  /** Where they lay when the sums were made. */
  readonly domains: readonly ObservedDomain[];
  readonly rows: readonly SumRow[];
  readonly marks: readonly Mark[];
}

/**
 * The old ones go first: whoever moves a domain deletes them too, so that of the two the later waits here and then sees
 * where the domain lies. A sum in a scope that it has left would stand there unmarked.
 */
async function putInPlace(tx: Transaction, { domainIds, domains, rows, marks }: MadeSums): Promise<void> {
  await tx.manager.query(`DELETE FROM readiness_sum WHERE domainId IN (${placeholders(domainIds.length)})`, [
    ...domainIds,
  ]);
  const pathsNow = pathsOf(await findDomains(tx.manager, domainIds));
  const paths = pathsOf(domains);
  await removeMarks(tx, marks);
  await additiveUpsert(
    tx,
    SUM,
    rows.filter(({ domainId }) => paths.get(domainId) === pathsNow.get(domainId)),
  );
}

function pathsOf(domains: readonly ObservedDomain[]): Map<string | number | undefined, string> {
  return new Map(domains.map(({ id, resellerPath }) => [id, resellerPath]));
}
