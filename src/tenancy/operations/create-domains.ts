import type { KeyRing } from "../../config/index.js";
import type { Database } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import type { CreateDomainsInput } from "../batch.input.js";
import { answerItems, type ItemAnswer, placeIn } from "../batch.js";
import { keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { insertDomains } from "../domain-insertion.js";

/** In one transaction. */
export async function createDomains(
  database: Database,
  actor: Actor,
  input: CreateDomainsInput,
  key: KeyRing,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  requireBatch(input.items, "input.items");
  const { items, onError } = input;
  return answerItems(database, {
    call: keyedCall(actor, "createDomains", { input, ring: key }),
    items,
    onError,
    work: async (tx, some) => {
      const domains = await insertDomains(
        tx,
        actor,
        some.map(({ item }) => item),
        placeIn(some),
      );
      return domains.map(({ id }) => id);
    },
  });
}
