import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, requireScope } from "../../kernel/index.js";
import type { TrustedIssuer } from "../trusted-issuer.entity.js";
import { issuerForAudit, requireTrustedIssuer } from "../trusted-issuer.queries.js";

export async function enableTrustedIssuer(tx: Transaction, actor: Actor, id: string): Promise<TrustedIssuer> {
  const issuer = await requireTrustedIssuer(tx.manager, requireScope(actor), id);
  if (!issuer.isDisabled) throw conflict("This issuer is not disabled");
  issuer.isDisabled = false;
  recordAudit(tx, actor, "trusted-issuer.enabled", issuerForAudit(issuer));
  return tx.manager.save(issuer);
}
