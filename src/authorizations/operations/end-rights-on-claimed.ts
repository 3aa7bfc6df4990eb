import { In } from "typeorm";
import { inBatches, type Transaction } from "../../database/index.js";
import { POSSIBLE_DELIMITERS } from "../../decision/index.js";
import { rowsAcrossTenants } from "../../kernel/index.js";
import { findClaimed } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorizations } from "../authorization.queries.js";
import { AuthorizationReason, reasonBecause } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { Identity } from "../identity.entity.js";
import { findTakenAddresses } from "../taken-addresses.queries.js";
import { revokeLocked } from "./revoke-authorization.js";

const RESTS_ON_ADDRESS = "it ends with what it rests on, whoever makes the mailbox";

/**
 * Commit step: an address that was somebody's subaddress becomes a mailbox or an alias of its own, and what others had
 * only because of that ends.
 */
export async function endRightsOnClaimed(tx: Transaction): Promise<void> {
  const claimed = findClaimed(tx);
  if (claimed === undefined) return;
  const keys = [...claimed.keys].filter(mayBeSubaddress);
  for (const chunk of inBatches(keys)) {
    const identities = await tx.manager.findBy(Identity, { addressKey: In(chunk) });
    if (identities.length === 0) continue;
    const resting = await tx.manager.findBy(Authorization, {
      identityId: In(identities.map(({ id }) => id)),
      basis: "SUBADDRESS",
      state: In([AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED]),
    });
    if (resting.length === 0) continue;
    const taken = await findTakenAddresses(tx.manager, chunk);
    const lost = resting.filter(({ accountId, addressKey }) => taken.isTaken(accountId, addressKey));
    const ids = lost.map(({ id }) => id);
    for (const authorization of rowsAcrossTenants(await lockAuthorizations(tx, ids), RESTS_ON_ADDRESS)) {
      await revokeLocked(tx, claimed.actor, authorization, reasonBecause(AuthorizationReason.BECAME_MAILBOX));
    }
  }
}

function mayBeSubaddress(addressKey: string): boolean {
  const localPart = addressKey.slice(0, addressKey.lastIndexOf("@"));
  return [...localPart].some((character) => POSSIBLE_DELIMITERS.includes(character));
}
