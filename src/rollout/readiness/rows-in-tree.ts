import type { EntityManager } from "typeorm";
import type { Scope } from "../../kernel/index.js";
import type { DomainCursor } from "./observed-domains.queries.js";
import { type ReplayedDomain, type ReplayOptions, replay } from "./replay.js";

/** Rows of a report, in the order of the tree. */
export interface RowsInTree<Row, Cursor> {
  /** Whether they are at hand; else each reading walks over what was observed. */
  readonly areKept: boolean;
  /** Those behind a place. */
  behind(after: Cursor | null): AsyncIterable<Row>;
}

/** How one kind of rows comes out of the walk over domains. */
export interface RowKind<Row, Cursor> {
  /** Those of a domain, in their order. */
  readonly rowsOf: (replayed: ReplayedDomain) => readonly Row[];
  readonly isBehind: (row: Row, after: Cursor) => boolean;
  /** Behind which domain the walk goes on to meet every row behind the place. */
  readonly domainBefore: (after: Cursor) => DomainCursor;
}

export function keptRows<Row, Cursor>(
  found: readonly Row[],
  { isBehind }: Pick<RowKind<Row, Cursor>, "isBehind">,
): RowsInTree<Row, Cursor> {
  return {
    areKept: true,
    async *behind(after) {
      for (const each of found) if (after === null || isBehind(each, after)) yield each;
    },
  };
}

export function walkedRows<Row, Cursor>(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
  { rowsOf, isBehind, domainBefore }: RowKind<Row, Cursor>,
): RowsInTree<Row, Cursor> {
  return {
    areKept: false,
    async *behind(after) {
      const start = after === null ? null : domainBefore(after);
      for await (const replayed of replay(manager, scope, { ...options, after: start })) {
        for (const each of rowsOf(replayed)) if (after === null || isBehind(each, after)) yield each;
      }
    },
  };
}
