import { In } from "typeorm";
import { trailReason } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, isRankAbove, newIdentifier, newInstance, requireScope, type Scope } from "../../kernel/index.js";
import { Account, type Domain, findClaimed, findCreatedDomains, type Released } from "../../tenancy/index.js";
import { KeptPolicy } from "../kept-policy.entity.js";
import { Policy, type SettingRanks } from "../policy.entity.js";
import { namesFromAbove } from "../policy-ranks.js";
import { recordPolicy } from "../record-policy.js";
import type { PolicySettings } from "../settings-table.js";
import { findPolicy } from "./set-policy.js";

type Name = keyof PolicySettings;
type Parts = Pick<KeptPolicy, "settings" | "locked" | "settingRanks" | "lockRanks">;

const KEYS_PER_STATEMENT = 500;

/** Of the policies of what was deleted, keeps what the one who deleted it could not have undone. */
export async function keepFromAbove(tx: Transaction, released: Released, policies: readonly Policy[]): Promise<void> {
  const scope = requireScope(released.actor);
  for (const policy of policies) {
    const name = released.names.get(policy.scopeId);
    if (name === undefined || (policy.scopeKind !== "DOMAIN" && policy.scopeKind !== "ACCOUNT")) continue;
    const kept = onlyThose(policy, new Set(namesFromAbove(policy, scope)));
    if (kept === null) continue;
    const { scopeKind, resellerPath } = policy;
    await tx.manager.delete(KeptPolicy, { scopeKind, name });
    await tx.manager.insert(KeptPolicy, {
      id: newIdentifier(),
      scopeKind,
      name,
      resellerPath: resellerPath ?? "",
      ...kept,
      keptAt: tx.now,
    });
  }
}

/** Commit step: what had been set further up for a domain or an address holds again for whoever made it anew. */
export async function restoreKeptPolicies(tx: Transaction): Promise<void> {
  const created = findCreatedDomains(tx);
  if (created !== undefined) await restoreForDomains(tx, created.actor, created.domains);
  const claimed = findClaimed(tx);
  if (claimed !== undefined) await restoreForAccounts(tx, claimed.actor, [...claimed.keys]);
}

async function restoreForDomains(tx: Transaction, actor: Actor, domains: readonly Domain[]): Promise<void> {
  const byName = new Map(domains.map((domain) => [domain.name, domain]));
  for (const kept of await keptFor(tx, "DOMAIN", [...byName.keys()])) {
    const domain = byName.get(kept.name);
    if (domain === undefined) continue;
    const { id: domainId, name: domainName, resellerPath } = domain;
    await restore(tx, actor, { kind: "DOMAIN", domainId, domainName, resellerPath }, kept);
  }
}

async function restoreForAccounts(tx: Transaction, actor: Actor, addressKeys: readonly string[]): Promise<void> {
  for (const kept of await keptFor(tx, "ACCOUNT", addressKeys)) {
    const account = await tx.manager.findOneBy(Account, { addressKey: kept.name });
    if (account === null) continue;
    const { id: accountId, domainId, resellerPath } = account;
    await restore(tx, actor, { kind: "ACCOUNT", accountId, domainId, resellerPath }, kept);
  }
}

async function keptFor(tx: Transaction, scopeKind: "DOMAIN" | "ACCOUNT", names: readonly string[]) {
  const found: KeptPolicy[] = [];
  for (let start = 0; start < names.length; start += KEYS_PER_STATEMENT) {
    const some = names.slice(start, start + KEYS_PER_STATEMENT);
    found.push(...(await tx.manager.findBy(KeptPolicy, { scopeKind, name: In(some) })));
  }
  return found;
}

type RestoredScope = Extract<Scope, { kind: "DOMAIN" | "ACCOUNT" }>;

async function restore(tx: Transaction, actor: Actor, scope: RestoredScope, kept: KeptPolicy): Promise<void> {
  await tx.manager.delete(KeptPolicy, { id: kept.id });
  // It may be another tenant's now: of those who had set something, only who stands above it has a say.
  const isAbove = (rank: string | undefined) => rank !== undefined && isRankAbove(rank, `${scope.resellerPath}!`);
  const parts = onlyThose(kept, new Set(Object.keys({ ...kept.settingRanks, ...kept.lockRanks }) as Name[]), isAbove);
  if (parts === null) return;
  const found = await findPolicy(tx, scope);
  const policy = newInstance(Policy, {
    id: found?.id ?? newIdentifier(),
    scopeKind: scope.kind,
    scopeId: scope.kind === "DOMAIN" ? scope.domainId : scope.accountId,
    resellerPath: scope.resellerPath,
    settings: { ...found?.settings, ...parts.settings },
    locked: [...new Set([...(found?.locked ?? []), ...parts.locked])],
    settingRanks: { ...found?.settingRanks, ...parts.settingRanks },
    lockRanks: { ...found?.lockRanks, ...parts.lockRanks },
    updatedAt: tx.now,
  });
  await tx.manager.save(policy);
  recordPolicy(tx, actor, {
    scope,
    policy,
    action: "policy.set",
    before: found === null ? null : { settings: found.settings, locked: found.locked },
    after: { settings: policy.settings, locked: policy.locked },
    reason: trailReason("SET_FURTHER_UP"),
  });
}

/** The settings and locks of these names whose setter counts; null where none is left. */
function onlyThose(
  { settings, locked, settingRanks, lockRanks }: Pick<Policy, "settings" | "locked" | "settingRanks" | "lockRanks">,
  names: ReadonlySet<Name>,
  counts: (rank: string | undefined) => boolean = () => true,
): Parts | null {
  const set = Object.entries(settings).filter(
    ([name]) => names.has(name as Name) && counts(settingRanks?.[name as Name]),
  );
  const locks = locked.filter((name) => names.has(name) && counts(lockRanks?.[name]));
  if (set.length === 0 && locks.length === 0) return null;
  const ranksOf = (ranks: SettingRanks | null, of: readonly string[]): SettingRanks =>
    Object.fromEntries(Object.entries(ranks ?? {}).filter(([name]) => of.includes(name)));
  return {
    settings: Object.fromEntries(set),
    locked: locks,
    settingRanks: ranksOf(
      settingRanks,
      set.map(([name]) => name),
    ),
    lockRanks: ranksOf(lockRanks, locks),
  };
}
