import type { EntityManager } from "typeorm";
import { overOneConnection } from "../database/index.js";
import {
  type AccountFact,
  accountOfLogin,
  type CheckRequest,
  candidatesOf,
  type Decision,
  type DecisionSnapshot,
  decide,
  delimitersOfLogin,
  everyDelimiterOfLogin,
  keyOfUnknownLogin,
  POSSIBLE_DELIMITERS,
  readLogin,
  type SignedInLogin,
} from "../decision/index.js";
import type { Policy } from "../policy/index.js";
import { type AccountPlace, type FoundAccount, findAccounts } from "./accounts.queries.js";
import { loadDomainAliases } from "./domain-aliases.js";
import { domainsOf, type HostedDomains } from "./domains.js";
import { keptRulesFor } from "./kept-rules.js";
import { domainsNamedBy, namesWantedBy } from "./login-query.js";
import { type DomainPlace, findNames } from "./logins.queries.js";
import type { PolicyCache } from "./policy-cache.js";
import type { Rules } from "./rules.js";
import { loadRulesAt } from "./rules.queries.js";
import { loadSenderRights, type SenderRights, type SenderRightsQuery } from "./sender-rights.queries.js";

/** A decision, and where the login lives. */
export interface LocatedDecision {
  readonly decision: Decision;
  /** The account's; null for a login that is not known here. */
  readonly place: AccountPlace | null;
  /** The same, and of a login that is not known the place of its domain; null where that is not hosted here. */
  readonly loginPlace: DomainPlace | AccountPlace | null;
  /** What it would be if neither the login nor its domain were known here: for callers who must not learn that they are. */
  decideAsUnknown(): Decision;
}

export interface RulesToUse {
  /** Default: what is kept for the database. Null: the rules of this call are read for it alone. */
  readonly policyCache?: PolicyCache | null;
  /** A policy that nobody has set yet: decides as if it had been, and reads the rules for this call alone. */
  readonly triedPolicy?: Policy;
}

/**
 * Decides any number of questions from the database with a handful of queries, fewer outside transactions, where rules
 * are kept between calls. The revision is read no later than the rows, so the data is at least as new as the revision
 * that the decisions name.
 */
export async function decideBatch(
  manager: EntityManager,
  questions: readonly CheckRequest[],
  now: Date,
  { policyCache = keptRulesFor(manager), triedPolicy }: RulesToUse = {},
): Promise<LocatedDecision[]> {
  if (questions.length === 0) return [];
  const logins = questions.map(({ login }) => readLogin(login));
  const cache = triedPolicy === undefined ? policyCache : null;
  return overOneConnection(manager, async (runner) => {
    const found = await findAccounts(runner, [...new Set(logins.map(({ key }) => key))]);
    const kept = (await cache?.at(runner.manager, found.revision)) ?? null;
    const before = kept ?? (await loadKnownBefore(runner.manager, domainsNamedBy(questions, logins, found.byLogin)));
    const names = await findNames(runner, namesWantedBy(questions, logins, found.byLogin, before));
    const accountAt = (key: string) => found.byLogin.get(key) ?? names.accounts.get(key) ?? null;
    const places = [...found.byLogin.values(), ...names.accounts.values()].map(({ place }) => place);
    const { domainAliases } = before;
    const wanted = { places: [...places, ...names.domains.values()], domainAliases };
    const rules = kept ?? (await loadRulesAt(runner.manager, wanted, triedPolicy));
    const domains = domainsOf(rules, [...found.byLogin.values(), ...names.accounts.values()], names.domains);
    const known = new Map<string, KnownLogin>();
    for (const login of logins) {
      if (!known.has(login.key)) known.set(login.key, knownLogin(login, accountAt, rules, domains));
    }
    const knownAt = (index: number) => known.get(logins[index]?.key ?? "") as KnownLogin;
    const rights = await loadSenderRights(
      runner,
      questions.flatMap((question, index) => wantedFor(question, knownAt(index), domains)),
    );
    // One a login, as a batch may hold many questions about one.
    const snapshots = new Map(
      [...known].map(([key, login]) => [key, snapshotOf(found.revision, login, domains, rights)]),
    );
    const asUnknown = (signedInKey: string) => snapshotOfNobody(found.revision, signedInKey, rules, domains);
    return questions.map((question, index) => {
      const { signedInKey, account, domainPlace } = knownAt(index);
      const snapshot = snapshots.get(signedInKey) as DecisionSnapshot;
      const place = account?.place ?? null;
      return {
        decision: decide(question, snapshot, now.getTime()),
        place,
        loginPlace: place ?? domainPlace,
        decideAsUnknown: () => decide(question, asUnknown(signedInKey), now.getTime()),
      };
    });
  });
}

/** Where no rules are kept. */
async function loadKnownBefore(manager: EntityManager, domainNames: readonly string[]) {
  return {
    delimitersInUse: POSSIBLE_DELIMITERS,
    domainAliases: await loadDomainAliases(manager, domainNames),
  };
}

/** Of an account before its rights are at hand. */
type FactOfRow = Omit<AccountFact, "aliasKeys">;

interface KnownLogin {
  readonly signedInKey: string;
  readonly account: { readonly fact: FactOfRow; readonly place: AccountPlace } | null;
  /** Of a login that no account has. */
  readonly domainPlace: DomainPlace | null;
  readonly unknownLogin: DecisionSnapshot["unknownLogin"];
}

function knownLogin(
  login: SignedInLogin,
  accountAt: (key: string) => FoundAccount | null,
  rules: Rules,
  domains: HostedDomains,
): KnownLogin {
  const account = accountOfLogin(login, {
    accountAt,
    loginTargetOf: domains.loginTargetOf,
    delimitersOf: (name) => delimitersOfLogin(domains.factOf(name)),
    everyDelimiterOf: (name) => everyDelimiterOfLogin(domains.factOf(name), rules.platformLevels),
    isSuspended: (found) => found.isSuspended,
  });
  const domainName = login.address?.domain ?? "";
  return {
    signedInKey: login.key,
    account: account === null ? null : { fact: factOf(account, rules), place: account.place },
    domainPlace: domains.placeOf(domainName),
    unknownLogin: domains.factOf(domainName) ?? { isSuspended: false, policyLevels: rules.platformLevels },
  };
}

function factOf({ loginKey, place, isSuspended }: FoundAccount, rules: Rules): FactOfRow {
  return {
    accountId: place.accountId,
    loginKey,
    isSuspended: isSuspended || rules.isSuspendedAbove(place),
    policyLevels: rules.levelsAt(place),
  };
}

function wantedFor(
  question: CheckRequest,
  { signedInKey, account, unknownLogin }: KnownLogin,
  domains: HostedDomains,
): SenderRightsQuery[] {
  const { isSuspended } = account?.fact ?? unknownLogin;
  if (isSuspended) return [];
  const candidates = candidatesOf(question, account?.fact.loginKey ?? keyOfUnknownLogin(signedInKey, domains), domains);
  if (account !== null) {
    return candidates.addressKeys.length === 0 ? [] : [{ accountId: account.fact.accountId, ...candidates }];
  }
  // Nobody has given anything to a login that no account has: all there may be is a subaddress of itself.
  const { dividedKeys } = candidates;
  return dividedKeys.length === 0 ? [] : [{ accountId: "", addressKeys: [], domains: [], dividedKeys }];
}

function snapshotOf(
  revision: number,
  { signedInKey, account, unknownLogin }: KnownLogin,
  domains: HostedDomains,
  rights: SenderRights,
): DecisionSnapshot {
  const accountId = account?.fact.accountId ?? "";
  return {
    revision,
    signedInKey,
    account: account === null ? null : withAliases(account.fact, rights.aliasKeysOf(accountId)),
    unknownLogin,
    delimitersOf: domains.delimitersOf,
    targetOf: domains.targetOf,
    isTaken: (addressKey) => rights.isTaken(accountId, addressKey),
    authorizationFor: (addressKey) => rights.authorizationFor(accountId, addressKey),
    domainAuthorizationFor: (domain) => rights.domainAuthorizationFor(accountId, domain),
  };
}

function snapshotOfNobody(
  revision: number,
  signedInKey: string,
  rules: Rules,
  domains: HostedDomains,
): DecisionSnapshot {
  return {
    revision,
    signedInKey,
    account: null,
    unknownLogin: { isSuspended: false, policyLevels: rules.platformLevels },
    delimitersOf: domains.delimitersElsewhere,
    targetOf: () => null,
    isTaken: () => false,
    authorizationFor: () => null,
    domainAuthorizationFor: () => null,
  };
}

// Written out, not spread: there is one for each account of each batch.
function withAliases(fact: FactOfRow, aliasKeys: ReadonlySet<string>): AccountFact {
  const { accountId, loginKey, isSuspended, policyLevels } = fact;
  return { accountId, loginKey, isSuspended, policyLevels, aliasKeys };
}
