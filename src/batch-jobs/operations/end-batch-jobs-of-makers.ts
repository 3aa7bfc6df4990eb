import { In } from "typeorm";
import { findEndedMakers } from "../../access/index.js";
import { inBatches, lockRows, type Transaction } from "../../database/index.js";
import { requireScope, scopeCovers } from "../../kernel/index.js";
import { BatchJob } from "../batch-job.entity.js";
import { UNFINISHED } from "../batch-job-states.js";
import { endBatchJob } from "./end-batch-job.js";

/** Commit step: the act that ends everything somebody made stops what they have begun, as far as the actor reaches. */
export async function endBatchJobsOfMakers(tx: Transaction): Promise<void> {
  const ended = findEndedMakers(tx);
  if (ended === undefined) return;
  const { actor, reason, ids } = ended;
  const scope = requireScope(actor);
  for (const some of inBatches([...ids].sort())) {
    const jobs = await lockRows(tx, BatchJob, { madeById: In(some), state: In([...UNFINISHED]) });
    for (const job of jobs) {
      if (scopeCovers(scope, job)) await endBatchJob(tx, actor, { job, event: "CANCEL", reason });
    }
  }
}
