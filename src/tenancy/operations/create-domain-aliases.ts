import type { KeyRing } from "../../config/index.js";
import type { Database } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import type { CreateDomainAliasesInput } from "../batch.input.js";
import { answerItems, type ItemAnswer, placeIn } from "../batch.js";
import { keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { insertDomainAliases } from "../domain-insertion.js";

/** In one transaction. */
export async function createDomainAliases(
  database: Database,
  actor: Actor,
  input: CreateDomainAliasesInput,
  key: KeyRing,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  requireBatch(input.items, "input.items");
  const { items, onError } = input;
  return answerItems(database, {
    call: keyedCall(actor, "createDomainAliases", { input, ring: key }),
    items,
    onError,
    work: async (tx, some) => {
      const aliases = await insertDomainAliases(
        tx,
        actor,
        some.map(({ item }) => item),
        placeIn(some),
      );
      return aliases.map(({ id }) => id);
    },
  });
}
