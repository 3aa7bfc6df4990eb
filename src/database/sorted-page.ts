import type { FindOptionsWhere } from "typeorm";
import { type EntityManager, In, type ObjectLiteral } from "typeorm";
import { required } from "../kernel/index.js";
import { dialectOf } from "./dialect.js";
import {
  countRows,
  decodeCursor,
  encodeCursor,
  type KeysetDirection,
  OPPOSITE,
  type Page,
  type PageRequest,
  type PageWindow,
  pageOfFound,
  totalOfWhole,
  unknownCursor,
  windowOf,
} from "./keyset.js";
import type { ScopedQuery } from "./scoped.js";
import { inBatches } from "./statements.js";

/** A column that people sort by; rows that are equal in it follow by their ids. */
export interface SortColumn<Row> {
  readonly column: keyof Row & string;
  readonly type: "text" | "number";
  /** No two rows have the same value, so that an index needs no id behind it. */
  readonly isUnique?: true;
  /** Where rows without a value stand; left out where every row has one. */
  readonly nulls?: "smallest" | "largest";
}

/** Values of the columns that stand before the sorted one in an index: rows with the same stand there in its order. */
export type IndexRun<Row> = { readonly [Column in keyof Row & string]?: string };

export interface SortedList<Row extends ObjectLiteral> {
  readonly manager: EntityManager;
  readonly Entity: new () => Row;
  /** The whole list: scope and filter. */
  readonly query: ScopedQuery<Row>;
  readonly alias: string;
  readonly by: SortColumn<Row>;
  readonly direction: KeysetDirection;
  /** Together they hold the whole list. */
  readonly runs: readonly IndexRun<Row>[];
}

/** SQLite allows 500 parts of a compound select. */
const RUNS_PER_STATEMENT = 200;

/** Beginnings of more runs than this are dearer than a walk along one index over all tenants. */
export const MAX_RUNS = 1_000;

/** Position in the list: null or not, the value, the id. Compared part by part. */
type Position = readonly [rank: number, value: string | number, id: string];

/**
 * One page of a list in the order of a column, merged from the runs of an index: each run is read from its position on
 * and no further than the page is long, so nothing is sorted but what the runs begin with. A subtree of resellers is one
 * run a reseller, several states are one run a state.
 */
export async function sortedPage<Row extends ObjectLiteral & { readonly id: string }>(
  list: SortedList<Row>,
  page: PageRequest,
): Promise<Page<Row>> {
  const window = windowOf(page);
  const direction = window.isBackward ? OPPOSITE[list.direction] : list.direction;
  const position = positionOf(list, window);
  const parts = list.runs.flatMap((run) => partsOf(list, run, { direction, position, most: window.size + 1 }));
  const found: Position[] = [];
  for (const some of inBatches(parts, RUNS_PER_STATEMENT)) found.push(...(await readParts(list, some)));
  const sign = direction === "ASC" ? 1 : -1;
  found.sort((one, other) => sign * comparePositions(one, other));
  const { rows: positions, ...rest } = pageOfFound(window, found.slice(0, window.size + 1), (row) => encodeCursor(row));
  const byId = await rowsById(
    list,
    positions.map(([, , id]) => id),
  );
  // A row deleted between the two statements is left out together with its cursor.
  const present = positions.map(([, , id], index) => ({ row: byId.get(id), cursor: required(rest.cursors[index]) }));
  const shown = present.flatMap(({ row, cursor }) => (row === undefined ? [] : [{ row, cursor }]));
  return {
    ...rest,
    rows: shown.map(({ row }) => row),
    cursors: shown.map(({ cursor }) => cursor),
    total: async () => totalOfWhole(window, found) ?? countRows(list.query.clone()),
  };
}

interface Part {
  readonly rank: number;
  readonly text: string;
  readonly parameters: readonly unknown[];
}

interface Walk {
  readonly direction: KeysetDirection;
  readonly position: Position | null;
  readonly most: number;
}

/** A run of a column that may be null is two: NULL is one value among the others, and stands in the order of ids. */
function partsOf<Row extends ObjectLiteral>(list: SortedList<Row>, run: IndexRun<Row>, walk: Walk): Part[] {
  const { nulls } = list.by;
  const kinds = nulls === undefined ? [false] : [false, true];
  return kinds.flatMap((isNull) => {
    const rank = rankOf(list.by, isNull);
    const isBefore = walk.position !== null && rank !== walk.position[0];
    // On the other side of the nulls, or of the values, everything is ahead or nothing.
    if (isBefore && rank < walk.position[0] === (walk.direction === "ASC")) return [];
    return [partOf(list, run, isNull, isBefore ? { ...walk, position: null } : walk)];
  });
}

function partOf<Row extends ObjectLiteral>(
  { query, alias, by }: SortedList<Row>,
  run: IndexRun<Row>,
  isNull: boolean,
  { direction, position, most }: Walk,
): Part {
  const [column, id] = [`${alias}.${by.column}`, `${alias}.id`];
  const part = query.clone().select(id, "id").addSelect(column, "value");
  for (const [name, value] of Object.entries(run))
    part.andWhere(`${alias}.${name} = :run_${name}`, { [`run_${name}`]: value });
  if (by.nulls !== undefined) part.andWhere(`${column} IS ${isNull ? "" : "NOT "}NULL`);
  const order = isNull ? [id] : by.isUnique === true ? [column] : [column, id];
  if (position !== null) {
    const [, value, lastId] = position;
    const values = isNull ? [lastId] : [value, lastId].slice(0, order.length);
    const past = dialectOf(query.connection).past(order, direction === "ASC" ? ">" : "<", (index) => `:past${index}`);
    part.andWhere(past, Object.fromEntries(values.map((each, index) => [`past${index}`, each])));
  }
  for (const each of order) part.addOrderBy(each, direction);
  const [text, parameters] = part.take(undefined).limit(most).getQueryAndParameters();
  return { rank: rankOf(by, isNull), text, parameters };
}

async function readParts<Row extends ObjectLiteral>(
  { manager, by }: SortedList<Row>,
  parts: readonly Part[],
): Promise<Position[]> {
  const text = parts.map(({ rank, text }, index) => `SELECT ${rank} AS place, id, value FROM (${text}) AS run${index}`);
  const parameters = parts.flatMap((part) => part.parameters);
  const rows: { place: number; id: string; value: string | number | null }[] = await manager.query(
    text.join(" UNION ALL "),
    parameters,
  );
  return rows.map(({ place, id, value }) => [
    Number(place),
    by.type === "number" ? Number(value) : String(value ?? ""),
    id,
  ]);
}

/** Values stand at 1; nulls before them or behind. */
function rankOf<Row>({ nulls }: SortColumn<Row>, isNull: boolean): number {
  if (!isNull) return 1;
  return nulls === "smallest" ? 0 : 2;
}

function positionOf<Row extends ObjectLiteral>({ by }: SortedList<Row>, window: PageWindow): Position | null {
  if (window.cursor === null) return null;
  const [rank, value, id] = decodeCursor(window.cursor, 3, window.field);
  if (
    typeof rank !== "number" ||
    typeof id !== "string" ||
    typeof value !== (by.type === "text" ? "string" : "number")
  ) {
    throw unknownCursor(window.field);
  }
  return [rank, required(value), id];
}

function comparePositions(one: Position, other: Position): number {
  return one[0] - other[0] || compareValues(one[1], other[1]) || compareValues(one[2], other[2]);
}

/** Text as both engines compare it: by the bytes of UTF-8. */
function compareValues(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}

async function rowsById<Row extends ObjectLiteral & { readonly id: string }>(
  { manager, Entity }: SortedList<Row>,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const rows = await manager.find(Entity, { where: { id: In([...ids]) } as unknown as FindOptionsWhere<Row> });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every combination of the values: states × resellers, for instance. */
export function runsOf<Row>(...columns: readonly (readonly IndexRun<Row>[])[]): IndexRun<Row>[] {
  return columns.reduce<IndexRun<Row>[]>(
    (runs, values) => runs.flatMap((run) => values.map((value) => ({ ...run, ...value }))),
    [{}],
  );
}
