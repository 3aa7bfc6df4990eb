import type { EntityManager } from "typeorm";
import {
  type AccountFact,
  DEFAULT_DECISION_SETTINGS,
  type DecisionSettings,
  type PolicyLevel,
} from "../decision/index.js";
import { type Place, pathsFromTop } from "../kernel/index.js";
import { type PolicyChainLink, policyChains } from "../policy/index.js";
import { marks, rowsOf } from "./raw-rows.js";

/** What a decision needs of an account, and where it lives, for the check of who may ask. */
export interface LocatedAccount {
  readonly fact: Omit<AccountFact, "aliasKeys">;
  readonly place: Required<Place>;
}

export interface AccountFacts {
  /** By canonical login; logins that are not known here are missing. */
  readonly byLogin: ReadonlyMap<string, LocatedAccount>;
  readonly platformLevels: readonly PolicyLevel[];
}

interface AccountRow {
  readonly id: string;
  readonly addressKey: string;
  readonly domainId: string;
  readonly resellerPath: string;
  readonly state: string;
  readonly domainState: string;
}

/** The accounts behind the logins with their suspensions and policies: three queries however many logins there are. */
export async function loadAccountFacts(manager: EntityManager, loginKeys: readonly string[]): Promise<AccountFacts> {
  const accounts = await findAccounts(manager, loginKeys);
  const [suspendedPaths, chains] = await Promise.all([
    findSuspendedPaths(manager, accounts),
    policyChains(manager, [{}, ...accounts.map(placeOf)]),
  ]);
  const [platform = [], ...own] = chains;
  const byLogin = new Map(
    accounts.map((account, index) => [account.addressKey, locate(account, own[index] ?? [], suspendedPaths)]),
  );
  return { byLogin, platformLevels: platform.map(decisionLevelOf) };
}

async function findAccounts(manager: EntityManager, loginKeys: readonly string[]): Promise<AccountRow[]> {
  if (loginKeys.length === 0) return [];
  return rowsOf<AccountRow>(
    manager,
    `SELECT a.id, a.addressKey, a.domainId, a.resellerPath, a.state, d.state AS domainState
       FROM account a JOIN domain d ON d.id = a.domainId WHERE a.addressKey IN (${marks(loginKeys.length)})`,
    loginKeys,
  );
}

async function findSuspendedPaths(manager: EntityManager, accounts: readonly AccountRow[]): Promise<Set<string>> {
  const paths = [...new Set(accounts.flatMap(({ resellerPath }) => pathsFromTop(resellerPath)))];
  if (paths.length === 0) return new Set();
  const rows = await rowsOf<{ path: string }>(
    manager,
    `SELECT path FROM reseller WHERE path IN (${marks(paths.length)}) AND state = 'SUSPENDED'`,
    paths,
  );
  return new Set(rows.map(({ path }) => path));
}

function placeOf({ id, domainId, resellerPath }: AccountRow): Required<Place> {
  return { accountId: id, domainId, resellerPath };
}

function locate(account: AccountRow, chain: PolicyChainLink[], suspendedPaths: ReadonlySet<string>): LocatedAccount {
  const isSuspended =
    account.state === "SUSPENDED" ||
    account.domainState === "SUSPENDED" ||
    (suspendedPaths.size > 0 && pathsFromTop(account.resellerPath).some((path) => suspendedPaths.has(path)));
  return {
    fact: {
      accountId: account.id,
      loginKey: account.addressKey,
      isSuspended,
      policyLevels: chain.map(decisionLevelOf),
    },
    place: placeOf(account),
  };
}

function decisionLevelOf({ settings, locked }: PolicyChainLink): PolicyLevel {
  return { settings, locked: locked.filter(isDecisionSetting) };
}

function isDecisionSetting(name: string): name is keyof DecisionSettings {
  return name in DEFAULT_DECISION_SETTINGS;
}
