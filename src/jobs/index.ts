/**
 * Timers and workers: when things happen that nobody asks for in that moment. It has no rules of its own and refuses to
 * know what the things are: jobs, and what follows from a mail, are handed in.
 */

export { inBatches, type PeriodicJob } from "./periodic-job.js";
export { startWorker, type Worker, type WorkerParts } from "./worker.js";

import { JobLease } from "./leases/job-lease.entity.js";

export const jobsEntities = [JobLease];
