import type { NodeFinders } from "../graphql/index.js";
import { accountById, domainById, resellerById } from "./loaders.js";

/** How `node(id)` finds a reseller, a domain or an account. */
export const tenancyNodes: NodeFinders = {
  Reseller: (context, id) => context.loader(resellerById).load(id),
  Domain: (context, id) => context.loader(domainById).load(id),
  Account: (context, id) => context.loader(accountById).load(id),
};
