import { type EntityManager, In, IsNull, Not } from "typeorm";
import { inBatches, type Transaction } from "../../database/index.js";
import { type Actor, forbidden, requireScope } from "../../kernel/index.js";
import { Account, AccountAlias, findClaimed } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { mayTakeUp } from "../authorization-transitions.js";
import { Identity } from "../identity.entity.js";

/**
 * Commit step: an account that may not send as an address, because that was paused from further up, does not take it as
 * its own or as an alias either.
 */
export async function keepPausesOnClaimed(tx: Transaction): Promise<void> {
  const claimed = findClaimed(tx);
  if (claimed === undefined || claimed.actor.scope?.kind === "PLATFORM") return;
  for (const keys of inBatches([...claimed.keys])) {
    const identities = await tx.manager.findBy(Identity, { addressKey: In(keys) });
    if (identities.length === 0) continue;
    const paused = await tx.manager.findBy(Authorization, {
      identityId: In(identities.map(({ id }) => id)),
      pausedBy: Not(IsNull()),
    });
    for (const authorization of paused) {
      const { accountId: id, addressKey } = authorization;
      const takes =
        (await tx.manager.existsBy(Account, { id, addressKey })) ||
        (await tx.manager.existsBy(AccountAlias, { accountId: id, addressKey }));
      if (takes) requireMayTakeUp(claimed.actor, authorization);
    }
  }
}

/** Throws FORBIDDEN where an address of the domain was paused further up for the account: the whole domain has it too. */
export async function requireNoPauseIn(
  manager: EntityManager,
  actor: Actor,
  { accountId, domain }: { readonly accountId: string; readonly domain: string },
): Promise<void> {
  const paused = await manager.findBy(Authorization, { accountId, identityDomain: domain, pausedBy: Not(IsNull()) });
  for (const authorization of paused) requireMayTakeUp(actor, authorization);
}

function requireMayTakeUp(actor: Actor, authorization: Authorization): void {
  if (mayTakeUp(authorization, requireScope(actor))) return;
  throw forbidden(
    "SET_FURTHER_UP",
    `Sending as ${authorization.addressKey} was paused further up, and only there can it be taken up again`,
  );
}
