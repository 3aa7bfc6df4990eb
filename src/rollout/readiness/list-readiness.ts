import {
  decodeCursor,
  encodeCursor,
  MAX_EXACT_TOTAL,
  type Page,
  type PageRequest,
  pageOfFound,
  pageOfList,
  totalOf,
  windowOf,
} from "../../database/index.js";
import { type Order, OrderDirection } from "../../graphql/index.js";
import type { AccountFigures, AccountReadiness } from "./account-figures.js";
import type { DomainFigures, DomainReadiness } from "./domain-figures.js";
import { addFigures, type ReadinessFigures } from "./figures.js";

export interface ResellerReadiness extends ReadinessFigures {
  readonly resellerPath: string;
}

/** Resellers with clients of their own (not those of sub-resellers) who would be refused, in the order of the tree. */
export function listResellerReadiness(domains: DomainFigures, page: ReadinessPage): Promise<Page<ResellerReadiness>> {
  return pageOfWalk(page, {
    width: 1,
    positionOf: ({ resellerPath }) => [resellerPath],
    messagesOf: ({ unresolved, refused }) => ({ UNRESOLVED: unresolved.messages, REFUSED: refused.messages }),
    async *rowsAfter(position) {
      const [path] = position ?? [];
      // Names hold nothing above it, so the walk goes on behind the reseller's last domain.
      const after = path === undefined ? null : { resellerPath: path, name: "~" };
      let last = null as ResellerReadiness | null;
      for await (const { domain, refused, unresolved } of domains.behind(after)) {
        if (last?.resellerPath === domain.resellerPath) {
          addFigures(last.refused, refused);
          addFigures(last.unresolved, unresolved);
          continue;
        }
        if (last !== null) yield last;
        last = { resellerPath: domain.resellerPath, refused: { ...refused }, unresolved: { ...unresolved } };
      }
      if (last !== null) yield last;
    },
  });
}

export function listDomainReadiness(domains: DomainFigures, page: ReadinessPage): Promise<Page<DomainReadiness>> {
  return pageOfWalk(page, {
    width: 2,
    positionOf: ({ domain }) => [domain.resellerPath, domain.name],
    messagesOf: ({ unresolved, refused }) => ({ UNRESOLVED: unresolved.messages, REFUSED: refused.messages }),
    rowsAfter(position) {
      const [resellerPath, name] = position ?? [];
      return domains.behind(resellerPath === undefined || name === undefined ? null : { resellerPath, name });
    },
  });
}

export function listAccountReadiness(accounts: AccountFigures, page: ReadinessPage): Promise<Page<AccountReadiness>> {
  return pageOfWalk(page, {
    width: 3,
    positionOf: ({ domain, account }) => [domain.resellerPath, domain.name, account.accountId],
    messagesOf: ({ account }) => ({ UNRESOLVED: account.unresolved, REFUSED: account.refused }),
    rowsAfter(position) {
      const [resellerPath, name, accountId = ""] = position ?? [];
      const isGiven = resellerPath !== undefined && name !== undefined;
      return accounts.behind(isGiven ? { resellerPath, name, accountId } : null);
    },
  });
}

export enum ReadinessOrderField {
  /** Would be refused wherever enforcement holds. */
  UNRESOLVED = "UNRESOLVED",
  /** Would be refused at the report's moment. */
  REFUSED = "REFUSED",
}

/** A page of a list of the report, in the order of the tree unless told. */
export interface ReadinessPage extends PageRequest {
  readonly orderBy?: Order<ReadinessOrderField> | null;
}

/** A list that is found out by walking over what was observed. */
interface WalkedList<Row> {
  /** Parts of a position. */
  readonly width: number;
  positionOf(row: Row): string[];
  messagesOf(row: Row): Readonly<Record<ReadinessOrderField, number>>;
  /** In the order of the tree. */
  rowsAfter(position: readonly string[] | null): AsyncIterable<Row>;
}

/** Forwards a page walks until it is full; sorted, backwards, and to count, the whole of the scope is walked. */
async function pageOfWalk<Row>(page: ReadinessPage, list: WalkedList<Row>): Promise<Page<Row>> {
  if (page.orderBy) return sortedPageOfWalk(page, page.orderBy, list);
  const window = windowOf(page);
  const cursorOf = (row: Row) => encodeCursor(list.positionOf(row));
  const position = window.cursor === null ? null : decodeCursor(window.cursor, list.width, window.field).map(String);
  if (window.isBackward) {
    const all = await collect(list.rowsAfter(null));
    return pageOfList(page, all, cursorOf, (row) => comparePositions(list.positionOf(row), position ?? []));
  }
  const found = await collect(list.rowsAfter(position), window.size + 1);
  const total = async () => totalOf((await collect(list.rowsAfter(null), MAX_EXACT_TOTAL + 1)).length);
  return { ...pageOfFound(window, found, cursorOf), total };
}

/** By messages, and in the order of the tree where those are equal. */
async function sortedPageOfWalk<Row>(
  page: PageRequest,
  { field, direction }: Order<ReadinessOrderField>,
  list: WalkedList<Row>,
): Promise<Page<Row>> {
  const sign = direction === OrderDirection.ASC ? 1 : -1;
  const placed = (row: Row) => ({ messages: list.messagesOf(row)[field], position: list.positionOf(row), row });
  const compare = (one: Placed, other: Placed) =>
    sign * (one.messages - other.messages || comparePositions(one.position, other.position));
  const all = (await collect(list.rowsAfter(null))).map(placed).sort(compare);
  const cursorOf = ({ messages, position }: Placed) => encodeCursor([messages, ...position]);
  const compareTo = (row: Placed, cursor: string) => {
    const [messages, ...position] = decodeCursor(cursor, list.width + 1, windowOf(page).field);
    return compare(row, { messages: Number(messages), position: position.map(String) });
  };
  const { rows, ...rest } = pageOfList(page, all, cursorOf, compareTo);
  return { ...rest, rows: rows.map(({ row }) => row) };
}

interface Placed {
  readonly messages: number;
  readonly position: readonly string[];
}

async function collect<Row>(rows: AsyncIterable<Row>, most = Number.POSITIVE_INFINITY): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) {
    found.push(row);
    if (found.length >= most) break;
  }
  return found;
}

/** Paths, names and identifiers are ASCII, which JavaScript compares as the engines do. */
function comparePositions(one: readonly string[], other: readonly string[]): number {
  for (const [index, part] of one.entries()) {
    const beside = other[index] ?? "";
    if (part !== beside) return part < beside ? -1 : 1;
  }
  return 0;
}
