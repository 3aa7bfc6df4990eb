import type { Database } from "../../../database/index.js";
import { scopeKeyOf } from "../../../statistics/index.js";
import { takeAsked } from "./asked-scopes.js";
import { findDueSums, findMarkedDomains } from "./marks.queries.js";
import { replaceSums } from "./replace-sums.js";
import { spreadMarks } from "./spread-marks.js";

/** Made together, from some hundred milliseconds of reading on a busy machine. */
const DOMAINS_AT_ONCE = 100;

/**
 * Makes the sums anew of domains that are marked, alone or with all below a path, and of those whose time has come, some
 * at a time, and those of a scope that somebody looks at before the others. Returns how many; what is marked meanwhile is
 * for the next turn.
 */
export async function sumReadiness(database: Database, now: Date, signal: AbortSignal): Promise<number> {
  await spreadMarks(database, signal);
  const { reader } = database;
  const turn: Turn = { database, now, signal };
  const marked = await sumFound(turn, (after) => findMarkedDomains(reader, "", after, DOMAINS_AT_ONCE));
  return marked + (await sumFound(turn, () => findDueSums(reader, null, now, DOMAINS_AT_ONCE)));
}

interface Turn {
  readonly database: Database;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Some domains, behind one of them. */
type FindDomains = (after: string) => Promise<string[]>;

/** Some at a time, until no more are found; in between those of scopes that are looked at. */
async function sumFound(turn: Turn, find: FindDomains): Promise<number> {
  let summed = 0;
  for (let after: string | undefined = ""; after !== undefined && !turn.signal.aborted; ) {
    summed += await sumAsked(turn);
    const ids: string[] = await find(after);
    summed += await sumSome(turn, ids);
    after = ids.at(-1);
  }
  return summed;
}

async function sumAsked(turn: Turn): Promise<number> {
  const { reader } = turn.database;
  let summed = 0;
  for (let scope = takeAsked(turn.database); scope !== undefined; scope = takeAsked(turn.database)) {
    // The whole platform is what is being made anyway.
    if (scope.kind === "PLATFORM") continue;
    const { resellerPath } = scope;
    const scopeKey = scopeKeyOf(scope);
    const wanted: FindDomains[] = [
      (after) => findMarkedDomains(reader, resellerPath, after, DOMAINS_AT_ONCE),
      () => findDueSums(reader, scopeKey, turn.now, DOMAINS_AT_ONCE),
    ];
    for (const find of wanted) {
      for (let after: string | undefined = ""; after !== undefined && !turn.signal.aborted; ) {
        const ids: string[] = await find(after);
        summed += await sumSome(turn, ids);
        after = ids.at(-1);
      }
    }
  }
  return summed;
}

async function sumSome({ database, now, signal }: Turn, ids: readonly string[]): Promise<number> {
  if (ids.length > 0) await replaceSums(database, ids, now, signal);
  return ids.length;
}
