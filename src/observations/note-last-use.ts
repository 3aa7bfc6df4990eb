import { In } from "typeorm";
import { Authorization } from "../authorizations/index.js";
import { inBatches, type Transaction, updateRows } from "../database/index.js";
import { required } from "../kernel/index.js";
import { dayNumber } from "./days.js";

/** Sets when authorizations were last used, at most once a day each: the day is what pausing and people care about. */
export async function noteLastUse(tx: Transaction, usedAt: ReadonlyMap<string, number>): Promise<void> {
  for (const ids of inBatches([...usedAt.keys()].sort())) {
    const rows = await tx.manager.find(Authorization, {
      select: { id: true, lastUsedAt: true },
      where: { id: In(ids) },
      order: { id: "ASC" },
    });
    for (const { id, lastUsedAt } of rows) {
      const used = required(usedAt.get(id));
      if (lastUsedAt !== null && dayNumber(lastUsedAt) >= dayNumber(used)) continue;
      await updateRows(tx, Authorization, { id }, { lastUsedAt: new Date(used) });
    }
  }
}
