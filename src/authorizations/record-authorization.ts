import { type AuditAction, type AuditDetails, recordAudit } from "../audit/index.js";
import { saveColumns, type Transaction } from "../database/index.js";
import { recordChange } from "../feed/index.js";
import { type Actor } from "../kernel/index.js";
import { Authorization } from "./authorization.entity.js";
import type { DomainAuthorization } from "./domain-authorization.entity.js";
import type { Identity } from "./identity.entity.js";
import { noteOutcome } from "./outcomes.js";
import { reasonForTrail } from "./reason-words.js";

/** The columns that a change of state touches. */
const CHANGING = [
  "state",
  "source",
  "typedAddress",
  "basis",
  "givenBy",
  "reason",
  "updatedAt",
  "authorizedAt",
  "expiresAt",
  "askAgainAt",
  "refusedByOwnerAt",
  "pausedBy",
] as const;

/** Who sends as whom, in words. */
export interface Names {
  readonly account: string;
  readonly address: string;
}

export interface AuthorizationRecord extends AuditDetails {
  readonly action: AuditAction;
  readonly authorization: Authorization;
  readonly names: Names;
}

/** Writes a changed authorization, the audit event and the feed entry: every change of one goes through here. */
export async function saveAuthorization(
  tx: Transaction,
  actor: Actor,
  { action, authorization, names, ...details }: AuthorizationRecord,
): Promise<void> {
  await saveColumns(tx, Authorization, authorization, CHANGING);
  recordAuthorization(tx, actor, { action, authorization, names, ...details });
}

/** The audit event and the feed entry alone, for rows that are written in bulk. */
export function recordAuthorization(
  tx: Transaction,
  actor: Actor,
  { action, authorization, names, ...details }: AuthorizationRecord,
): void {
  noteOutcome(tx, actor, { action, authorization, before: details.before });
  recordAudit(tx, actor, {
    action,
    subject: {
      kind: "Authorization",
      id: authorization.id,
      label: `${names.account} as ${names.address}`,
      resellerPath: authorization.resellerPath,
      domainId: authorization.domainId,
      accountId: authorization.accountId,
    },
    reason: reasonForTrail(authorization.reason),
    ...details,
  });
  recordChange(tx, {
    kind: "AUTHORIZATION",
    id: authorization.id,
    accountId: authorization.accountId,
    domainId: authorization.domainId,
    addressKey: names.address,
    state: authorization.state,
    expiresAt: authorization.expiresAt?.getTime() ?? null,
  });
}

export interface DomainAuthorizationRecord extends AuditDetails {
  readonly action: AuditAction;
  readonly row: DomainAuthorization;
  readonly account: string;
}

export function recordDomainAuthorization(
  tx: Transaction,
  actor: Actor,
  { action, row, account, ...details }: DomainAuthorizationRecord,
): void {
  const { id, resellerPath, domainId, accountId, domain } = row;
  recordAudit(tx, actor, {
    action,
    subject: {
      kind: "DomainAuthorization",
      id,
      label: `${account} as anyone@${domain}`,
      resellerPath,
      domainId,
      accountId,
    },
    reason: reasonForTrail(row.reason),
    ...details,
  });
  recordChange(tx, {
    kind: "DOMAIN_AUTHORIZATION",
    id,
    accountId,
    domainId,
    authorizedDomain: domain,
    isAuthorized: row.state === "AUTHORIZED",
    expiresAt: row.expiresAt?.getTime() ?? null,
  });
}

/** For copies, whether the owner wants to be asked by nobody; the audit event is the caller's. */
export function recordIdentity(tx: Transaction, { id, addressKey, blockedAt }: Identity): void {
  recordChange(tx, { kind: "IDENTITY", id, addressKey, isBlocked: blockedAt !== null });
}
