import type { Transaction } from "../../database/index.js";
import { type Actor, required } from "../../kernel/index.js";
import type { Account } from "../account.entity.js";
import type { CreateAccountInput } from "../account.input.js";
import { insertAccounts } from "../account-insertion.js";

/** An account in a domain inside the caller's scope. `passwordHash` comes from `passwordHashOf(input, "input")`. */
export async function createAccount(
  tx: Transaction,
  actor: Actor,
  input: CreateAccountInput,
  passwordHash: string | null,
): Promise<Account> {
  const [account] = await insertAccounts(tx, actor, [{ input, passwordHash }], () => "input");
  return required(account);
}
