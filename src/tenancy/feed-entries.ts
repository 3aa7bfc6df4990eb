import type { Transaction } from "../database/index.js";
import { recordChange } from "../feed/index.js";
import type { Account } from "./account.entity.js";
import { aliasKeysOf, provenAliasKeysOf } from "./account.queries.js";
import type { Domain } from "./domain.entity.js";
import { isProven } from "./domain-proof.js";
import type { Reseller } from "./reseller.entity.js";
import { TenantState } from "./tenant-state.js";

/** One entry also for a move or a suspension: what lies below follows from it. */
export function announceReseller(tx: Transaction, reseller: Reseller): void {
  const isSuspended = reseller.state === TenantState.SUSPENDED;
  recordChange(tx, { kind: "RESELLER", id: reseller.id, path: reseller.path, isSuspended });
}

export function announceDomain(tx: Transaction, domain: Domain): void {
  recordChange(tx, {
    kind: "DOMAIN",
    id: domain.id,
    name: domain.name,
    resellerPath: domain.resellerPath,
    isSuspended: domain.state === TenantState.SUSPENDED,
    isProven: isProven(domain),
    ...(domain.aliasOfId === null ? {} : { aliasOfId: domain.aliasOfId }),
  });
}

/** Reads the aliases as the transaction has left them, so call it after they have changed. */
export async function announceAccounts(tx: Transaction, accounts: readonly Account[]): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  const all = await aliasKeysOf(tx.manager, ids);
  const proven = all.size === 0 ? all : await provenAliasKeysOf(tx.manager, [...all.keys()]);
  for (const account of accounts) {
    const aliasKeys = proven.get(account.id) ?? [];
    const unprovenAliasKeys = (all.get(account.id) ?? []).filter((key) => !aliasKeys.includes(key));
    recordChange(tx, {
      kind: "ACCOUNT",
      id: account.id,
      domainId: account.domainId,
      loginKey: account.addressKey,
      aliasKeys,
      ...(unprovenAliasKeys.length === 0 ? {} : { unprovenAliasKeys }),
      isSuspended: account.state === TenantState.SUSPENDED,
    });
  }
}
