import { type EntityTarget, type FindOptionsWhere, In } from "typeorm";
import { inBatches, lockRows, type Transaction } from "../database/index.js";
import { parseGlobalId } from "../graphql/index.js";
import { badInput, because, type GlobalId, required, requireUnchanged } from "../kernel/index.js";
import type { BatchItem } from "./batch.js";
import { Problems } from "./input-problems.js";

export const IF_UPDATED_AT_OF_EACH =
  "`updatedAt` of each as it was read, in their order; null where it does not matter. An item that was changed since is refused (VERSION_CHANGED)";

interface VersionedRow {
  readonly id: string;
  readonly updatedAt: Date;
}

/** Which versions of the rows of a batch are meant. */
export interface ItemVersions<Item> {
  readonly Entity: EntityTarget<VersionedRow>;
  /** Which row an item changes. */
  readonly idOf: (item: Item) => GlobalId;
  /** One for each item of the caller's list, null where any will do. */
  readonly ifUpdatedAt: readonly (Date | null)[] | null | undefined;
}

type Work<Item, Done> = (tx: Transaction, items: readonly BatchItem<Item>[]) => Promise<Done>;

/** Throws BAD_USER_INPUT where there is not one for each item. */
export function requireVersionOfEach(versions: readonly unknown[] | null | undefined, count: number): void {
  if (versions === null || versions === undefined || versions.length === count) return;
  const words = `There are ${count} items, and ${versions.length} times`;
  throw badInput(because("BATCH_SIZE", { min: count, max: count }), "input.ifUpdatedAt", words, "one for each item");
}

/**
 * The work, refused for items whose row is another than the caller has read. Compared is what was there before, once the
 * work has taken the item: of a row that the caller may not see it tells nothing.
 */
export function ofVersions<Item, Done>(
  { Entity, idOf, ifUpdatedAt }: ItemVersions<Item>,
  list: string,
  work: Work<Item, Done>,
): Work<Item, Done> {
  if (ifUpdatedAt === null || ifUpdatedAt === undefined) return work;
  return async (tx, items) => {
    const wanted = items.flatMap(({ item, index }) => {
      const expected = ifUpdatedAt[index] ?? null;
      const id = parseGlobalId(idOf(item))?.id;
      return expected === null || id === undefined ? [] : [{ id, index, expected }];
    });
    const before = await lockVersions(tx, Entity, [...new Set(wanted.map(({ id }) => id))]);
    const done = await work(tx, items);
    const problems = new Problems();
    for (const { id, index, expected } of wanted) {
      problems.collect(() => requireUnchanged(required(before.get(id)), expected, `${list}[${index}]`));
    }
    problems.throwIfAny();
    return done;
  };
}

/** Copies: the work changes rows in memory, too. */
async function lockVersions(
  tx: Transaction,
  Entity: EntityTarget<VersionedRow>,
  ids: readonly string[],
): Promise<Map<string, VersionedRow>> {
  const rows = new Map<string, VersionedRow>();
  for (const some of inBatches(ids)) {
    const where: FindOptionsWhere<VersionedRow> = { id: In(some) };
    for (const { id, updatedAt } of await lockRows(tx, Entity, where)) rows.set(id, { id, updatedAt });
  }
  return rows;
}
