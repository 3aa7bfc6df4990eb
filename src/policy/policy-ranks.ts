import { isDeepStrictEqual } from "node:util";
import { type Actor, mayUndo, rankOf, requireMayUndo, requireScope, type Scope } from "../kernel/index.js";
import type { Policy, SettingRanks } from "./policy.entity.js";
import type { PolicyChanges, PolicySettings } from "./settings-table.js";

type Name = keyof PolicySettings;
type Ranked = Pick<Policy, "settings" | "locked" | "settingRanks" | "lockRanks">;

/** Throws FORBIDDEN where the changes would overwrite, take off or unlock what somebody further up has set here. */
export function requireMayChange(
  actor: Actor,
  policy: Ranked,
  changes: PolicyChanges,
  locked?: readonly Name[] | null,
): void {
  const scope = requireScope(actor);
  for (const name of changedNames(policy, changes)) {
    requireMayUndo(policy.settingRanks?.[name], scope, name);
    if (policy.locked.includes(name)) requireMayUndo(policy.lockRanks?.[name], scope, `The lock of ${name}`);
  }
  if (!locked) return;
  for (const name of policy.locked) {
    if (!locked.includes(name)) requireMayUndo(policy.lockRanks?.[name], scope, `The lock of ${name}`);
  }
}

/** Throws FORBIDDEN where somebody further up has set or locked anything of it. */
export function requireMayRemove(actor: Actor, policy: Ranked): void {
  const nothing = Object.fromEntries(Object.keys(policy.settings).map((name) => [name, null])) as PolicyChanges;
  requireMayChange(actor, policy, nothing, []);
}

/** Settings of this scope that are somebody's further up than the caller's, set or locked. */
export function namesFromAbove({ settingRanks, lockRanks }: Ranked, scope: Scope): Name[] {
  const ranks = [...Object.entries(settingRanks ?? {}), ...Object.entries(lockRanks ?? {})];
  return [...new Set(ranks.filter(([, rank]) => !mayUndo(rank, scope)).map(([name]) => name as Name))];
}

/** Whose each changed setting is now; what stays as it is stays theirs who set it. */
export function settingRanksAfter(actor: Actor, policy: Ranked, changes: PolicyChanges): SettingRanks {
  const ranks = { ...policy.settingRanks };
  for (const name of Object.keys(changes) as Name[]) {
    if (changes[name] === undefined) continue;
    if (changes[name] === null) delete ranks[name];
    else ranks[name] = higherOf(policy.settings[name] === undefined ? undefined : ranks[name], actor);
  }
  return ranks;
}

export function lockRanksAfter(actor: Actor, policy: Ranked, locked: readonly Name[]): SettingRanks {
  const rankOfLock = (name: Name) => (policy.locked.includes(name) ? policy.lockRanks?.[name] : undefined);
  return Object.fromEntries(locked.map((name) => [name, higherOf(rankOfLock(name), actor)]));
}

function higherOf(rank: string | undefined, actor: Actor): string {
  const scope = requireScope(actor);
  return rank === undefined || mayUndo(rank, scope) ? rankOf(scope) : rank;
}

/** Those that would be different; saying again what holds already touches nothing of anybody's. */
function changedNames({ settings }: Ranked, changes: PolicyChanges): Name[] {
  return (Object.keys(changes) as Name[]).filter((name) => {
    const value = changes[name];
    return value !== undefined && !isDeepStrictEqual(value ?? undefined, settings[name]);
  });
}
