import { In } from "typeorm";
import { recordAudit, trailReason } from "../audit/index.js";
import { inBatches, lockRows, type Transaction } from "../database/index.js";
import { recordChange } from "../feed/index.js";
import type { Actor } from "../kernel/index.js";
import { Account } from "./account.entity.js";
import { aliasKeysOf } from "./account.queries.js";
import { AccountAlias } from "./account-alias.entity.js";
import { Domain } from "./domain.entity.js";
import { aliasesOfDomains } from "./domain-aliases.queries.js";
import { announceAccounts } from "./feed-entries.js";
import { auditedAccount, auditedDomain } from "./places.js";
import { requireMayRelease, requireMayReleaseDomains } from "./release-of-suspended.js";
import { releaseAddresses, releaseDomain, releasedIn } from "./released.js";
import { requireMayEnd } from "./suspension.js";

/** Accounts, and again domains and resellers, that one deletion may take along: a second or two of one transaction. */
export const MAX_DELETED = 10_000;

/**
 * Deletes accounts with everything that they were allowed; the foreign keys take most of it along. What others are
 * allowed to do with their addresses, their policies and sessions are not this room's: see `releasedIn`.
 */
export async function removeAccounts(tx: Transaction, actor: Actor, accounts: readonly Account[]): Promise<void> {
  await removeAccountRows(tx, actor, accounts);
  for (const { id, domainId } of accounts) recordChange(tx, { kind: "ACCOUNT_REMOVED", id, domainId });
}

/** Deletes domains with their accounts, administrators, keys and aliases, and others' aliases in them. */
export async function removeDomains(tx: Transaction, actor: Actor, wanted: readonly Domain[]): Promise<void> {
  const aliases = await aliasesOfDomains(
    tx.manager,
    wanted.map(({ id }) => id),
  );
  const domains = [...new Map([...aliases, ...wanted].map((domain) => [domain.id, domain])).values()];
  requireMayEnd(actor, domains, "domain");
  await requireMayReleaseDomains(tx.manager, actor, domains);
  const outsiders = new Set<string>();
  for (const chunk of inBatches(domains)) {
    const ids = chunk.map(({ id }) => id);
    // The feed tells of the domain alone: its accounts go with it.
    await removeAccountRows(tx, actor, await tx.manager.findBy(Account, { domainId: In(ids) }));
    for (const { accountId } of await tx.manager.findBy(AccountAlias, { domainId: In(ids) })) outsiders.add(accountId);
    await tx.manager.delete(Domain, { id: In(ids) });
  }
  for (const domain of domains) {
    releaseDomain(tx, actor, domain);
    recordAudit(tx, actor, { action: "domain.deleted", subject: auditedDomain(domain), before: { name: domain.name } });
    recordChange(tx, { kind: "DOMAIN_REMOVED", id: domain.id });
  }
  for (const ids of inBatches([...outsiders])) {
    const accounts = await lockRows(tx, Account, { id: In(ids) });
    for (const account of accounts) {
      const details = { reason: trailReason("ALIAS_DOMAIN_DELETED") };
      recordAudit(tx, actor, { action: "account.alias-removed", subject: auditedAccount(account), ...details });
    }
    await announceAccounts(tx, accounts);
  }
}

async function removeAccountRows(tx: Transaction, actor: Actor, accounts: readonly Account[]): Promise<void> {
  requireMayEnd(actor, accounts, "account");
  const { accountIds, names } = releasedIn(tx, actor);
  const aliasKeys = await aliasKeysOf(
    tx.manager,
    accounts.map(({ id }) => id),
  );
  await requireMayRelease(
    tx.manager,
    actor,
    accounts.map((account) => ({ account, keys: [...(aliasKeys.get(account.id) ?? [])] })),
  );
  const keys: string[] = [];
  for (const { id, addressKey } of accounts) {
    accountIds.add(id);
    names.set(id, addressKey);
    keys.push(addressKey, ...(aliasKeys.get(id) ?? []));
  }
  await releaseAddresses(tx, actor, keys);
  for (const chunk of inBatches(accounts)) {
    const ids = chunk.map(({ id }) => id);
    await tx.manager.delete(Account, { id: In(ids) });
  }
  for (const account of accounts) {
    recordAudit(tx, actor, {
      action: "account.deleted",
      subject: auditedAccount(account),
      before: { address: account.address },
    });
  }
}
