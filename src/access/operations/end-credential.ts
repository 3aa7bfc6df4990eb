import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import type { Administrator } from "../administrator.entity.js";
import { requireAdministrator } from "../administrator.queries.js";
import type { ApiKey } from "../api-key.entity.js";
import { requireApiKey } from "../api-key.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";
import { canDisable } from "../disabling.js";
import type { TrustedIssuer } from "../trusted-issuer.entity.js";
import { requireTrustedIssuer } from "../trusted-issuer.queries.js";
import { disableFoundAdministrator } from "./disable-administrator.js";
import { disableFoundIssuer } from "./disable-trusted-issuer.js";
import { endEverythingMade } from "./end-everything-made.js";
import { revokeFoundKey } from "./revoke-api-key.js";

/** Disables an administrator with everything it made. One that is disabled already is no error here. */
export async function endAdministrator(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Administrator> {
  const scope = requireScope(actor);
  const administrator = await requireAdministrator(tx.manager, scope, id);
  requireAuthorityOver(actor, rankOfAdministrator(administrator));
  if (canDisable(administrator, scope)) await disableFoundAdministrator(tx, actor, administrator, reason);
  await endEverythingMade(tx, actor, administrator.id, reason);
  return administrator;
}

/** Revokes a key with everything it made. One that is revoked already is no error here. */
export async function endApiKey(tx: Transaction, actor: Actor, id: string, reason?: string | null): Promise<ApiKey> {
  const key = await requireApiKey(tx.manager, requireScope(actor), id);
  if (key.revokedAt === null) await revokeFoundKey(tx, actor, key, reason);
  await endEverythingMade(tx, actor, key.id, reason);
  return key;
}

/** Disables an issuer with everything that its tokens made. One that is disabled already is no error here. */
export async function endTrustedIssuer(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<TrustedIssuer> {
  const scope = requireScope(actor);
  const issuer = await requireTrustedIssuer(tx.manager, scope, id);
  if (canDisable(issuer, scope)) await disableFoundIssuer(tx, actor, issuer, reason);
  await endEverythingMade(tx, actor, issuer.id, reason);
  return issuer;
}
