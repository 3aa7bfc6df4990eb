import type { Transaction } from "../../database/index.js";
import { requireExpectedCount, type SelectionInput } from "../../graphql/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { lockAccount } from "../account.queries.js";
import { removeAccounts } from "../removal.js";

/** Deletes an account with its aliases and everything it was allowed. */
export async function deleteAccount(
  tx: Transaction,
  actor: Actor,
  id: string,
  selection: SelectionInput = {},
): Promise<void> {
  const account = await lockAccount(tx, requireScope(actor), id);
  requireExpectedCount(selection, 1, "expectedCount");
  await removeAccounts(tx, actor, [account]);
}
