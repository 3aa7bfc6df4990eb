import { In } from "typeorm";
import { Authorization } from "../authorizations/index.js";
import { inBatches, placeholders, type Transaction } from "../database/index.js";
import { required, type TimeZone } from "../kernel/index.js";
import { dayNumber } from "./days.js";

export interface Use {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Of whoever reads the day. */
  readonly zone: TimeZone;
}

/** Sets when authorizations were last used, at most once a day each: the day is what pausing and people care about. */
export async function noteLastUse(tx: Transaction, usedAt: ReadonlyMap<string, Use>): Promise<void> {
  for (const ids of inBatches([...usedAt.keys()].sort())) {
    const rows = await tx.manager.find(Authorization, {
      select: { id: true, lastUsedAt: true },
      where: { id: In(ids) },
      order: { id: "ASC" },
    });
    const uses = rows.flatMap(({ id, lastUsedAt }): [string, number][] => {
      const { at, zone } = required(usedAt.get(id));
      return lastUsedAt !== null && dayNumber(lastUsedAt, zone) >= dayNumber(at, zone) ? [] : [[id, at]];
    });
    if (uses.length > 0) await writeUses(tx, uses);
  }
}

/** In one statement: a batch of a gateway may use hundreds. */
async function writeUses(
  { manager }: Transaction,
  uses: readonly (readonly [id: string, at: number])[],
): Promise<void> {
  const cases = uses.map(() => "WHEN ? THEN ?").join(" ");
  await manager.query(
    `UPDATE sender_authorization SET lastUsedAt = CASE id ${cases} END WHERE id IN (${placeholders(uses.length)})`,
    [...uses.flat(), ...uses.map(([id]) => id)],
  );
}
