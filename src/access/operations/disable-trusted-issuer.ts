import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import { disable } from "../disabling.js";
import type { TrustedIssuer } from "../trusted-issuer.entity.js";
import { issuerForAudit, requireTrustedIssuer } from "../trusted-issuer.queries.js";

/** Its tokens are refused from the next request on. */
export async function disableTrustedIssuer(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<TrustedIssuer> {
  return disableFoundIssuer(tx, actor, await requireTrustedIssuer(tx.manager, requireScope(actor), id), reason);
}

/** The change alone, on an issuer of the actor's scope. */
export async function disableFoundIssuer(
  tx: Transaction,
  actor: Actor,
  issuer: TrustedIssuer,
  reason?: string | null,
): Promise<TrustedIssuer> {
  disable(issuer, requireScope(actor), "issuer");
  recordAudit(tx, actor, {
    action: "trusted-issuer.disabled",
    subject: issuerForAudit(issuer),
    reason: optionalReason(reason),
  });
  return tx.manager.save(issuer);
}
