import { type AuditDetails, recordAudit } from "../audit/index.js";
import type { Transaction } from "../database/index.js";
import { recordChange } from "../feed/index.js";
import { type Actor, placeOfScope, type Scope } from "../kernel/index.js";
import type { Policy } from "./policy.entity.js";

export interface PolicyRecord extends AuditDetails {
  readonly scope: Scope;
  readonly policy: Policy;
  readonly action: "policy.set" | "policy.removed";
}

/** Audit event and feed entry of a policy that was set or removed. */
export function recordPolicy(tx: Transaction, actor: Actor, { scope, policy, action, ...details }: PolicyRecord): void {
  const subject = { kind: "Policy", id: policy.id, label: `policy of ${labelOf(scope)}`, ...placeOfScope(scope) };
  recordAudit(tx, actor, { action, subject, ...details });
  recordChange(tx, action === "policy.removed" ? removalOf(policy) : changeOf(policy));
}

export function scopeIdOf(scope: Scope): string {
  switch (scope.kind) {
    case "PLATFORM":
      return "";
    case "RESELLER":
      return scope.resellerId;
    case "DOMAIN":
      return scope.domainId;
    case "ACCOUNT":
      return scope.accountId;
  }
}

function changeOf({ scopeKind, scopeId, settings, locked }: Policy) {
  return {
    kind: "POLICY" as const,
    scopeKind,
    scopeId,
    schedule: settings.schedule ?? null,
    subaddressDelimiters: settings.subaddressDelimiters ?? null,
    allowNullSender: settings.allowNullSender ?? null,
    subaddressDomains: settings.subaddressDomains ?? null,
    refusalAdvice: settings.refusalAdvice ?? null,
    resentMail: settings.resentMail ?? null,
    locked,
  };
}

function removalOf({ scopeKind, scopeId }: Policy) {
  return { kind: "POLICY_REMOVED" as const, scopeKind, scopeId };
}

function labelOf(scope: Scope): string {
  return scope.kind === "DOMAIN"
    ? scope.domainName
    : scope.kind === "PLATFORM"
      ? "the platform"
      : scope.kind.toLowerCase();
}
