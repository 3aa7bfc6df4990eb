import { In, LessThan } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { BatchJob } from "../batch-job.entity.js";

/** Each with up to 10,000 results. */
const JOBS_PER_CALL = 5;

/** Forgets jobs that ended before this moment. Returns how many; call again until it is 0. */
export async function deleteOldBatchJobs(tx: Transaction, before: Date): Promise<number> {
  const old = await tx.manager.find(BatchJob, {
    select: { id: true },
    where: { endedAt: LessThan(before) },
    order: { endedAt: "ASC" },
    take: JOBS_PER_CALL,
  });
  if (old.length > 0) await tx.manager.delete(BatchJob, { id: In(old.map(({ id }) => id)) });
  return old.length;
}
