import { In } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { type Actor, rowsAcrossTenants } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorizations } from "../authorization.queries.js";
import { AuthorizationReason, reasonBecause } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { Identity } from "../identity.entity.js";
import { findOwnBases, OWN_BASES } from "../proof.js";
import { revokeLocked } from "./revoke-authorization.js";

const RESTING = [AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED] as const;

/**
 * An alias or the old address of an account goes, and with it what the account was allowed because of it: the address
 * may be somebody else's next, and an authorization that only said "own alias" would outlive what it rests on.
 */
export async function dropLostProofs(tx: Transaction, actor: Actor, accountId: string): Promise<void> {
  const account = await tx.manager.findOneBy(Account, { id: accountId });
  if (account === null) return;
  const own = await tx.manager.find(Authorization, {
    where: RESTING.map((state) => ({ accountId, basis: In([...OWN_BASES]), state })),
    order: { id: "ASC" },
  });
  if (own.length === 0) return;
  const bases = await findOwnBases(tx.manager, account, await keysOf(tx, own));
  const lost = own.filter(({ identityId }) => (bases.get(identityId) ?? null) === null).map(({ id }) => id);
  const locked = rowsAcrossTenants(await lockAuthorizations(tx, lost), "of the account that was changed");
  for (const authorization of locked) {
    await revokeLocked(tx, actor, authorization, reasonBecause(AuthorizationReason.NO_LONGER_OWN));
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
