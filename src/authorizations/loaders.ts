import DataLoader from "dataloader";
import { acrossTenants, encodeCursor, type Page, pageSize, withinScope } from "../database/index.js";
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
  readonly first: number;
  /** Rows of other tenants too: only for an identity whose domain the caller administers. */
  readonly isIncoming: boolean;
}

/** First pages of the authorizations of many accounts, or of many identities, in two queries for all of them. */
export const firstAuthorizationsOfAccount = firstPagesBy("accountId");
export const firstAuthorizationsOfIdentity = firstPagesBy("identityId");

function firstPagesBy(column: "accountId" | "identityId") {
  return loaderKey(`first authorizations by ${column}`, (context: RequestContext) => {
    return new DataLoader<FirstPage, Page<Authorization>, string>(
      async (keys) => {
        const pages = new Map<string, Page<Authorization>>();
        for (const isIncoming of [false, true]) {
          const wanted = keys.filter((key) => key.isIncoming === isIncoming);
          if (wanted.length === 0) continue;
          const rows = await firstRows(context, column, wanted, isIncoming);
          for (const key of wanted) pages.set(nameOf(key), pageOf(rows.get(key.parentId) ?? [], key.first));
        }
        return keys.map((key) => required(pages.get(nameOf(key))));
      },
      { maxBatchSize: 200, cacheKeyFn: nameOf },
    );
  });
}

function nameOf({ parentId, first, isIncoming }: FirstPage): string {
  return `${parentId} ${first} ${isIncoming}`;
}

async function firstRows(
  context: RequestContext,
  column: "accountId" | "identityId",
  keys: readonly FirstPage[],
  isIncoming: boolean,
): Promise<Map<string, Authorization[]>> {
  const { reader } = context.database;
  const parents = keys.map(({ parentId }) => parentId);
  const most = Math.max(...keys.map(({ first }) => first)) + 1;
  const ranked = reader
    .createQueryBuilder(Authorization, "sender")
    .select("sender.id", "id")
    .addSelect(`ROW_NUMBER() OVER (PARTITION BY sender.${column} ORDER BY sender.id)`, "place")
    .where(`sender.${column} IN (:...parents)`, { parents });
  if (isIncoming)
    acrossTenants(ranked, "administrators of a hosted domain see who may send as its addresses (design, Who)");
  else {
    withinScope(ranked, requireScope(context.actor), {
      resellerPath: "sender.resellerPath",
      domainId: "sender.domainId",
      accountId: "sender.accountId",
    });
  }
  const rows = await reader
    .createQueryBuilder(Authorization, "sender")
    .innerJoin(`(${ranked.getQuery()})`, "ranked", "ranked.id = sender.id AND ranked.place <= :most", { most })
    .setParameters(ranked.getParameters())
    .orderBy("sender.id", "ASC")
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

function pageOf(found: readonly Authorization[], first: number): Page<Authorization> {
  const rows = found.slice(0, first);
  const cursors = rows.map(({ id }) => encodeCursor([id]));
  return { rows, cursors, hasNextPage: found.length > first, hasPreviousPage: false };
}

export function requestedSize(first: number | null | undefined): number {
  return pageSize(first);
}
