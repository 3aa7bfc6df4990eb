import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { rankOfIssuer, requireAuthorityOver } from "../credential-authority.js";
import { enable } from "../disabling.js";
import type { TrustedIssuer } from "../trusted-issuer.entity.js";
import { issuerForAudit, requireTrustedIssuer } from "../trusted-issuer.queries.js";

/** Throws FORBIDDEN for one that somebody further up has disabled. */
export async function enableTrustedIssuer(tx: Transaction, actor: Actor, id: string): Promise<TrustedIssuer> {
  const scope = requireScope(actor);
  const issuer = await requireTrustedIssuer(tx.manager, scope, id);
  requireAuthorityOver(actor, rankOfIssuer(issuer));
  enable(issuer, scope, "issuer");
  recordAudit(tx, actor, { action: "trusted-issuer.enabled", subject: issuerForAudit(issuer) });
  return tx.manager.save(issuer);
}
