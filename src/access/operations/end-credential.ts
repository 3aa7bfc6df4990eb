import type { Transaction } from "../../database/index.js";
import { requireExpectedCount, type SelectionInput } from "../../graphql/index.js";
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

export interface Ending {
  readonly reason?: string | null | undefined;
  readonly selection?: SelectionInput | undefined;
}

/** Disables an administrator with everything it made. One that is disabled already is no error here. */
export async function endAdministrator(
  tx: Transaction,
  actor: Actor,
  id: string,
  { reason, selection = {} }: Ending = {},
): Promise<Administrator> {
  const scope = requireScope(actor);
  const administrator = await requireAdministrator(tx.manager, scope, id);
  requireAuthorityOver(actor, rankOfAdministrator(administrator));
  const isFirst = canDisable(administrator, scope);
  if (isFirst) await disableFoundAdministrator(tx, actor, administrator, reason);
  const made = await endEverythingMade(tx, actor, administrator.id, reason);
  requireExpectedCount(selection, made + Number(isFirst), "expectedCount");
  return administrator;
}

/** Revokes a key with everything it made. One that is revoked already is no error here. */
export async function endApiKey(
  tx: Transaction,
  actor: Actor,
  id: string,
  { reason, selection = {} }: Ending = {},
): Promise<ApiKey> {
  const key = await requireApiKey(tx.manager, requireScope(actor), id);
  const isFirst = key.revokedAt === null;
  if (isFirst) await revokeFoundKey(tx, actor, key, reason);
  const made = await endEverythingMade(tx, actor, key.id, reason);
  requireExpectedCount(selection, made + Number(isFirst), "expectedCount");
  return key;
}

/** Disables an issuer with everything that its tokens made. One that is disabled already is no error here. */
export async function endTrustedIssuer(
  tx: Transaction,
  actor: Actor,
  id: string,
  { reason, selection = {} }: Ending = {},
): Promise<TrustedIssuer> {
  const scope = requireScope(actor);
  const issuer = await requireTrustedIssuer(tx.manager, scope, id);
  const isFirst = canDisable(issuer, scope);
  if (isFirst) await disableFoundIssuer(tx, actor, issuer, reason);
  const made = await endEverythingMade(tx, actor, issuer.id, reason);
  requireExpectedCount(selection, made + Number(isFirst), "expectedCount");
  return issuer;
}
