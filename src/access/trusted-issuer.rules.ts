import { createHash } from "node:crypto";
import { badInput, because } from "../kernel/index.js";
import { requireLine } from "../tenancy/index.js";
import { requirePublicKey } from "./public-key.js";
import { type IssuerAlgorithm, type IssuerKey, type IssuerRole } from "./trusted-issuer.entity.js";

const MAX_KEYS = 5;
const MAX_KEY_ID_LENGTH = 128;

/** Canonical keys. Throws BAD_USER_INPUT that names the key. */
export function requireIssuerKeys(keys: readonly IssuerKey[], algorithm: IssuerAlgorithm, field: string): IssuerKey[] {
  if (keys.length < 1 || keys.length > MAX_KEYS) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_KEYS }),
      field,
      `An issuer has 1 to ${MAX_KEYS} keys`,
      `1…${MAX_KEYS} keys`,
    );
  }
  return keys.map(({ keyId, pem }, index) => ({
    keyId: keyId ? requireLine(keyId, `${field}.${index}.keyId`, MAX_KEY_ID_LENGTH) : null,
    pem: requirePublicKey(pem, algorithm, `${field}.${index}.pem`),
  }));
}

export function requireIssuerRoles(roles: readonly IssuerRole[], field: string): IssuerRole[] {
  const distinct = [...new Set(roles)];
  if (distinct.length === 0)
    throw badInput("VALUE_MISSING", field, "An issuer needs a role that its tokens may claim", "ACCOUNT");
  return distinct;
}

/** Keys as the audit trail names them. */
export function keysForAudit(keys: readonly IssuerKey[]) {
  return keys.map(({ keyId, pem }) => ({ keyId, sha256: createHash("sha256").update(pem).digest("hex") }));
}
