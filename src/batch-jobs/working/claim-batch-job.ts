import type { EntityManager, SelectQueryBuilder } from "typeorm";
import { type Database, lockUnheldRows, moveRows, updateRows } from "../../database/index.js";
import { BatchJob } from "../batch-job.entity.js";
import { BATCH_JOB_STATES, BatchJobState } from "../batch-job-states.js";

/** Longer than a chunk takes. Whoever is slower does nothing twice: the chunk is taken under lock. */
const HELD_MS = 60_000;

function due(manager: EntityManager, now: Date): SelectQueryBuilder<BatchJob> {
  return manager
    .createQueryBuilder(BatchJob, "job")
    .where("job.dueAt <= :now", { now: now.getTime() })
    .orderBy("job.dueAt", "ASC")
    .limit(1);
}

/** The job that waits longest for its next chunk, which nobody else takes up for a while; null where none waits. */
export async function claimBatchJob(database: Database, now: Date): Promise<BatchJob | null> {
  // Looked for before: a worker with nothing to do opens no transaction.
  if ((await due(database.reader, now).getOne()) === null) return null;
  return database.write(async (tx) => {
    const [job] = await lockUnheldRows(tx, due(tx.manager, tx.now), "ix_batch_job_due");
    if (job === undefined) return null;
    job.dueAt = new Date(tx.now.getTime() + HELD_MS);
    await updateRows(tx, BatchJob, { id: job.id }, { dueAt: job.dueAt });
    if (job.state !== BatchJobState.WAITING) return job;
    job.beganAt = tx.now;
    const step = { from: [job.state], to: BATCH_JOB_STATES.move(job, "BEGIN") };
    await moveRows(tx, BatchJob, { where: { id: job.id }, step, changes: { beganAt: tx.now } });
    return job;
  });
}
