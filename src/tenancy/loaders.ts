import { pagesByParent, rowLoader, rowsLoader } from "../graphql/index.js";
import { Account } from "./account.entity.js";
import { AccountAlias } from "./account-alias.entity.js";
import { Domain } from "./domain.entity.js";
import { Reseller } from "./reseller.entity.js";

// Loaders know no scope: use them to follow a reference out of a row that the caller may see.
export const accountById = rowLoader(Account);
export const domainById = rowLoader(Domain);
export const resellerById = rowLoader(Reseller);
export const resellerByPath = rowLoader(Reseller, "path");
export const aliasesByAccount = rowsLoader(AccountAlias, "accountId", "addressKey");

export const childrenOfReseller = pagesByParent({
  Entity: Reseller,
  table: "reseller",
  parent: "parentId",
  order: "path",
});
export const domainsOfReseller = pagesByParent({
  Entity: Domain,
  table: "domain",
  parent: "resellerId",
  order: "name",
});
export const aliasesOfDomain = pagesByParent({
  Entity: Domain,
  table: "domain",
  parent: "aliasOfId",
  order: "name",
});
export const accountsOfDomain = pagesByParent({
  Entity: Account,
  table: "account",
  parent: "domainId",
  order: "addressKey",
});
