import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, forbidden, requireScope, soAlready } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import { type ApiKey, ApiKeyKind } from "../api-key.entity.js";
import { apiKeyForAudit, requireApiKey } from "../api-key.queries.js";

/** Takes effect within five seconds everywhere; at once in this process if `forgetApiKeys` follows the commit. */
export async function revokeApiKey(tx: Transaction, actor: Actor, id: string, reason?: string | null): Promise<ApiKey> {
  const key = await requireApiKey(tx.manager, requireScope(actor), id);
  requireMayRevoke(actor, key);
  return revokeFoundKey(tx, actor, key, reason);
}

/** The change alone, on a key of the actor's scope. */
export async function revokeFoundKey(
  tx: Transaction,
  actor: Actor,
  key: ApiKey,
  reason?: string | null,
): Promise<ApiKey> {
  requireMayEndKind(actor, key);
  key.revokedAt = tx.now;
  recordAudit(tx, actor, { action: "api-key.revoked", subject: apiKeyForAudit(key), reason: optionalReason(reason) });
  return tx.manager.save(key);
}

/** Throws CONFLICT where it is revoked already, FORBIDDEN where only the operator may. */
export function requireMayRevoke(actor: Actor, key: ApiKey): void {
  if (key.revokedAt !== null) throw soAlready("REVOKED_ALREADY", "This key is revoked already");
  requireMayEndKind(actor, key);
}

function requireMayEndKind(actor: Actor, { kind }: ApiKey): void {
  if (kind === ApiKeyKind.GATEWAY && actor.role !== "OPERATOR") {
    throw forbidden("OPERATOR_ONLY", "Only the platform's operator revokes the keys of gateways");
  }
}
