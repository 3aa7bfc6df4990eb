import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  badInput,
  forbidden,
  newIdentifier,
  newInstance,
  placeOfScope,
  rankOf,
  type Scope,
} from "../../kernel/index.js";
import { requireLine, resolveScope, type ScopeInput } from "../../tenancy/index.js";
import { ApiKey, ApiKeyKind } from "../api-key.entity.js";
import { apiKeyForAudit } from "../api-key.queries.js";
import { requireAuthorityOver } from "../credential-authority.js";
import { makerOf } from "../maker.js";
import { API_KEY_PREFIX, newSecretToken } from "../secret-token.js";

const MAX_NAME_LENGTH = 100;
/** `mfk_` and four characters: enough to tell keys apart, far too few to guess the rest. */
const SHOWN_LENGTH = API_KEY_PREFIX.length + 4;

export interface CreateApiKey {
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly scope: ScopeInput;
}

export interface CreatedApiKey {
  readonly key: ApiKey;
  /** Shown now and never again. */
  readonly secret: string;
}

export async function createApiKey(tx: Transaction, actor: Actor, input: CreateApiKey): Promise<CreatedApiKey> {
  const name = requireLine(input.name, "input.name", MAX_NAME_LENGTH);
  const scope = await resolveScope(tx.manager, actor, input.scope, "input.scope");
  requireFittingScope(actor, input.kind, scope);
  requireAuthorityOver(actor, rankOf(scope));
  const { secret, hash } = newSecretToken(API_KEY_PREFIX);
  const key: ApiKey = newInstance(ApiKey, {
    ...makerOf(actor),
    id: newIdentifier(),
    name,
    kind: input.kind,
    resellerId: scope.kind === "RESELLER" ? scope.resellerId : null,
    resellerPath: placeOfScope(scope).resellerPath,
    domainId: placeOfScope(scope).domainId,
    secretHash: hash,
    shownPrefix: secret.slice(0, SHOWN_LENGTH),
    createdAt: tx.now,
    lastUsedAt: null,
    revokedAt: null,
  });
  await tx.manager.insert(ApiKey, key);
  const { kind, shownPrefix } = key;
  recordAudit(tx, actor, {
    action: "api-key.created",
    subject: apiKeyForAudit(key),
    after: { kind, shownPrefix, scope: scope.kind },
  });
  return { key, secret };
}

function requireFittingScope(actor: Actor, kind: ApiKeyKind, scope: Scope): void {
  if (kind === ApiKeyKind.GATEWAY) {
    // A gateway is a host of the platform's, and its reports count for everybody.
    if (actor.role !== "OPERATOR")
      throw forbidden("OPERATOR_ONLY", "Only the platform's operator makes keys for gateways");
    if (scope.kind === "ACCOUNT") {
      throw badInput(
        "SCOPE_NOT_FITTING",
        "input.scope",
        "A gateway's key is not for one mailbox",
        "platform: true, resellerId or domainId",
      );
    }
  } else if (scope.kind !== "RESELLER") {
    throw badInput("SCOPE_NOT_FITTING", "input.scope", "A panel's key acts for a reseller's subtree", "resellerId");
  }
}
