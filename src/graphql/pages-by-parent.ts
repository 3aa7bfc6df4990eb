import DataLoader from "dataloader";
import { type FindOptionsWhere, In, type ObjectLiteral } from "typeorm";
import {
  decodeCursor,
  encodeCursor,
  inBatches,
  type Page,
  type PageRequest,
  type PageWindow,
  pageOfFound,
  unknownCursor,
  windowOf,
} from "../database/index.js";
import { DomainError, required } from "../kernel/index.js";
import { countsLoader } from "./load-rows.js";
import { type LoaderKey, loaderKey, type RequestContext } from "./request-context.js";

export interface PageOfParent extends PageRequest {
  readonly parentId: string;
}

interface Listing<Row> {
  readonly Entity: new () => Row;
  readonly table: string;
  /** Column that names the parent; an index must hold it and `order` in this sequence. */
  readonly parent: keyof Row & string;
  /** Text column, unique within a parent. */
  readonly order: keyof Row & string;
  /** Down instead of up. */
  readonly isDescending?: boolean;
  /** A further condition, without parameters, where only some of the rows are listed. */
  readonly only?: string;
}

interface Seek extends PageWindow {
  readonly parentId: string;
  /** Empty for the first page. */
  readonly past: string;
}

/** SQLite allows 500 parts of a compound select. */
const PAGES_PER_STATEMENT = 200;

/**
 * A loader of one page below each of many parents: two queries for all of them, of which the first walks the index no
 * further than each page. It knows no scope: use it for parents that the caller may see with all that is below.
 */
export function pagesByParent<Row extends ObjectLiteral & { id: string }>(
  listing: Listing<Row>,
): LoaderKey<PageOfParent, Page<Row>> {
  const name = `${listing.Entity.name} by ${listing.parent} ${listing.only ?? ""}`;
  const countByParent = countsLoader(`count of ${name}`, (parentId: string) => ({
    from: `${listing.table} WHERE ${listing.parent} = ?${conditionOf(listing)}`,
    parameters: [parentId],
  }));
  return loaderKey(`pages of ${name}`, (context: RequestContext) => {
    return new DataLoader<PageOfParent, Page<Row>, string>(
      async (requests) => {
        const seeks = requests.map(seekOf);
        const pages = await loadPages(
          context,
          listing,
          seeks.filter((seek): seek is Seek => !(seek instanceof DomainError)),
        );
        return seeks.map((seek) => {
          if (seek instanceof DomainError) return seek;
          return { ...required(pages.get(seek)), total: () => context.loader(countByParent).load(seek.parentId) };
        });
      },
      {
        cacheKeyFn: ({ parentId, ...page }) =>
          JSON.stringify([parentId, page.first, page.after, page.last, page.before]),
      },
    );
  });
}

/** An error stays with its own key, so that it spoils no other field of the request. */
function seekOf({ parentId, ...page }: PageOfParent): Seek | DomainError {
  try {
    const window = windowOf(page);
    const [past] = window.cursor === null ? [""] : decodeCursor(window.cursor, 1, window.field);
    if (typeof past !== "string") throw unknownCursor(window.field);
    return { ...window, parentId, past };
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

async function loadPages<Row extends ObjectLiteral & { id: string }>(
  context: RequestContext,
  listing: Listing<Row>,
  seeks: readonly Seek[],
): Promise<Map<Seek, Omit<Page<Row>, "total">>> {
  const { reader } = context.database;
  const { Entity, table, parent, order, isDescending = false } = listing;
  const only = conditionOf(listing);
  const found: { seek: number; id: string }[] = [];
  for (const chunk of inBatches([...seeks.entries()], PAGES_PER_STATEMENT)) {
    const parts = chunk.map(([index, { size, isBackward, cursor }]) => {
      const [sign, direction] = isBackward !== isDescending ? ["<", "DESC"] : [">", "ASC"];
      const past = cursor === null ? "" : `AND ${order} ${sign} ?`;
      return `SELECT * FROM (SELECT ${index} AS seek, id FROM ${table} WHERE ${parent} = ?${only} ${past}
         ORDER BY ${order} ${direction} LIMIT ${size + 1}) AS page${index}`;
    });
    const parameters = chunk.flatMap(([, { parentId, past, cursor }]) =>
      cursor === null ? [parentId] : [parentId, past],
    );
    found.push(...(await reader.query(parts.join(" UNION ALL "), parameters)));
  }
  const rows = new Map<string, Row>();
  for (const ids of inBatches([...new Set(found.map(({ id }) => id))])) {
    for (const row of await reader.find(Entity, { where: { id: In(ids) } as FindOptionsWhere<Row> }))
      rows.set(row.id, row);
  }
  return new Map(
    seeks.map((seek, index) => {
      const ids = found.filter((each) => Number(each.seek) === index).map(({ id }) => id);
      const sign = seek.isBackward !== isDescending ? -1 : 1;
      // A row deleted between the two queries is left out.
      const below = ids.flatMap((id) => rows.get(id) ?? []).sort((a, b) => sign * compareBytes(a[order], b[order]));
      return [seek, pageOfFound(seek, below, (row) => encodeCursor([row[order]]))];
    }),
  );
}

function conditionOf({ only }: { readonly only?: string }): string {
  return only === undefined ? "" : ` AND ${only}`;
}

/** As both engines compare: by the bytes of UTF-8, which JavaScript's `<` is not for every character. */
function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
