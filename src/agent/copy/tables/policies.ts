import {
  DEFAULT_DECISION_SETTINGS,
  type DecisionSettings,
  type PolicyLevel,
  type RefusalAdvice,
  type ResentMail,
  type ScheduledMode,
  type SubaddressDomain,
} from "../../../decision/index.js";
import type { PolicyScopeKind } from "../../../replication/index.js";
import { type BinaryTable, readJson, writeJson } from "./binary-table.js";

export interface StoredPolicy {
  readonly schedule: readonly ScheduledMode[] | null;
  readonly subaddressDelimiters: string | null;
  readonly allowNullSender: boolean | null;
  readonly subaddressDomains?: readonly SubaddressDomain[] | null;
  readonly refusalAdvice?: RefusalAdvice | null;
  readonly resentMail?: ResentMail | null;
  readonly locked: readonly string[];
}

/** Kind and identifier of a scope → policy, as JSON. */
export class PolicyTable {
  constructor(private readonly table: BinaryTable) {}

  get(scopeKind: PolicyScopeKind, scopeId: string): StoredPolicy | null {
    return readJson<StoredPolicy>(this.table, policyKey(scopeKind, scopeId));
  }

  has(scopeKind: PolicyScopeKind, scopeId: string): boolean {
    return this.table.get(policyKey(scopeKind, scopeId)) !== undefined;
  }

  put(scopeKind: PolicyScopeKind, scopeId: string, policy: StoredPolicy): void {
    const { schedule, subaddressDelimiters, allowNullSender, subaddressDomains, refusalAdvice, resentMail } = policy;
    const settings = { schedule, subaddressDelimiters, allowNullSender, subaddressDomains, refusalAdvice, resentMail };
    const value: StoredPolicy = { ...settings, locked: policy.locked };
    writeJson(this.table, policyKey(scopeKind, scopeId), value);
  }

  remove(scopeKind: PolicyScopeKind, scopeId: string): void {
    this.table.removeSync(policyKey(scopeKind, scopeId));
  }

  /** As the rules read it; null for a scope without a policy. */
  levelOf(scopeKind: PolicyScopeKind, scopeId: string): PolicyLevel | null {
    const policy = this.get(scopeKind, scopeId);
    if (policy === null) return null;
    const { schedule, subaddressDelimiters, allowNullSender, locked } = policy;
    const { subaddressDomains = null, refusalAdvice = null, resentMail = null } = policy;
    const settings: DecisionSettings = {
      ...(schedule === null ? {} : { schedule }),
      ...(subaddressDelimiters === null ? {} : { subaddressDelimiters }),
      ...(allowNullSender === null ? {} : { allowNullSender }),
      ...(subaddressDomains === null ? {} : { subaddressDomains }),
      ...(refusalAdvice === null ? {} : { refusalAdvice }),
      ...(resentMail === null ? {} : { resentMail }),
    };
    return { settings, locked: locked.filter(isDecisionSetting) };
  }
}

function policyKey(scopeKind: PolicyScopeKind, scopeId: string): Buffer {
  return Buffer.from(`${scopeKind.slice(0, 1)}${scopeId}`);
}

function isDecisionSetting(name: string): name is keyof DecisionSettings {
  return Object.hasOwn(DEFAULT_DECISION_SETTINGS, name);
}
