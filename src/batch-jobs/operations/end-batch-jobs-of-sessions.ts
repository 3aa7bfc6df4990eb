import { In } from "typeorm";
import { findEndedSessions } from "../../access/index.js";
import { inBatches, lockRows, type Transaction } from "../../database/index.js";
import { required } from "../../kernel/index.js";
import { BatchJob } from "../batch-job.entity.js";
import { UNFINISHED } from "../batch-job-states.js";
import { endBatchJob } from "./end-batch-job.js";

const REASON = "the session in which it was started was ended";

/** Commit step: whoever ends a session, because it may be somebody else's by now, stops what was begun in it. */
export async function endBatchJobsOfSessions(tx: Transaction): Promise<void> {
  const ended = findEndedSessions(tx);
  if (ended === undefined) return;
  for (const some of inBatches([...ended.keys()].sort())) {
    const jobs = await lockRows(tx, BatchJob, { sessionId: In(some), state: In([...UNFINISHED]) });
    for (const job of jobs) {
      const actor = required(ended.get(required(job.sessionId)));
      await endBatchJob(tx, actor, { job, event: "CANCEL", reason: REASON });
    }
  }
}
