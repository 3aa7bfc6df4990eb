import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { queuePlainMail } from "../../outbox/index.js";
import { Account } from "../account.entity.js";
import { lockAccount } from "../account.queries.js";
import { mailboxOfAccount } from "../account-mailbox.js";
import { brandingFor } from "../branding.js";
import { auditedAccount } from "../places.js";
import { releasedIn } from "../released.js";

/**
 * Sets the password that `passwordHash` (from `passwordHashOf`) was made of; null takes it away. Who is signed in must
 * sign in again, and is told by mail.
 */
export async function setAccountPassword(
  tx: Transaction,
  actor: Actor,
  id: string,
  passwordHash: string | null,
): Promise<Account> {
  const account = await lockAccount(tx, requireScope(actor), id);
  const before = { hasPassword: account.passwordHash !== null };
  Object.assign(account, { passwordHash, updatedAt: tx.now });
  await tx.manager.update(Account, { id: account.id }, { passwordHash, updatedAt: tx.now });
  releasedIn(tx, actor).changedLogins.add(account.id);
  const after = { hasPassword: passwordHash !== null };
  if (passwordHash !== null) await tellAccount(tx, account);
  recordAudit(tx, actor, { action: "account.password-set", subject: auditedAccount(account), before, after });
  return account;
}

async function tellAccount(tx: Transaction, account: Account): Promise<void> {
  const { language, ...brand } = await brandingFor(tx.manager, account.resellerPath);
  const at = tx.now.getTime();
  await queuePlainMail(tx, {
    uniqueKey: `credential:PASSWORD_RESET:${account.id}:${at}`,
    template: "credential-notice",
    language: account.language ?? language,
    to: await mailboxOfAccount(tx.manager, account),
    parameters: { ...brand, login: account.address, event: "PASSWORD_RESET", at },
  });
}
