import {
  Authorization,
  AuthorizationSource,
  AuthorizationState,
  Identity,
  identityIdOf,
} from "../../src/authorizations/index.js";
import type { Database } from "../../src/database/index.js";
import { newIdentifier } from "../../src/kernel/index.js";
import { Account, Domain, Reseller, TenantState } from "../../src/tenancy/index.js";
import { newResellerLabel } from "../../src/tenancy/reseller-path.js";

export const RESELLERS = 4;
export const DOMAINS = 5;
export const ACCOUNTS = 20;
export const EACH = 10;
export const NOW = Date.now();

/** Some hours ago, or to come. */
export function at(hoursAgo: number): Date {
  return new Date(NOW - hoursAgo * 3_600_000);
}

/** Every account may send as ten addresses, half of them in domains hosted here. */
export async function plantManyAuthorizations(database: Database): Promise<void> {
  const now = new Date();
  const times = { createdAt: now, updatedAt: now };
  const active = { state: TenantState.ACTIVE, suspendedReason: null, suspendedBy: null };
  const resellers: object[] = [];
  const domains: object[] = [];
  const accounts: object[] = [];
  const authorizations: object[] = [];
  const identities = new Map<string, object>();
  const identity = (address: string) => {
    const id = identityIdOf(address);
    const [, target = ""] = address.split("@");
    identities.set(id, {
      id,
      address,
      addressKey: address,
      domain: target,
      blockedAt: null,
      undeliverableAt: null,
      ownerLinkVersion: 1,
      createdAt: now,
    });
    return { identityId: id, identityDomain: target, addressKey: address };
  };
  const common = { brandName: null, supportContact: null, panelUrl: null, language: null };
  for (let r = 0; r < RESELLERS; r++) {
    const path = newResellerLabel();
    const reseller = { id: newIdentifier(), path, name: `R${r}`, slug: `r${r}`, parentId: null };
    resellers.push({ ...reseller, ...active, ...common, ...times });
    for (let d = 0; d < DOMAINS; d++) {
      const name = `d${d}.r${r}.test`;
      const hosted = { id: newIdentifier(), resellerId: reseller.id, resellerPath: path, name };
      domains.push({ ...hosted, ...active, ...times });
      for (let a = 0; a < ACCOUNTS; a++) {
        const address = `user${a}@${name}`;
        const id = newIdentifier();
        const place = { domainId: hosted.id, resellerPath: path };
        accounts.push({
          id,
          ...place,
          address,
          addressKey: address,
          passwordHash: null,
          language: null,
          ...active,
          ...times,
        });
        for (let each = 0; each < EACH; each++) {
          const target = each % 2 === 0 ? `to${each}@d1.r1.test` : `to${each}@target${each % 5}.test`;
          authorizations.push({
            id: newIdentifier(),
            accountId: id,
            ...place,
            ...identity(target),
            state: each % 3 === 0 ? AuthorizationState.PENDING : AuthorizationState.AUTHORIZED,
            source: each % 4 === 0 ? AuthorizationSource.GRANT : AuthorizationSource.REQUEST,
            reason: null,
            ...times,
            createdAt: at(a * EACH + each),
            authorizedAt: null,
            expiresAt: each % 3 === 1 ? at(each - 3 * a) : null,
            lastUsedAt: a % 4 === 0 ? null : at(a * 2 + each),
            askAgainAt: null,
            refusedByOwnerAt: null,
            pausedBy: null,
          });
        }
      }
    }
  }
  await database.write(async (tx) => {
    await insert(tx, Reseller, resellers);
    await insert(tx, Domain, domains);
    await insert(tx, Account, accounts);
    await insert(tx, Identity, [...identities.values()]);
    await insert(tx, Authorization, authorizations);
  });
}

async function insert(
  tx: Parameters<Parameters<Database["write"]>[0]>[0],
  Entity: new () => object,
  rows: readonly object[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 200) {
    await tx.manager.insert(Entity, rows.slice(start, start + 200) as never);
  }
}
