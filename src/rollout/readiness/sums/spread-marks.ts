import { additiveUpsert, type Database } from "../../../database/index.js";
import { MARK } from "./mark-readiness.js";
import { domainsWithMailBelow, findPathMarks, type Mark, removeMarks } from "./marks.queries.js";

const DOMAINS_PER_TRANSACTION = 500;

/**
 * Puts a mark on each domain with mail below a marked path, and takes the path's own away: from then on each scope comes
 * nearer to the present with its own domains, whatever is left of the others, and what is broken off goes on where it was.
 */
export async function spreadMarks(database: Database, signal: AbortSignal): Promise<void> {
  const waiting = await findPathMarks(database.reader);
  for (const widest of waiting) {
    if (signal.aborted) return;
    await spread(database, widest, signal);
  }
}

/** Broken off, it begins again: the path's mark goes when the last domain has its own, and only as it was read. */
async function spread(database: Database, mark: Mark, signal: AbortSignal): Promise<void> {
  const { path, since } = mark;
  for (let after: string | undefined = ""; after !== undefined; ) {
    if (signal.aborted) return;
    const ids: string[] = await domainsWithMailBelow(database.reader, String(path), after, DOMAINS_PER_TRANSACTION);
    await database.write((tx) =>
      additiveUpsert(
        tx,
        MARK,
        ids.map((domainId) => ({ path: "", domainId, since, marks: 1 })),
      ),
    );
    after = ids.at(-1);
  }
  await database.write((tx) => removeMarks(tx, [mark]));
}
