import { recordAudit } from "../../audit/index.js";
import type { Database } from "../../database/index.js";
import { type Actor, conflict, forbidden, requireScope } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import { type ApiKey, ApiKeyKind } from "../api-key.entity.js";
import { apiKeyForAudit, requireApiKey } from "../api-key.queries.js";
import { forgetApiKey } from "../authentication/authenticate-api-key.js";

/** Takes effect at once in this process and within five seconds in every other one. */
export async function revokeApiKey(
  database: Database,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<ApiKey> {
  const revoked = await database.write(async (tx) => {
    const key = await requireApiKey(tx.manager, requireScope(actor), id);
    if (key.kind === ApiKeyKind.GATEWAY && actor.role !== "OPERATOR") {
      throw forbidden("Only the platform's operator revokes the keys of gateways");
    }
    if (key.revokedAt !== null) throw conflict("This key is revoked already");
    key.revokedAt = tx.now;
    recordAudit(tx, actor, "api-key.revoked", apiKeyForAudit(key), { reason: optionalReason(reason) });
    return tx.manager.save(key);
  });
  forgetApiKey(database, revoked.secretHash);
  return revoked;
}
