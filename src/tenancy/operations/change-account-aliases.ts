import type { KeyRing } from "../../config/index.js";
import type { Database, Transaction } from "../../database/index.js";
import { fromGlobalId } from "../../graphql/index.js";
import type { Actor } from "../../kernel/index.js";
import type { Account } from "../account.entity.js";
import type { AccountAliasesInput } from "../batch.input.js";
import { answerItems, type ItemAnswer, oneByOne } from "../batch.js";
import { keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { addAccountAlias } from "./add-account-alias.js";
import { removeAccountAlias } from "./remove-account-alias.js";

type AliasChange = (tx: Transaction, actor: Actor, accountId: string, address: string) => Promise<Account>;

/** In one transaction. */
export const addAccountAliases = changeAliases("addAccountAliases", addAccountAlias);
export const removeAccountAliases = changeAliases("removeAccountAliases", removeAccountAlias);

function changeAliases(operation: string, change: AliasChange) {
  return async (
    database: Database,
    actor: Actor,
    input: AccountAliasesInput,
    key: KeyRing,
  ): Promise<RememberedAnswer<ItemAnswer[]>> => {
    const { items, onError } = input;
    requireBatch(items, "input.items");
    return answerItems(database, {
      call: keyedCall(actor, operation, { input, ring: key }),
      items,
      onError,
      work: oneByOne((tx, { accountId, address }) => change(tx, actor, fromGlobalId("Account", accountId), address)),
    });
  };
}
