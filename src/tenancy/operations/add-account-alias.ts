import { recordAudit } from "../../audit/index.js";
import { insertRow, type Transaction } from "../../database/index.js";
import { type Actor, because, conflict, requireEmailAddress, requireScope, rowsWithin } from "../../kernel/index.js";
import type { Account } from "../account.entity.js";
import { lockAccount } from "../account.queries.js";
import { AccountAlias } from "../account-alias.entity.js";
import { newAlias } from "../account-insertion.js";
import { checkAddressesAreFree, hostOfAlias, MAX_ALIASES } from "../address-uniqueness.js";
import { lockDomains } from "../domain.queries.js";
import { announceAccounts } from "../feed-entries.js";
import { Problems } from "../input-problems.js";
import { auditedAccount, placeOfDomain } from "../places.js";
import { requireMayName } from "../release-of-suspended.js";

/** Account and alias may be in different domains; the caller must administer both. */
export async function addAccountAlias(
  tx: Transaction,
  actor: Actor,
  accountId: string,
  address: string,
): Promise<Account> {
  const scope = requireScope(actor);
  const claim = { address: requireEmailAddress(address, "address"), field: "address" };
  const hosts = await lockDomains(tx, { ids: [], names: [claim.address.domain] });
  const account = await lockAccount(tx, scope, accountId);
  const mine = rowsWithin(scope, hosts, placeOfDomain);
  const host = hostOfAlias(new Map(mine.map((each) => [each.name, each])), claim);
  await requireMayName(tx.manager, actor, [{ account, host }]);
  const problems = new Problems();
  await checkAddressesAreFree(tx, actor, [claim], problems);
  problems.throwIfAny();
  if ((await tx.manager.countBy(AccountAlias, { accountId: account.id })) >= MAX_ALIASES) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_ALIASES }),
      `An account has at most ${MAX_ALIASES} aliases`,
      "address",
    );
  }
  await insertRow(tx, AccountAlias, newAlias(tx, account, claim.address, host));
  recordAudit(tx, actor, {
    action: "account.alias-added",
    subject: auditedAccount(account),
    after: { alias: claim.address.key },
  });
  await announceAccounts(tx, [account]);
  return account;
}
