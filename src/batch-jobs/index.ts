/**
 * Batches that are done after their calls, some items in each transaction, by whichever worker comes first. It refuses to
 * know what a batch does: each chunk of one is a call of its mutation, under the name of whoever started it.
 */
export { whenBatchJobIsStarted } from "./batch-announcements.js";
export { BATCH_JOB_DAYS } from "./batch-job.entity.js";
export { batchJobNodes } from "./batch-job.resolver.js";
export { ITEM_NAMES } from "./item-names.js";
export { deleteOldBatchJobs } from "./operations/delete-old-batch-jobs.js";
export { endBatchJobsOfMakers } from "./operations/end-batch-jobs-of-makers.js";
export { endBatchJobsOfSessions } from "./operations/end-batch-jobs-of-sessions.js";
export { type BatchInput, startBatchJob } from "./operations/start-batch-job.js";
export { type CallBatch, workOnBatchJobs } from "./working/work-on-batch-jobs.js";

import { BatchJob } from "./batch-job.entity.js";
import { BatchJobResolver } from "./batch-job.resolver.js";
import { BatchJobChunk } from "./batch-job-chunk.entity.js";
import { BatchJobResult } from "./batch-job-result.entity.js";

export const batchJobsEntities = [BatchJob, BatchJobChunk, BatchJobResult];
export const batchJobsResolvers = [BatchJobResolver] as const;
