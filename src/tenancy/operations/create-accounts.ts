import type { KeyRing } from "../../config/index.js";
import type { Database } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { insertAccounts, type NewAccount } from "../account-insertion.js";
import { readPassword } from "../account-password.js";
import type { CreateAccountsInput } from "../batch.input.js";
import { answerItems, type ItemAnswer, placeIn } from "../batch.js";
import { findAnswer, keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";

/** In one transaction of a few statements. */
export async function createAccounts(
  database: Database,
  actor: Actor,
  input: CreateAccountsInput,
  key: KeyRing,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  requireBatch(input.items, "input.items");
  const call = keyedCall(actor, "createAccounts", { input, ring: key });
  // Asked before the hashing, which may take half a minute, and again inside the transaction.
  const answer = await findAnswer<ItemAnswer[]>(database.reader, call);
  if (answer !== null) return { answer, wasRepeated: true };
  const items = await hashPasswords(input);
  const { onError } = input;
  return answerItems(database, {
    call,
    items,
    onError,
    work: async (tx, some) => {
      const accounts = await insertAccounts(
        tx,
        actor,
        some.map(({ item }) => item),
        placeIn(some),
      );
      return accounts.map(({ id }) => id);
    },
  });
}

function fieldOf(index: number): string {
  return `input.items[${index}]`;
}

async function hashPasswords({ items }: CreateAccountsInput): Promise<NewAccount[]> {
  return Promise.all(items.map(async (input, index) => ({ input, ...(await readPassword(input, fieldOf(index))) })));
}
