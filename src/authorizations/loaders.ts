import DataLoader from "dataloader";
import {
  acrossTenants,
  encodeCursor,
  inBatches,
  type Page,
  type PageWindow,
  pageOfFound,
  type Total,
  totalOf,
  withinScope,
} from "../database/index.js";
import { loaderKey, type RequestContext, rowLoader } from "../graphql/index.js";
import { required, requireScope } from "../kernel/index.js";
import { showToAddressSide } from "./as-seen-by.js";
import { Authorization } from "./authorization.entity.js";
import { Identity } from "./identity.entity.js";
import { administersDomain } from "./proof.js";

export const identityById = rowLoader(Identity);
export const authorizationById = rowLoader(Authorization);

/** Whether the caller administers a hosted domain of this name: asked once a name and request. */
export const administersDomainByName = loaderKey("administers domain by name", (context: RequestContext) => {
  return new DataLoader<string, boolean>((names) =>
    Promise.all(names.map((name) => administersDomain(context.database.reader, context.actor, name))),
  );
});

interface FirstPage {
  readonly parentId: string;
  /** From the beginning or the end of the list. */
  readonly window: PageWindow;
  /** Rows of other tenants too: only for an identity whose domain the caller administers. */
  readonly isIncoming: boolean;
}

/** First pages of the authorizations of many accounts, or of many identities, in two queries for all of them. */
export const firstAuthorizationsOfAccount = firstPagesBy("accountId");
export const firstAuthorizationsOfIdentity = firstPagesBy("identityId");

function firstPagesBy(column: ParentColumn) {
  const totals = totalsBy(column);
  return loaderKey(`first authorizations by ${column}`, (context: RequestContext) => {
    return new DataLoader<FirstPage, Page<Authorization>, string>(
      async (keys) => {
        const pages = new Map<string, Page<Authorization>>();
        for (const isIncoming of [false, true]) {
          for (const isBackward of [false, true]) {
            const wanted = keys.filter((key) => key.isIncoming === isIncoming && key.window.isBackward === isBackward);
            if (wanted.length === 0) continue;
            const rows = await firstRows(context, column, wanted, isIncoming);
            for (const key of wanted) {
              const total = () => context.loader(totals).load(key);
              pages.set(nameOf(key), { ...pageOf(rows.get(key.parentId) ?? [], key.window), total });
            }
          }
        }
        return keys.map((key) => required(pages.get(nameOf(key))));
      },
      { maxBatchSize: 200, cacheKeyFn: nameOf },
    );
  });
}

type ParentColumn = "accountId" | "identityId";

function nameOf({ parentId, window: { size, isBackward }, isIncoming }: FirstPage): string {
  return `${parentId} ${size} ${isBackward} ${isIncoming}`;
}

/** How many there are of each parent, in one statement for those of whom all are counted and one for the others. */
function totalsBy(column: ParentColumn) {
  return loaderKey(`count of authorizations by ${column}`, (context: RequestContext) => {
    return new DataLoader<FirstPage, Total, string>(
      async (keys) => {
        const found = new Map<string, number>();
        for (const isIncoming of [false, true]) {
          const parents = keys.filter((key) => key.isIncoming === isIncoming).map(({ parentId }) => parentId);
          for (const some of inBatches([...new Set(parents)])) {
            const counted = authorizationsOf(context, column, some, isIncoming)
              .select(`sender.${column}`, "parent")
              .addSelect("COUNT(*)", "found")
              .groupBy(`sender.${column}`);
            const rows = await counted.getRawMany<{ parent: string; found: number | string }>();
            for (const row of rows) found.set(`${row.parent} ${isIncoming}`, Number(row.found));
          }
        }
        return keys.map(({ parentId, isIncoming }) => totalOf(found.get(`${parentId} ${isIncoming}`) ?? 0));
      },
      { cacheKeyFn: ({ parentId, isIncoming }) => `${parentId} ${isIncoming}` },
    );
  });
}

function authorizationsOf(
  context: RequestContext,
  column: ParentColumn,
  parents: readonly string[],
  isIncoming: boolean,
) {
  const query = context.database.reader
    .createQueryBuilder(Authorization, "sender")
    .where(`sender.${column} IN (:...parents)`, { parents });
  if (isIncoming) {
    return acrossTenants(query, "administrators of a hosted domain see who may send as its addresses (design, Who)");
  }
  return withinScope(query, requireScope(context.actor), {
    resellerPath: "sender.resellerPath",
    domainId: "sender.domainId",
    accountId: "sender.accountId",
  });
}

async function firstRows(
  context: RequestContext,
  column: ParentColumn,
  keys: readonly FirstPage[],
  isIncoming: boolean,
): Promise<Map<string, Authorization[]>> {
  const parents = keys.map(({ parentId }) => parentId);
  const most = Math.max(...keys.map(({ window }) => window.size)) + 1;
  const direction = keys.some(({ window }) => window.isBackward) ? "DESC" : "ASC";
  const ranked = authorizationsOf(context, column, parents, isIncoming)
    .select("sender.id", "id")
    .addSelect(`ROW_NUMBER() OVER (PARTITION BY sender.${column} ORDER BY sender.id ${direction})`, "place");
  const rows = await context.database.reader
    .createQueryBuilder(Authorization, "sender")
    .innerJoin(`(${ranked.getQuery()})`, "ranked", "ranked.id = sender.id AND ranked.place <= :most", { most })
    .setParameters(ranked.getParameters())
    .orderBy("sender.id", direction)
    .getMany();
  if (isIncoming) showToAddressSide(rows);
  const byParent = new Map<string, Authorization[]>();
  for (const row of rows) {
    const siblings = byParent.get(row[column]);
    if (siblings === undefined) byParent.set(row[column], [row]);
    else siblings.push(row);
  }
  return byParent;
}

function pageOf(found: readonly Authorization[], window: PageWindow) {
  return pageOfFound(window, found.slice(0, window.size + 1), ({ id }) => encodeCursor([id]));
}
