import { DomainError } from "../kernel/index.js";
import type { Database } from "./database.js";
import type { Transaction } from "./transaction.js";

/** An item that the work does not take, and why. */
export interface RefusedItem<Item> {
  readonly item: Item;
  readonly error: DomainError;
}

/** Ends a transaction that was for finding out only, before the commit steps look at what it leaves. */
class FoundOut extends Error {}

/** What `look` finds in a transaction of which nothing stays: it may be left in the middle of anything. */
export async function findingOut<Found>(database: Database, look: (tx: Transaction) => Promise<Found>): Promise<Found> {
  let found: Found | undefined;
  try {
    await database.rehearse(async (tx) => {
      found = await look(tx);
      throw new FoundOut();
    });
  } catch (error) {
    if (!(error instanceof FoundOut)) throw error;
  }
  return found as Found;
}

/**
 * Which of the items the work refuses, each with its own reason: those that it takes are done meanwhile, so that what
 * comes later is judged as after them. The list is halved until each part is taken or is one item alone: work on many
 * at once costs a few statements more for each that is refused. For `findingOut` only.
 */
export async function findRefused<Item>(
  tx: Transaction,
  items: readonly Item[],
  work: (tx: Transaction, items: readonly Item[]) => Promise<unknown>,
): Promise<RefusedItem<Item>[]> {
  const [item] = items;
  if (item === undefined) return [];
  const error = await refusalOf(tx, () => work(tx, items));
  if (error === null) return [];
  if (items.length === 1) return [{ item, error }];
  const middle = items.length >> 1;
  const before = await findRefused(tx, items.slice(0, middle), work);
  return [...before, ...(await findRefused(tx, items.slice(middle), work))];
}

async function refusalOf({ manager }: Transaction, work: () => Promise<unknown>): Promise<DomainError | null> {
  await manager.query("SAVEPOINT before_items");
  try {
    await work();
    await manager.query("RELEASE SAVEPOINT before_items");
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || !isAboutItems(error)) throw error;
    await manager.query("ROLLBACK TO SAVEPOINT before_items");
    return error;
  }
}

/** As opposed to a call that took too long, or a database that is gone. */
export function isAboutItems({ code }: DomainError): boolean {
  return code !== "UNAVAILABLE" && code !== "INTERNAL" && code !== "TOO_COMPLEX" && code !== "UNAUTHENTICATED";
}
