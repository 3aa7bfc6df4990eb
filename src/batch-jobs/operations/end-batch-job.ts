import { type AuditAction, recordAudit } from "../../audit/index.js";
import { moveRows, type Transaction } from "../../database/index.js";
import type { Actor, KeptRefusal, Locked } from "../../kernel/index.js";
import { BatchJob } from "../batch-job.entity.js";
import { batchJobForAudit, progressOf } from "../batch-job.queries.js";
import { BatchJobChunk } from "../batch-job-chunk.entity.js";
import { BATCH_JOB_STATES } from "../batch-job-states.js";

export interface BatchJobEnd {
  readonly job: Locked<BatchJob>;
  readonly event: "FINISH" | "CANCEL" | "FAIL";
  readonly refusal?: KeptRefusal | null;
  readonly reason?: string | null;
}

const ACTIONS: Readonly<Record<BatchJobEnd["event"], AuditAction>> = {
  FINISH: "batch-job.finished",
  CANCEL: "batch-job.cancelled",
  FAIL: "batch-job.failed",
};

/** Nothing more of the job is done; what waits of it is forgotten. Throws CONFLICT for one that has ended. */
export async function endBatchJob(
  tx: Transaction,
  actor: Actor,
  { job, event, refusal = null, reason = null }: BatchJobEnd,
): Promise<BatchJob> {
  const from = job.state;
  const to = BATCH_JOB_STATES.move(job, event);
  const changes = { refusal, dueAt: null, endedAt: tx.now };
  Object.assign(job, changes);
  await moveRows(tx, BatchJob, { where: { id: job.id }, step: { from: [from], to }, changes });
  await tx.manager.delete(BatchJobChunk, { jobId: job.id });
  recordAudit(tx, actor, {
    action: ACTIONS[event],
    subject: batchJobForAudit(job),
    after: { ...progressOf(job), ...(refusal === null ? {} : { because: refusal.reason }) },
    reason,
  });
  return job;
}
