import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import { lockAccount } from "../account.queries.js";
import { announceAccounts } from "../feed-entries.js";
import { auditedAccount } from "../places.js";
import { suspensionBy } from "../suspension.js";
import { optionalReason } from "../text-rules.js";

/** It may send nothing, whatever it is authorized to, until it is resumed. */
export async function suspendAccount(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Account> {
  const scope = requireScope(actor);
  const because = optionalReason(reason);
  const account = await lockAccount(tx, scope, id);
  const before = { state: account.state };
  const suspension = suspensionBy(account, scope, because);
  Object.assign(account, suspension, { updatedAt: tx.now });
  await tx.manager.update(Account, { id: account.id }, { ...suspension, updatedAt: tx.now });
  const details = { before, after: { state: account.state }, reason: because };
  recordAudit(tx, actor, { action: "account.suspended", subject: auditedAccount(account), ...details });
  await announceAccounts(tx, [account]);
  return account;
}
