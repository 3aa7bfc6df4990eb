import { type Place, requireScope, scopeCovers } from "../kernel/index.js";
import type { NodeFinders, RequestContext } from "../request/index.js";
import { type LoaderKey } from "../request/index.js";
import { accountById, domainById, resellerById } from "./loaders.js";
import { placeOfAccount, placeOfDomain, placeOfReseller } from "./places.js";

/** How `node(id)` finds a reseller, a domain or an account inside the caller's scope. */
export const tenancyNodes: NodeFinders = {
  Reseller: (context, id) => findWithin(context, resellerById, id, placeOfReseller),
  Domain: (context, id) =>
    context.actor.scope?.kind === "ACCOUNT" && context.actor.scope.domainId === id
      ? context.loader(domainById).load(id)
      : findWithin(context, domainById, id, placeOfDomain),
  Account: (context, id) => findWithin(context, accountById, id, placeOfAccount),
};

async function findWithin<Row>(
  context: RequestContext,
  loader: LoaderKey<string, Row | null>,
  id: string,
  placeOf: (row: Row) => Place,
): Promise<Row | null> {
  const row = await context.loader(loader).load(id);
  return row !== null && scopeCovers(requireScope(context.actor), placeOf(row)) ? row : null;
}
