import { And, LessThan, LessThanOrEqual, MoreThan } from "typeorm";
import { type Transaction, updateRows } from "../database/index.js";
import { AuditEvent } from "./audit-event.entity.js";
import { AuditHead } from "./audit-head.entity.js";
import { AuditReader } from "./audit-reader.entity.js";

/**
 * From now on events before this moment cannot be followed any more; the events themselves stay. The oldest first, `most`
 * at a time, and the newest `leastKept` never. Returns how many it passed.
 */
export async function forgetReaders(
  tx: Transaction,
  before: Date,
  { most = 500, leastKept = 1_000 } = {},
): Promise<number> {
  const head = await tx.manager.findOneByOrFail(AuditHead, { id: 1 });
  const from = head.followableFrom;
  const until = Math.min(from + most, head.sequence - leastKept);
  if (until <= from) return 0;
  const [last] = await tx.manager.find(AuditEvent, {
    select: { id: true, sequence: true },
    where: { sequence: And(MoreThan(from), LessThanOrEqual(until)), at: LessThan(before) },
    order: { sequence: "DESC" },
    take: 1,
  });
  if (last === undefined) return 0;
  await tx.manager.delete(AuditReader, { sequence: LessThanOrEqual(last.sequence) });
  await updateRows(tx, AuditHead, { id: 1 }, { followableFrom: last.sequence });
  return last.sequence - from;
}
