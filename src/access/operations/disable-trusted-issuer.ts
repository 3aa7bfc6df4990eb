import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, requireScope } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import type { TrustedIssuer } from "../trusted-issuer.entity.js";
import { issuerForAudit, requireTrustedIssuer } from "../trusted-issuer.queries.js";

/** Its tokens are refused from the next request on. */
export async function disableTrustedIssuer(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<TrustedIssuer> {
  const issuer = await requireTrustedIssuer(tx.manager, requireScope(actor), id);
  if (issuer.isDisabled) throw conflict("This issuer is disabled already");
  issuer.isDisabled = true;
  recordAudit(tx, actor, "trusted-issuer.disabled", issuerForAudit(issuer), {
    reason: optionalReason(reason),
  });
  return tx.manager.save(issuer);
}
