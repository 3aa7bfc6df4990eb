import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, notFound, requireEmailAddress, requireScope } from "../../kernel/index.js";
import type { Account } from "../account.entity.js";
import { lockAccount } from "../account.queries.js";
import { AccountAlias } from "../account-alias.entity.js";
import { announceAccounts } from "../feed-entries.js";
import { auditedAccount } from "../places.js";
import { requireMayRelease } from "../release-of-suspended.js";
import { releaseAddresses, releasedIn } from "../released.js";

export async function removeAccountAlias(
  tx: Transaction,
  actor: Actor,
  accountId: string,
  address: string,
): Promise<Account> {
  const { key } = requireEmailAddress(address, "address");
  const account = await lockAccount(tx, requireScope(actor), accountId);
  await requireMayRelease(tx.manager, actor, [{ account, keys: [key] }]);
  const removed = await tx.manager.delete(AccountAlias, { accountId: account.id, addressKey: key });
  if (removed.affected !== 1) throw notFound("Alias");
  await releaseAddresses(tx, actor, [key]);
  releasedIn(tx, actor).reducedAccounts.add(account.id);
  recordAudit(tx, actor, { action: "account.alias-removed", subject: auditedAccount(account), before: { alias: key } });
  await announceAccounts(tx, [account]);
  return account;
}
