import { type EntityManager, In } from "typeorm";
import { inBatches, lockRow, type Transaction } from "../database/index.js";
import { type EmailAddress, newInstance, parseEmailAddress, required } from "../kernel/index.js";
import { Identity } from "./identity.entity.js";
import { identityIdOf } from "./identity-id.js";

/** The address's one row. Unscoped: an identity belongs to nobody; what hangs on it is scoped. */
export async function findIdentityByKey(manager: EntityManager, addressKey: string): Promise<Identity | null> {
  return manager.findOneBy(Identity, { addressKey });
}

/** The rows of these addresses, those made that are missing. The same for an address that others use already. */
export async function ensureIdentities(
  tx: Transaction,
  addresses: readonly EmailAddress[],
): Promise<Map<string, Identity>> {
  const identities = new Map<string, Identity>();
  for (const { key, domain } of addresses) {
    if (identities.has(key)) continue;
    const identity: Identity = newInstance(Identity, {
      id: identityIdOf(key),
      // Not as typed: the spelling would be that of whoever asked first.
      address: key,
      addressKey: key,
      domain,
      blockedAt: null,
      undeliverableAt: null,
      answeredAddress: null,
      ownerLinkVersion: 1,
      createdAt: tx.now,
    });
    identities.set(key, identity);
  }
  for (const chunk of inBatches([...identities.values()])) {
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Identity)
      .values(chunk)
      .orIgnore()
      .updateEntity(false)
      .execute();
    const keys = chunk.map(({ addressKey }) => addressKey);
    for (const row of await tx.manager.findBy(Identity, { addressKey: In(keys) })) identities.set(row.addressKey, row);
  }
  return identities;
}

/** The identities of these authorizations, in a statement for 500. Throws for one that is of none of them. */
export async function identitiesOf(
  manager: EntityManager,
  authorizations: readonly { readonly identityId: string }[],
): Promise<(authorization: { readonly identityId: string }) => Identity> {
  const found = new Map<string, Identity>();
  for (const ids of inBatches([...new Set(authorizations.map(({ identityId }) => identityId))])) {
    for (const row of await manager.findBy(Identity, { id: In(ids) })) found.set(row.id, row);
  }
  return ({ identityId }) => {
    const identity = found.get(identityId);
    if (identity === undefined) throw new Error(`identity ${identityId} was not loaded`);
    return identity;
  };
}

export async function ensureIdentity(tx: Transaction, address: EmailAddress): Promise<Identity> {
  const identities = await ensureIdentities(tx, [address]);
  return required(identities.get(address.key));
}

/** The row locked until the commit: whoever changes what an owner decided takes it first. */
export async function lockIdentity(tx: Transaction, id: string): Promise<Identity> {
  return required(await lockRow(tx, Identity, { id }));
}

/** Null for what is no address: for filters, where a wrong one simply finds nothing. */
export function addressKeyOf(text: string): string | null {
  const parsed = parseEmailAddress(text);
  return parsed.ok ? parsed.address.key : null;
}
