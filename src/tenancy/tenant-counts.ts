import { countLoader, countsLoader } from "../graphql/index.js";
import { endOfSubtree } from "../kernel/index.js";

/** What every such field says of itself. */
export const COUNTED = "Exact to 10,000; where there are more it is 10,000.";

export const accountsInDomain = countLoader("account", "domainId");
export const accountsWithin = countsLoader("count of accounts within a reseller", (path: string) => ({
  from: "account WHERE resellerPath >= ? AND resellerPath < ?",
  parameters: [path, endOfSubtree(path)],
}));
export const domainsWithin = countsLoader("count of domains within a reseller", (path: string) => ({
  from: "domain WHERE resellerPath >= ? AND resellerPath < ?",
  parameters: [path, endOfSubtree(path)],
}));
