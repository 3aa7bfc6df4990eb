import type { Transaction } from "../../database/index.js";
import { fromGlobalId, requireExpectedCount, type SelectionInput, toGlobalId } from "../../graphql/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { lockAccount } from "../account.queries.js";
import { removeAccounts } from "../removal.js";

/** Deletes an account with its aliases and everything it was allowed. Returns the id. */
export async function deleteAccount(
  tx: Transaction,
  actor: Actor,
  id: string,
  selection: SelectionInput = {},
): Promise<string> {
  const account = await lockAccount(tx, requireScope(actor), fromGlobalId("Account", id));
  requireExpectedCount(selection, 1, "expectedCount");
  await removeAccounts(tx, actor, [account]);
  return toGlobalId("Account", account.id);
}
