import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { requireLine } from "../../tenancy/index.js";
import { rankOfIssuer, requireAuthorityOver } from "../credential-authority.js";
import type { IssuerAlgorithm, IssuerKey, IssuerRole, TrustedIssuer } from "../trusted-issuer.entity.js";
import { issuerForAudit, requireTrustedIssuer } from "../trusted-issuer.queries.js";
import { keysForAudit, requireIssuerKeys, requireIssuerRoles } from "../trusted-issuer.rules.js";

const MAX_NAME_LENGTH = 100;

/** Absent parts stay. */
export interface UpdateTrustedIssuer {
  readonly id: string;
  readonly name?: string | null;
  readonly algorithm?: IssuerAlgorithm | null;
  readonly publicKeys?: readonly IssuerKey[] | null;
  readonly allowedRoles?: readonly IssuerRole[] | null;
}

/** Issuer and audience cannot change: another value of them is another issuer. */
export async function updateTrustedIssuer(
  tx: Transaction,
  actor: Actor,
  input: UpdateTrustedIssuer,
): Promise<TrustedIssuer> {
  const issuer = await requireTrustedIssuer(tx.manager, requireScope(actor), input.id);
  requireAuthorityOver(actor, rankOfIssuer(issuer));
  const before = changeable(issuer);
  if (input.name) issuer.name = requireLine(input.name, "input.name", MAX_NAME_LENGTH);
  if (input.algorithm) issuer.algorithm = input.algorithm;
  if (input.algorithm || input.publicKeys) {
    const keys = input.publicKeys ?? issuer.publicKeys;
    issuer.publicKeys = requireIssuerKeys(keys, issuer.algorithm, "input.publicKeys");
  }
  if (input.allowedRoles) issuer.allowedRoles = requireIssuerRoles(input.allowedRoles, "input.allowedRoles");
  issuer.updatedAt = tx.now;
  recordAudit(tx, actor, {
    action: "trusted-issuer.updated",
    subject: issuerForAudit(issuer),
    before,
    after: changeable(issuer),
  });
  return tx.manager.save(issuer);
}

function changeable({ name, algorithm, publicKeys, allowedRoles }: TrustedIssuer) {
  return { name, algorithm, publicKeys: keysForAudit(publicKeys), allowedRoles };
}
