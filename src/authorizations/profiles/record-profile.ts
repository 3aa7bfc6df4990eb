import { type AuditDetails, recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { namesOf } from "../participants.js";

type ProfileEvent =
  | "profile_added"
  | "profile_changed"
  | "profile_removed"
  | "profile_proposed"
  | "profile_proposal_answered";

export interface ProfileRecord extends AuditDetails {
  readonly event: ProfileEvent;
  readonly authorization: Authorization;
}

/** The audit event alone: copies know nothing of profiles. */
export async function recordProfile(
  tx: Transaction,
  actor: Actor,
  { event, authorization, ...details }: ProfileRecord,
): Promise<void> {
  const { id, resellerPath, domainId, accountId } = authorization;
  const names = await namesOf(tx.manager, authorization);
  const label = `${names.account} as ${names.address}`;
  const subject = { kind: "Authorization", id, label, resellerPath, domainId, accountId };
  recordAudit(tx, actor, { action: `authorization.${event}`, subject, ...details });
}

/** What the audit trail keeps of a profile: of a signature in HTML, which may hold pictures, its size. */
export function auditedFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { signatureHtml, ...others } = fields;
  if (typeof signatureHtml !== "string") return { ...fields };
  return { ...others, signatureHtml: `${Buffer.byteLength(signatureHtml)} bytes` };
}
