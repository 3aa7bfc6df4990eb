import type { Transaction } from "../../database/index.js";
import { type Actor, required } from "../../kernel/index.js";
import type { Account } from "../account.entity.js";
import type { CreateAccountInput } from "../account.input.js";
import { insertAccounts } from "../account-insertion.js";
import { NO_PASSWORD, type ReadPassword } from "../account-password.js";

/** An account in a domain inside the caller's scope. `password` comes from `readPassword(input, "input")`; null without one. */
export async function createAccount(
  tx: Transaction,
  actor: Actor,
  input: CreateAccountInput,
  password: ReadPassword | null,
): Promise<Account> {
  const [account] = await insertAccounts(tx, actor, [{ input, ...(password ?? NO_PASSWORD) }], () => "input");
  return required(account);
}
