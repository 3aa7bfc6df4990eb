import type { Transaction } from "../database/index.js";
import { recordChange } from "../feed/index.js";
import type { Account } from "./account.entity.js";
import { provenAliasKeysOf } from "./account.queries.js";
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
  });
}

/** Reads the aliases that count as the transaction has left them, so call it after they have changed. */
export async function announceAccounts(tx: Transaction, accounts: readonly Account[]): Promise<void> {
  const aliasKeys = await provenAliasKeysOf(
    tx.manager,
    accounts.map(({ id }) => id),
  );
  for (const account of accounts) {
    recordChange(tx, {
      kind: "ACCOUNT",
      id: account.id,
      domainId: account.domainId,
      loginKey: account.addressKey,
      aliasKeys: aliasKeys.get(account.id) ?? [],
      isSuspended: account.state === TenantState.SUSPENDED,
    });
  }
}
