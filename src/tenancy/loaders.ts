import DataLoader from "dataloader";
import { loaderKey, pagesByParent, rowLoader, rowsLoader } from "../graphql/index.js";
import type { TimeZone } from "../kernel/index.js";
import { Account } from "./account.entity.js";
import { AccountAlias } from "./account-alias.entity.js";
import { Domain } from "./domain.entity.js";
import { Reseller } from "./reseller.entity.js";
import { timeZonesAt } from "./time-zones.js";

export const accountById = rowLoader(Account);
export const domainById = rowLoader(Domain);
export const resellerById = rowLoader(Reseller);
export const resellerByPath = rowLoader(Reseller, "path");
export const aliasesByAccount = rowsLoader(AccountAlias, "accountId", "addressKey");

/** The zone of the dates at a reseller's path; of the platform at the empty one. */
export const timeZoneByPath = loaderKey(
  "time zone by path",
  ({ database }) =>
    new DataLoader<string, TimeZone>(async (paths) => {
      const zoneAt = await timeZonesAt(database.reader, paths);
      return paths.map(zoneAt);
    }),
);

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
