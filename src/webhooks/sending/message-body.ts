import { type AuditEvent, actorNameForTrail, shownActor } from "../../audit/index.js";
import { toGlobalId } from "../../graphql/index.js";
import { PLATFORM_SCOPE, type Scope } from "../../kernel/index.js";
import { changeKindOf } from "../../tenant-changes/index.js";
import type { Webhook } from "../webhook.entity.js";

export const TEST_TYPE = "webhook.test";

/** Standard Webhooks: type, time and data; the data are those of `TenantChange`. */
export function bodyOf(event: AuditEvent, webhook: Webhook): string {
  const { action, at, sequence, revision, subjectKind, subjectId, subjectLabel, domainId, accountId } = event;
  return JSON.stringify({
    type: action,
    timestamp: at.toISOString(),
    data: {
      sequence,
      kind: changeKindOf(action),
      revision,
      subjectKind,
      subjectId: subjectId === null ? null : toGlobalId(subjectKind, subjectId),
      subjectLabel,
      domainId: domainId === null ? null : toGlobalId("Domain", domainId),
      accountId: accountId === null ? null : toGlobalId("Account", accountId),
      actor: actorNameForTrail(shownActor(scopeOfWebhook(webhook), event).label),
    },
  });
}

export function testBody(at: Date): string {
  return JSON.stringify({ type: TEST_TYPE, timestamp: at.toISOString(), data: {} });
}

export function scopeOfWebhook({ resellerId, resellerPath, domainId }: Webhook): Scope {
  if (resellerPath === null) return PLATFORM_SCOPE;
  if (domainId !== null) return { kind: "DOMAIN", domainId, domainName: "", resellerPath };
  return { kind: "RESELLER", resellerId: resellerId ?? "", resellerPath };
}
