import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import { lockAccount } from "../account.queries.js";
import { announceAccounts } from "../feed-entries.js";
import { auditedAccount } from "../places.js";
import { resumptionBy } from "../suspension.js";

export async function resumeAccount(tx: Transaction, actor: Actor, id: string): Promise<Account> {
  const scope = requireScope(actor);
  const account = await lockAccount(tx, scope, id);
  const before = { state: account.state, reason: account.suspendedReason };
  const resumption = resumptionBy(account, scope);
  Object.assign(account, resumption, { updatedAt: tx.now });
  await tx.manager.update(Account, { id: account.id }, { ...resumption, updatedAt: tx.now });
  recordAudit(tx, actor, {
    action: "account.resumed",
    subject: auditedAccount(account),
    before,
    after: { state: account.state },
  });
  await announceAccounts(tx, [account]);
  return account;
}
