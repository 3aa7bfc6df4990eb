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

/** Places among the items of those that a refusal names; none where it names none. */
export type PlacesNamed<Item> = (error: DomainError, items: readonly Item[]) => readonly number[];

type Work<Item> = (tx: Transaction, items: readonly Item[]) => Promise<unknown>;

/**
 * Which of the items the work refuses, each with its own reason: those that it takes are done meanwhile, so that what
 * comes later is judged as after them. Those that a refusal names are set apart and asked about alone, since what is
 * wrong with one may be another that is refused as well; where it names none the list is halved. Work on many at once
 * costs a few statements more for each that is refused, work on one after the other all of it twice. For `findingOut` only.
 */
export async function findRefused<Item>(
  tx: Transaction,
  items: readonly Item[],
  work: Work<Item>,
  namedIn: PlacesNamed<Item> = () => [],
): Promise<RefusedItem<Item>[]> {
  const [item] = items;
  if (item === undefined) return [];
  const error = await refusalOf(tx, () => work(tx, items));
  if (error === null) return [];
  if (items.length === 1) return [{ item, error }];
  const found: RefusedItem<Item>[] = [];
  for (const part of partsOf(items, namedIn(error, items))) found.push(...(await findRefused(tx, part, work, namedIn)));
  return found;
}

/** Smaller parts of a list that was refused, in the order in which they are tried. */
function partsOf<Item>(items: readonly Item[], named: readonly number[]): (readonly Item[])[] {
  const [place = items.length >> 1] = named;
  // Perhaps the first of several: what stands before it was taken, what follows nobody has looked at.
  if (named.length === 1) return [items.slice(0, place), items.slice(place, place + 1), items.slice(place + 1)];
  if (named.length === 0) return [items.slice(0, place), items.slice(place)];
  const isNamed = new Set(named);
  const others = items.filter((_, index) => !isNamed.has(index));
  return [others, ...items.filter((_, index) => isNamed.has(index)).map((item) => [item])];
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
