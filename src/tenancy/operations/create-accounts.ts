import type { KeyRing } from "../../config/index.js";
import type { Database } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { insertAccounts, type NewAccount } from "../account-insertion.js";
import { readPassword } from "../account-password.js";
import type { CreateAccountsInput } from "../batch.input.js";
import { answerOnce, findAnswer, keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";

/** All or none, in one transaction of a few statements. Answers with the ids in the order of the items. */
export async function createAccounts(
  database: Database,
  actor: Actor,
  input: CreateAccountsInput,
  key: KeyRing,
): Promise<RememberedAnswer<string[]>> {
  requireBatch(input.items, "input.items");
  const call = keyedCall(actor, "createAccounts", input, key);
  // Asked before the hashing, which may take half a minute, and again inside the transaction.
  const answer = await findAnswer<string[]>(database.reader, call);
  if (answer !== null) return { answer, wasRepeated: true };
  const items = await hashPasswords(input);
  return answerOnce(database, call, async (tx) => {
    const accounts = await insertAccounts(tx, actor, items, fieldOf);
    return accounts.map(({ id }) => id);
  });
}

function fieldOf(index: number): string {
  return `input.items[${index}]`;
}

async function hashPasswords({ items }: CreateAccountsInput): Promise<NewAccount[]> {
  return Promise.all(items.map(async (input, index) => ({ input, ...(await readPassword(input, fieldOf(index))) })));
}
