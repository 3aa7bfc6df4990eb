import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorizations } from "../authorization.queries.js";
import { AuthorizationSource, AuthorizationState } from "../authorization-state.js";
import { Identity } from "../identity.entity.js";
import { findOwnReasons, isOwnReason } from "../proof.js";
import { revokeLocked } from "./revoke-authorization.js";

const RESTING = [AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED] as const;

/**
 * An alias or the old address of an account goes, and with it what the account was allowed because of it: the address
 * may be somebody else's next, and an authorization that only said "own alias" would outlive its reason.
 */
export async function dropLostProofs(tx: Transaction, actor: Actor, accountId: string): Promise<void> {
  const account = await tx.manager.findOneBy(Account, { id: accountId });
  if (account === null) return;
  const rows = await tx.manager.find(Authorization, {
    where: RESTING.map((state) => ({ accountId, source: AuthorizationSource.REQUEST, state })),
    order: { id: "ASC" },
  });
  const own = rows.filter(({ reason }) => isOwnReason(reason));
  if (own.length === 0) return;
  const reasons = await findOwnReasons(tx.manager, account, await keysOf(tx, own));
  const lost = own.filter(({ identityId }) => (reasons.get(identityId) ?? null) === null).map(({ id }) => id);
  for (const authorization of await lockAuthorizations(tx, lost)) {
    await revokeLocked(tx, actor, authorization, "no longer an address of the account");
  }
}

async function keysOf(tx: Transaction, rows: readonly Authorization[]): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const { identityId } of rows) {
    const { addressKey } = await tx.manager.findOneByOrFail(Identity, { id: identityId });
    keys.set(identityId, addressKey);
  }
  return keys;
}
