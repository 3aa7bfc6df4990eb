import type { KeyRing } from "../../config/index.js";
import type { Database } from "../../database/index.js";
import { requireExpectedCount } from "../../graphql/index.js";
import { type Actor, type GlobalId, requireScope } from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import { lockBatch } from "../accounts-of-batch.js";
import type { AccountsInput } from "../batch.input.js";
import { answerItems, type ItemAnswer } from "../batch.js";
import { ofVersions, requireVersionOfEach } from "../batch-versions.js";
import { keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { Problems } from "../input-problems.js";
import { removeAccounts } from "../removal.js";

/** In one transaction, each with its aliases and everything it was allowed. */
export async function deleteAccounts(
  database: Database,
  actor: Actor,
  input: AccountsInput,
  key: KeyRing,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  const scope = requireScope(actor);
  requireBatch(input.ids, "input.ids");
  requireExpectedCount(input, input.ids.length);
  requireVersionOfEach(input.ifUpdatedAt, input.ids.length);
  const versions = { Entity: Account, idOf: (id: GlobalId) => id, ifUpdatedAt: input.ifUpdatedAt };
  return answerItems(database, {
    call: keyedCall(actor, "deleteAccounts", { input, ring: key }),
    items: input.ids,
    onError: input.onError,
    work: ofVersions(versions, "input.ids", async (tx, some) => {
      const problems = new Problems();
      const batch = await lockBatch(tx, scope, some, problems);
      problems.throwIfAny();
      const accounts = batch.map(({ account }) => account);
      await removeAccounts(tx, actor, accounts);
      return accounts.map(({ id }) => id);
    }),
  });
}
