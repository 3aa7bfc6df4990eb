import { isUniqueViolation, lockRow, type Transaction } from "../../database/index.js";
import {
  type Actor,
  badInput,
  because,
  conflict,
  forbidden,
  newIdentifier,
  newInstance,
  placeOfScope,
  requireUnchanged,
  type Scope,
} from "../../kernel/index.js";
import { Policy } from "../policy.entity.js";
import { policyChains } from "../policy-levels.queries.js";
import { lockRanksAfter, requireMayChange, settingRanksAfter } from "../policy-ranks.js";
import { recordPolicy, scopeIdOf } from "../record-policy.js";
import { requireMayReleaseDelimiters } from "../released-delimiters.js";
import { canonicalSubaddressDomains, requireValidSettings } from "../setting-rules.js";
import {
  POLICY_SETTINGS,
  type PolicyChanges,
  type PolicySettings,
  SETTING_NAMES,
  type SettingName,
} from "../settings-table.js";

export interface PolicyToSet {
  readonly changes: PolicyChanges;
  readonly locked?: readonly (keyof PolicySettings)[] | null | undefined;
}

/**
 * Changes what a scope sets for itself and below; `locked`, where given, replaces the list of settings that scopes
 * below may not change. Throws CONFLICT for a setting that a scope above has locked, FORBIDDEN for what somebody further
 * up has set or locked here, or what a suspension from further up needs.
 */
export async function setPolicy(
  tx: Transaction,
  actor: Actor,
  scope: Scope,
  { changes, locked }: PolicyToSet,
): Promise<Policy> {
  return changePolicy(tx, actor, scope, { changes, locked, areRanksKept: false });
}

/**
 * Puts a setting aside, or back, on behalf of whoever set it: nobody's rank is asked for, and it stays theirs. For what
 * mayfrom does by itself, and for undoing just that.
 */
export async function setPolicyOnBehalf(
  tx: Transaction,
  actor: Actor,
  scope: Scope,
  changes: PolicyChanges,
): Promise<Policy> {
  return changePolicy(tx, actor, scope, { changes, areRanksKept: true });
}

interface RankedChange extends PolicyToSet {
  readonly areRanksKept: boolean;
}

async function changePolicy(
  tx: Transaction,
  actor: Actor,
  scope: Scope,
  { changes, locked, areRanksKept }: RankedChange,
): Promise<Policy> {
  refuseOutOfReach(actor, scope, { now: tx.now, changes, locked: locked ?? [] });
  const found = await findPolicy(tx, scope);
  const before = found === null ? null : { settings: found.settings, locked: found.locked };
  await refuseLockedAbove(tx, scope, changes);
  const policy = found ?? newPolicy(scope, tx.now);
  if (!areRanksKept) {
    requireMayChange(actor, policy, changes, locked);
    policy.settingRanks = settingRanksAfter(actor, policy, changes);
    if (locked) policy.lockRanks = lockRanksAfter(actor, policy, locked);
  }
  const settings = merge(policy.settings, withCanonicalDomains(changes));
  if (!areRanksKept) await requireMayReleaseDelimiters(tx, actor, scope, { before: policy.settings, after: settings });
  policy.settings = settings;
  policy.locked = locked ? [...new Set(locked)] : policy.locked;
  policy.updatedAt = tx.now;
  requireValidSettings(policy.settings);
  await savePolicy(tx, policy);
  recordPolicy(tx, actor, {
    scope,
    policy,
    action: "policy.set",
    before,
    after: { settings: policy.settings, locked: policy.locked },
  });
  return policy;
}

const MAX_GRANDFATHER_DAYS = 180;
const DAY_MS = 24 * 60 * 60 * 1_000;

interface PolicyChange {
  readonly now: Date;
  readonly changes: PolicyChanges;
  readonly locked: readonly (keyof PolicySettings)[];
}

function refuseOutOfReach(actor: Actor, scope: Scope, { now, changes, locked }: PolicyChange): void {
  const given = SETTING_NAMES.filter((name) => changes[name] !== undefined);
  for (const name of given) {
    const { levels } = POLICY_SETTINGS[name];
    // Taking off what could be set once is always possible.
    if (levels.includes(scope.kind) || (changes[name] === null && !isPlatformOnly(name))) continue;
    if (isPlatformOnly(name)) {
      throw badInput(
        because("SETTING_OF_HIGHER_SCOPE", { setting: name }),
        `input.${name}`,
        `${name} is set for the whole platform only`,
        "scope: { platform: true }",
      );
    }
    throw badInput(
      because("SETTING_OF_HIGHER_SCOPE", { setting: name }),
      `input.${name}`,
      `${name} is set for a domain or above`,
      "scope: { domainId: … }",
    );
  }
  if (isTooLate(changes.grandfatherUntil, now)) {
    const words = `grandfatherUntil lies at most ${MAX_GRANDFATHER_DAYS} days ahead: owners are asked until then`;
    throw badInput("DATE_NOT_ALLOWED", "input.grandfatherUntil", words, "a date by which owners have answered");
  }
  if (actor.role === "OPERATOR") return;
  if (given.some((name) => isOperators(name) || POLICY_SETTINGS[name].operatorChoices?.includes(`${changes[name]}`))) {
    throw forbidden("OPERATOR_ONLY", "Only the platform's operator may set this");
  }
  // A lock would keep the operator's own value from the scopes below.
  if (locked.some(isOperators)) throw forbidden("OPERATOR_ONLY", "Only the platform's operator may lock this");
}

function isPlatformOnly(name: SettingName): boolean {
  return POLICY_SETTINGS[name].levels.every((level) => level === "PLATFORM");
}

function isOperators(name: SettingName): boolean {
  return POLICY_SETTINGS[name].setBy === "OPERATOR";
}

function isTooLate(until: number | null | undefined, now: Date): boolean {
  return typeof until === "number" && until > now.getTime() + MAX_GRANDFATHER_DAYS * DAY_MS;
}

// Two callers may set the first policy of one scope at once; the one that comes second has not seen the other's.
async function savePolicy(tx: Transaction, policy: Policy): Promise<void> {
  try {
    await tx.manager.save(policy);
  } catch (error) {
    if (isUniqueViolation(error))
      throw conflict(
        "POLICY_CHANGED_MEANWHILE",
        "The policy of this scope has just been set by somebody else",
        "input.scope",
      );
    throw error;
  }
}

/** Throws VERSION_CHANGED where the scope's own settings are others than the caller has seen; null: it saw none. */
export async function requirePolicyUnchanged(
  tx: Transaction,
  scope: Scope,
  ifUpdatedAt: Date | null | undefined,
  field = "input.ifUpdatedAt",
): Promise<void> {
  if (ifUpdatedAt !== undefined) requireUnchanged(await findPolicy(tx, scope), ifUpdatedAt, field);
}

/** The row locked until the commit: what is set is merged into what is there, so nobody may change it in between. */
export async function findPolicy(tx: Transaction, scope: Scope): Promise<Policy | null> {
  return lockRow(tx, Policy, { scopeKind: scope.kind, scopeId: scopeIdOf(scope) });
}

async function refuseLockedAbove(tx: Transaction, scope: Scope, changes: PolicyChanges): Promise<void> {
  const [chain = []] = await policyChains(tx.manager, [placeOfScope(scope)]);
  const own = scopeIdOf(scope);
  const lockedAbove = new Set(
    chain
      .filter(({ policy }) => policy.scopeKind !== scope.kind || policy.scopeId !== own)
      .flatMap(({ locked }) => locked),
  );
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined && value !== null && lockedAbove.has(name as keyof PolicySettings)) {
      throw conflict(
        because("SETTING_LOCKED", { setting: name }),
        `${name} is locked by a scope above`,
        `input.${name}`,
      );
    }
  }
}

function newPolicy(scope: Scope, now: Date): Policy {
  return newInstance(Policy, {
    id: newIdentifier(),
    scopeKind: scope.kind,
    scopeId: scopeIdOf(scope),
    resellerPath: placeOfScope(scope).resellerPath,
    settings: {},
    locked: [],
    settingRanks: null,
    lockRanks: null,
    updatedAt: now,
  });
}

function withCanonicalDomains(changes: PolicyChanges): PolicyChanges {
  const { subaddressDomains } = changes;
  return subaddressDomains ? { ...changes, subaddressDomains: canonicalSubaddressDomains(subaddressDomains) } : changes;
}

function merge(settings: PolicySettings, changes: PolicyChanges): PolicySettings {
  const merged = new Map<string, unknown>(Object.entries(settings));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) merged.delete(name);
    else if (value !== undefined) merged.set(name, value);
  }
  return Object.fromEntries(merged) as PolicySettings;
}
