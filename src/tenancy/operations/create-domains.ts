import type { KeyRing } from "../../config/index.js";
import type { Database } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import type { CreateDomainsInput } from "../batch.input.js";
import { answerOnce, keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { insertDomains } from "../domain-insertion.js";

/** All or none, in one transaction. Answers with the ids in the order of the items. */
export async function createDomains(
  database: Database,
  actor: Actor,
  input: CreateDomainsInput,
  key: KeyRing,
): Promise<RememberedAnswer<string[]>> {
  requireBatch(input.items, "input.items");
  return answerOnce(database, keyedCall(actor, "createDomains", input, key), async (tx) => {
    const domains = await insertDomains(tx, actor, input.items, (index) => `input.items[${index}]`);
    return domains.map(({ id }) => id);
  });
}
