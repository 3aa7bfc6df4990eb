import { performance } from "node:perf_hooks";
import type { Database } from "../../src/database/index.js";
import { MARK_LENGTH } from "../../src/graphql/cursor-binding.js";
import { recordStatements, type Statement } from "../../test/support/statements.js";

export interface ListPage {
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** Asks for a page of one list: its size, and a cursor before or behind which it begins. */
export type AskForPage = (page: { first?: number; last?: number; after?: string }) => Promise<ListPage>;

export interface TimedPage {
  readonly rows: number;
  /** Of all statements that the page took, each the median of its rounds. */
  readonly milliseconds: number;
  readonly statements: readonly Statement[];
}

export interface TimedList {
  readonly first: TimedPage;
  /** Null for a list of one page. */
  readonly far: TimedPage | null;
  /** How the far page was found. */
  readonly place: "ROW" | "END" | "NONE";
}

export interface Timing {
  readonly pageSize: number;
  readonly farRow: number;
  readonly rounds: number;
}

/** What takes longer than this is not asked again: its figure is clear. */
const CLEAR_MS = 300;

/** A list's first page and one far behind, as the database alone takes them. */
export async function timeList(database: Database, ask: AskForPage, timing: Timing): Promise<TimedList> {
  const { pageSize } = timing;
  let firstPage: ListPage | undefined;
  const statements = await recordStatements(database, async () => {
    firstPage = await ask({ first: pageSize });
  });
  const first = await timed(database, statements, firstPage, timing);
  if (firstPage?.pageInfo.hasNextPage !== true) return { first, far: null, place: "NONE" };
  const atRow = await cursorAtRow(database, statements, firstPage.pageInfo.endCursor, timing);
  const after = atRow ?? (await ask({ last: pageSize + 1 })).edges[0]?.cursor;
  if (after === undefined) throw new Error("a list with more than a page has no last page");
  let farPage: ListPage | undefined;
  const farStatements = await recordStatements(database, async () => {
    farPage = await ask({ first: pageSize, after });
  });
  return { first, far: await timed(database, farStatements, farPage, timing), place: atRow === null ? "END" : "ROW" };
}

async function timed(
  database: Database,
  statements: readonly Statement[],
  page: ListPage | undefined,
  { rounds }: Timing,
): Promise<TimedPage> {
  let milliseconds = 0;
  for (const { text, parameters } of statements) {
    const taken: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now();
      await database.reader.query(text, [...parameters]);
      taken.push(performance.now() - startedAt);
      if ((taken[0] ?? 0) > CLEAR_MS) break;
    }
    milliseconds += median(taken);
  }
  return { rows: page?.edges.length ?? 0, milliseconds, statements };
}

/**
 * The cursor of a row far behind, made of the row itself: the statement of the first page, asked for that one row, walks the
 * index to it within the database. Null where there are not so many rows; of several runs of an index, where none has as many.
 */
async function cursorAtRow(
  database: Database,
  statements: readonly Statement[],
  endCursor: string | null,
  { pageSize, farRow }: Timing,
): Promise<string | null> {
  const [mark, position] = [endCursor?.slice(0, MARK_LENGTH) ?? "", endCursor?.slice(MARK_LENGTH) ?? ""];
  const shape: unknown[] = JSON.parse(Buffer.from(position, "base64url").toString("utf8"));
  const ofPage = `LIMIT ${pageSize + 1}`;
  const walk = statements.find(({ text }) => text.includes(ofPage));
  if (walk === undefined || walk.text.split(ofPage).length - 1 > MOST_RUNS) return null;
  const text = walk.text.replaceAll(ofPage, `LIMIT 1 OFFSET ${farRow - 1}`);
  const [row] = await database.reader.query<Record<string, unknown>[]>(text, [...walk.parameters]);
  if (row === undefined) return null;
  const columns = walk.text.includes(" AS place,") ? ["place", "value", "id"] : orderColumns(walk.text);
  const values = columns.map((column, index) =>
    typeof shape[index] === "number" ? Number(row[column]) : (row[column] ?? ""),
  );
  return `${mark}${Buffer.from(JSON.stringify(values)).toString("base64url")}`;
}

/** A walk to the row in each run is dear where they are many, and then none has so many rows. */
const MOST_RUNS = 24;

/** `ORDER BY "sender"."resellerPath" ASC, "sender"."id" ASC` as the names that the statement gives its columns. */
function orderColumns(text: string): string[] {
  const order = /ORDER BY (.*?) LIMIT/s.exec(text.slice(text.lastIndexOf("ORDER BY")))?.[1] ?? "";
  return order.split(",").map((part) => [...part.matchAll(/["`](\w+)["`]/g)].map(([, name]) => name).join("_"));
}

export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
