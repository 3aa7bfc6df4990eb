import type { Database } from "../../src/database/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import { largestDomain, largestReseller } from "./list-callers.js";
import type { FilterSamples } from "./list-questions.js";

const MONTH = '{ from: "2026-05-01T00:00:00Z", to: "2026-06-01T00:00:00Z" }';
const SINCE_SPRING = '{ from: "2026-04-01T00:00:00Z" }';
const TIMES = [MONTH, SINCE_SPRING];

/** What each filter without an enum is asked with: of identifiers those that most rows have. */
export async function filterSamples(database: Database, caller: string): Promise<FilterSamples> {
  const domain = await largestDomain(database);
  const reseller = await largestReseller(database);
  const account = await accountWithin(database, domain.id);
  const [first] = await database.reader.query<{ id: string }[]>("SELECT MIN(id) AS id FROM account");
  const [maker] = await database.reader.query<{ id: string }[]>("SELECT MIN(id) AS id FROM domain");
  const id = (type: Parameters<typeof toGlobalId>[0], inner: string) => [`"${toGlobalId(type, inner)}"`];
  const domainId = id("Domain", domain.id);
  const resellerId = caller === "domain" ? [] : id("Reseller", reseller.path === "" ? reseller.id : reseller.id);
  const accountId = id("Account", account.id);
  const madeBy = id("Administrator", maker?.id ?? "");
  const firstAccount = id("Account", first?.id ?? "");
  const scope = [
    ...resellerId.map((each) => `{ resellerId: ${each} }`),
    `{ domainId: ${domainId[0]} }`,
    `{ accountId: ${accountId[0]} }`,
  ];
  const scopeOfMachines = scope.slice(0, -1);
  return {
    "accountAlarms.scope": scope,
    "accounts.address": ['"user1"', `"${account.address.slice(0, 6)}"`],
    "accounts.addressContains": [],
    "accounts.createdAt": TIMES,
    "accounts.domainId": domainId,
    "accounts.resellerId": resellerId,
    "administrators.madeBy": madeBy,
    "administrators.scope": scopeOfMachines,
    "apiKeys.madeBy": madeBy,
    "apiKeys.scope": scopeOfMachines,
    "approvals.createdAt": TIMES,
    "approvals.domainId": domainId,
    "auditEvents.accountId": firstAccount,
    "auditEvents.action": ['"authorization.allowed"', '"account.suspended"', '"domain.deleted"'],
    "auditEvents.actions": ['["account.suspended", "account.created"]', '["domain.deleted", "domain.created"]'],
    "auditEvents.actorId": id("Administrator", first?.id ?? ""),
    "auditEvents.actorKind": ['"API_KEY"', '"ADMINISTRATOR"', '"ACCOUNT"', '"SYSTEM"'],
    "auditEvents.at": TIMES,
    "auditEvents.domainId": domainId,
    "auditEvents.subjectId": firstAccount,
    "auditEvents.subjectKind": ['"Account"', '"Domain"', '"Reseller"'],
    "authorizations.accountId": accountId,
    "authorizations.address": [`"${account.contact}"`],
    "authorizations.addressDomain": [`"${account.contact.split("@")[1]}"`],
    "authorizations.addressPrefix": ['"contact1"', `"${account.contact.slice(0, 12)}"`],
    "authorizations.createdAt": TIMES,
    "authorizations.domainId": domainId,
    "authorizations.expiresAt": TIMES,
    "authorizations.lastUsedAt": TIMES,
    "authorizations.resellerId": resellerId,
    "batchJobs.scope": scopeOfMachines,
    "complaintReports.scope": scope,
    "domainAuthorizations.accountId": accountId,
    "domainAuthorizations.domain": ['"customer7.example"'],
    "domains.createdAt": TIMES,
    "domains.resellerId": resellerId,
    "domains.search": ['"domain1"', `"${domain.name.slice(0, 8)}"`],
    "proposals.accountId": accountId,
    "proposals.address": ['"all@away.example"'],
    "proposals.addressDomain": ['"away.example"', '"away500.example"'],
    "proposals.domainId": domainId,
    "proposals.resellerId": resellerId,
    "resellers.createdAt": TIMES,
    "resellers.name": ['"Reseller 1"'],
    "resellers.parentId": resellerId,
    "resellers.search": ['"reseller-1"'],
    "trustedIssuers.madeBy": madeBy,
    "unknownLogins.scope": scopeOfMachines,
    "unknownLoginTotals.scope": scopeOfMachines,
    "webhooks.scope": scopeOfMachines,
  };
}

async function accountWithin(database: Database, domainId: string) {
  const [found] = await database.reader.query<{ id: string; address: string; contact: string }[]>(
    `SELECT account.id, account.address, sender.addressKey AS contact
       FROM account JOIN sender_authorization sender ON sender.accountId = account.id
      WHERE account.domainId = ? LIMIT 1`,
    [domainId],
  );
  if (found === undefined) throw new Error("The largest domain has no mailbox with an authorization");
  return found;
}
