import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { fromGlobalId } from "../../request/index.js";
import { Account } from "../account.entity.js";
import { lockAccount } from "../account.queries.js";
import { auditedAccount } from "../places.js";
import { releasedIn } from "../released.js";

/**
 * Sets the password that `passwordHash` (from `passwordHashOf`) was made of; null takes it away. Who is signed in must
 * sign in again.
 */
export async function setAccountPassword(
  tx: Transaction,
  actor: Actor,
  id: string,
  passwordHash: string | null,
): Promise<Account> {
  const account = await lockAccount(tx, requireScope(actor), fromGlobalId("Account", id));
  const before = { hasPassword: account.passwordHash !== null };
  Object.assign(account, { passwordHash, updatedAt: tx.now });
  await tx.manager.update(Account, { id: account.id }, { passwordHash, updatedAt: tx.now });
  releasedIn(tx, actor).changedLogins.add(account.id);
  const after = { hasPassword: passwordHash !== null };
  recordAudit(tx, actor, "account.password-set", auditedAccount(account), { before, after });
  return account;
}
