import { recordAudit } from "../../audit/index.js";
import { isUniqueViolation, type Transaction } from "../../database/index.js";
import {
  type Actor,
  badInput,
  conflict,
  newIdentifier,
  newInstance,
  placeOfScope,
  rankOf,
} from "../../kernel/index.js";
import { requireLine, resolveScope, type ScopeInput } from "../../tenancy/index.js";
import { requireAuthorityOver } from "../credential-authority.js";
import { makerOf } from "../maker.js";
import { type IssuerAlgorithm, type IssuerKey, type IssuerRole, TrustedIssuer } from "../trusted-issuer.entity.js";
import { issuerForAudit } from "../trusted-issuer.queries.js";
import { keysForAudit, requireIssuerKeys, requireIssuerRoles } from "../trusted-issuer.rules.js";

const MAX_NAME_LENGTH = 100;
const MAX_CLAIM_LENGTH = 255;

export interface RegisterTrustedIssuer {
  readonly name: string;
  readonly scope: ScopeInput;
  readonly issuer: string;
  readonly audience: string;
  readonly algorithm: IssuerAlgorithm;
  readonly publicKeys: readonly IssuerKey[];
  readonly allowedRoles: readonly IssuerRole[];
}

/** `publicUrl` is the issuer of our own tokens, which nobody else can be. */
export async function registerTrustedIssuer(
  tx: Transaction,
  actor: Actor,
  publicUrl: string,
  input: RegisterTrustedIssuer,
): Promise<TrustedIssuer> {
  const scope = await resolveScope(tx.manager, actor, input.scope, "input.scope");
  if (scope.kind !== "PLATFORM" && scope.kind !== "RESELLER") {
    throw badInput(
      "SCOPE_NOT_FITTING",
      "input.scope",
      "An issuer signs in the users of a reseller",
      "platform: true, or resellerId",
    );
  }
  requireAuthorityOver(actor, rankOf(scope));
  const issuer: TrustedIssuer = newInstance(TrustedIssuer, {
    ...makerOf(actor),
    id: newIdentifier(),
    name: requireLine(input.name, "input.name", MAX_NAME_LENGTH),
    resellerId: scope.kind === "RESELLER" ? scope.resellerId : null,
    resellerPath: placeOfScope(scope).resellerPath,
    issuer: requireLine(input.issuer, "input.issuer", MAX_CLAIM_LENGTH),
    audience: requireLine(input.audience, "input.audience", MAX_CLAIM_LENGTH),
    algorithm: input.algorithm,
    publicKeys: requireIssuerKeys(input.publicKeys, input.algorithm, "input.publicKeys"),
    allowedRoles: requireIssuerRoles(input.allowedRoles, "input.allowedRoles"),
    isDisabled: false,
    disabledBy: null,
    updatedAt: null,
    createdAt: tx.now,
  });
  if (issuer.issuer === publicUrl)
    throw conflict("ISSUER_TAKEN", "This is the issuer of our own tokens", "input.issuer");
  await insertIssuer(tx, issuer);
  const { issuer: iss, audience, algorithm, publicKeys, allowedRoles } = issuer;
  recordAudit(tx, actor, {
    action: "trusted-issuer.registered",
    subject: issuerForAudit(issuer),
    after: { issuer: iss, audience, algorithm, publicKeys: keysForAudit(publicKeys), allowedRoles },
  });
  return issuer;
}

async function insertIssuer(tx: Transaction, issuer: TrustedIssuer): Promise<void> {
  try {
    await tx.manager.insert(TrustedIssuer, issuer);
  } catch (error) {
    if (isUniqueViolation(error, "ux_trusted_issuer", "trusted_issuer.issuer")) {
      throw conflict("ISSUER_TAKEN", "This issuer is registered for this audience already", "input.issuer");
    }
    throw error;
  }
}
