import type { EntityManager } from "typeorm";
import {
  candidateAddressKeys,
  candidateDomains,
  type Decision,
  type DecisionSnapshot,
  decide,
  effectiveDecisionSetting,
  loginKeyOf,
  type SenderQuestion,
} from "../decision/index.js";
import { currentRevision } from "../feed/index.js";
import type { Place } from "../kernel/index.js";
import { type AccountFacts, type LocatedAccount, loadAccountFacts } from "./account-facts.queries.js";
import { type GroundsWanted, loadGrounds } from "./grounds.queries.js";

/** A decision, and where the account behind the login lives: null for a login that is not known here. */
export interface LocatedDecision {
  readonly decision: Decision;
  readonly place: Required<Place> | null;
  /** What it would be if the login were not known here: for callers who must not learn that it is. */
  decideAsUnknown(): Decision;
}

/**
 * Decides any number of questions from the database with a handful of queries. The revision is read before the rows,
 * so the data is at least as new as the revision that the decisions name.
 */
export async function decideForAll(
  manager: EntityManager,
  questions: readonly SenderQuestion[],
  now: Date,
  publicUrl: string,
): Promise<LocatedDecision[]> {
  const revision = await currentRevision(manager);
  const logins = questions.map(({ login }) => loginKeyOf(login));
  const accounts = await loadAccountFacts(manager, [...new Set(logins)]);
  const located = logins.map((login) => accounts.byLogin.get(login) ?? null);
  const grounds = await loadGrounds(
    manager,
    questions.flatMap((question, index) => wantedFor(question, located[index] ?? null)),
  );
  return questions.map((question, index) => {
    const account = located[index] ?? null;
    const decideFor = (known: LocatedAccount | null) =>
      decide(question, snapshotOf(revision, known, accounts, grounds), now.getTime(), publicUrl);
    return { decision: decideFor(account), place: account?.place ?? null, decideAsUnknown: () => decideFor(null) };
  });
}

function wantedFor(question: SenderQuestion, account: LocatedAccount | null): GroundsWanted[] {
  if (account === null) return [];
  const delimiters = effectiveDecisionSetting(account.fact.policyLevels, "subaddressDelimiters");
  return [
    {
      accountId: account.fact.accountId,
      addressKeys: candidateAddressKeys(question, delimiters),
      domains: candidateDomains(question),
    },
  ];
}

function snapshotOf(
  revision: number,
  account: LocatedAccount | null,
  { platformLevels }: AccountFacts,
  grounds: Awaited<ReturnType<typeof loadGrounds>>,
): DecisionSnapshot {
  const id = account?.fact.accountId ?? "";
  return {
    revision,
    account: account === null ? null : { ...account.fact, aliasKeys: grounds.aliasKeysOf(id) },
    platformLevels,
    authorizationFor: (addressKey) => grounds.authorizationFor(id, addressKey),
    domainAuthorizationFor: (domain) => grounds.domainAuthorizationFor(id, domain),
  };
}
