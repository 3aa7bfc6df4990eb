import type { EntityManager, QueryRunner } from "typeorm";
import {
  type AccountFact,
  candidatesOf,
  type Decision,
  type DecisionSnapshot,
  decide,
  delimitersOf,
  loginKeyOf,
  type SenderQuestion,
} from "../decision/index.js";
import type { Policy } from "../policy/index.js";
import { type AccountPlace, type FoundAccount, type FoundAccounts, findAccounts } from "./accounts.queries.js";
import { type Grounds, type GroundsWanted, loadGrounds } from "./grounds.queries.js";
import type { KeptRules } from "./kept-rules.js";
import { overOneConnection } from "./raw-rows.js";
import type { Rules } from "./rules.js";
import { loadRulesAt } from "./rules.queries.js";

/** A decision, and where the account behind the login lives: null for a login that is not known here. */
export interface LocatedDecision {
  readonly decision: Decision;
  readonly place: AccountPlace | null;
  /** What it would be if the login were not known here: for callers who must not learn that it is. */
  decideAsUnknown(): Decision;
}

export interface RulesToUse {
  /** Kept between calls. */
  readonly keptRules?: KeptRules;
  /** A policy that nobody has set yet: decides as if it had been. Not together with kept rules. */
  readonly triedPolicy?: Policy;
}

/**
 * Decides any number of questions from the database with a handful of queries, fewer with rules that are kept between
 * calls. The revision is read no later than the rows, so the data is at least as new as the revision that the decisions
 * name. Inside a transaction that writes, keep no rules: it sees what it has changed itself.
 */
export async function decideForAll(
  manager: EntityManager,
  questions: readonly SenderQuestion[],
  now: Date,
  publicUrl: string,
  { keptRules, triedPolicy }: RulesToUse = {},
): Promise<LocatedDecision[]> {
  if (questions.length === 0) return [];
  const logins = questions.map(({ login }) => loginKeyOf(login));
  return overOneConnection(manager, async (runner) => {
    const found = await findAccounts(runner, [...new Set(logins)]);
    const rules = await rulesFor(runner, found, { keptRules, triedPolicy });
    const accounts = new Map([...found.byLogin].map(([login, account]) => [login, factOf(account, rules)]));
    const wanted = questions.flatMap((question, index) => wantedFor(question, accounts.get(logins[index] ?? "")));
    const grounds = await loadGrounds(runner, wanted);
    const unknown = snapshotOf(found.revision, null, rules, grounds);
    // One an account, as a batch may hold many questions about one.
    const snapshots = new Map(
      [...accounts].map(([login, account]) => [login, snapshotOf(found.revision, account, rules, grounds)]),
    );
    return questions.map((question, index) => {
      const login = logins[index] ?? "";
      return {
        decision: decide(question, snapshots.get(login) ?? unknown, now.getTime(), publicUrl),
        place: found.byLogin.get(login)?.place ?? null,
        decideAsUnknown: () => decide(question, unknown, now.getTime(), publicUrl),
      };
    });
  });
}

async function rulesFor(
  runner: QueryRunner,
  { revision, byLogin }: FoundAccounts,
  { keptRules, triedPolicy }: RulesToUse,
): Promise<Rules> {
  const ofAll = (await keptRules?.at(runner.manager, revision)) ?? null;
  return (
    ofAll ??
    loadRulesAt(
      runner.manager,
      [...byLogin.values()].map(({ place }) => place),
      triedPolicy,
    )
  );
}

/** Of an account before its grounds are at hand. */
type FactOfRow = Omit<AccountFact, "aliasKeys">;

function factOf({ loginKey, place, isSuspended }: FoundAccount, rules: Rules): FactOfRow {
  return {
    accountId: place.accountId,
    loginKey,
    isSuspended: isSuspended || rules.isSuspendedAbove(place),
    isDomainProven: rules.isProven(place),
    policyLevels: rules.levelsAt(place),
  };
}

function wantedFor(question: SenderQuestion, account: FactOfRow | undefined): GroundsWanted[] {
  if (account === undefined || account.isSuspended) return [];
  const delimiters = delimitersOf(account, account.policyLevels);
  const candidates = candidatesOf(question, account.loginKey, delimiters);
  return candidates.addressKeys.length === 0 ? [] : [{ accountId: account.accountId, ...candidates }];
}

function snapshotOf(revision: number, fact: FactOfRow | null, rules: Rules, grounds: Grounds): DecisionSnapshot {
  const accountId = fact?.accountId ?? "";
  return {
    revision,
    account: fact === null ? null : withAliases(fact, grounds.aliasKeysOf(accountId)),
    platformLevels: rules.platformLevels,
    authorizationFor: (addressKey) => grounds.authorizationFor(accountId, addressKey),
    domainAuthorizationFor: (domain) => grounds.domainAuthorizationFor(accountId, domain),
  };
}

// Written out, not spread: there is one for each account of each batch.
function withAliases(fact: FactOfRow, aliasKeys: ReadonlySet<string>): AccountFact {
  const { accountId, loginKey, isSuspended, isDomainProven, policyLevels } = fact;
  return { accountId, loginKey, isSuspended, isDomainProven, policyLevels, aliasKeys };
}
