import { recordAudit } from "../audit/index.js";
import { insertRow, type Transaction } from "../database/index.js";
import { type Actor, badInput, because, conflict, type EmailAddress, requireEmailAddress } from "../kernel/index.js";
import type { Account } from "./account.entity.js";
import { AccountAlias } from "./account-alias.entity.js";
import { newAlias } from "./account-insertion.js";
import { checkAddressesAreFree, MAX_ALIASES } from "./address-uniqueness.js";
import type { Domain } from "./domain.entity.js";
import { Problems } from "./input-problems.js";
import { auditedAccount } from "./places.js";
import { releaseAddresses, releasedIn } from "./released.js";
import { requireMayEnd } from "./suspension.js";

/** An account that is about to get another address, and the domain in which it stays; both are locked. */
export interface LoginChange {
  readonly account: Account;
  readonly domain: Domain;
  readonly address: EmailAddress;
  readonly keepOldAddress: boolean;
}

/**
 * Before the account has its new address: that is free, or an alias of its own, which ends as an alias (the way back
 * from a rename). What is released by it could be made anew and would send again, which only who may end it does.
 */
export async function beginLoginChange(tx: Transaction, actor: Actor, change: LoginChange): Promise<void> {
  const { account, domain, address, keepOldAddress } = change;
  if (!keepOldAddress) requireMayEnd(actor, [account], "address");
  if (address.domain !== domain.name) {
    throw badInput(
      "ADDRESS_OUTSIDE_DOMAIN",
      "input.address",
      "An account stays in its domain",
      `an address that ends in @${domain.name}`,
    );
  }
  const own = await tx.manager.delete(AccountAlias, { accountId: account.id, addressKey: address.key });
  if (own.affected === 1) {
    recordAudit(tx, actor, {
      action: "account.alias-removed",
      subject: auditedAccount(account),
      before: { alias: address.key },
    });
    return;
  }
  const problems = new Problems();
  await checkAddressesAreFree(tx, actor, [{ address, field: "input.address" }], problems);
  problems.throwIfAny();
}

/** After it: the old address is an alias from now on, with everything that rests on it, or somebody else's next. */
export async function endLoginChange(
  tx: Transaction,
  actor: Actor,
  { account, domain, keepOldAddress }: LoginChange,
  oldAddress: string,
): Promise<void> {
  releasedIn(tx, actor).changedLogins.add(account.id);
  const old = requireEmailAddress(oldAddress, "input.address");
  if (!keepOldAddress) {
    await releaseAddresses(tx, actor, [old.key]);
    releasedIn(tx, actor).reducedAccounts.add(account.id);
    return;
  }
  if ((await tx.manager.countBy(AccountAlias, { accountId: account.id })) >= MAX_ALIASES) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_ALIASES }),
      `An account has at most ${MAX_ALIASES} aliases`,
      "input.keepOldAddress",
    );
  }
  await insertRow(tx, AccountAlias, newAlias(tx, account, old, domain));
  recordAudit(tx, actor, {
    action: "account.alias-added",
    subject: auditedAccount(account),
    after: { alias: old.key },
  });
}
