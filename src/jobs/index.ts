/**
 * Timers and workers: when things happen that nobody asks for in that moment. It has no rules of its own and refuses to
 * know what the things are.
 */

export { JobLease } from "./leases/job-lease.entity.js";
export type { PeriodicJob } from "./periodic-job.js";
export { periodicJobs } from "./periodic-jobs.js";
export { replyPortOf, reportPortsOf } from "./report-ports.js";
export { startWorker, transportOf, type Worker, type WorkerParts } from "./worker.js";

import { JobLease } from "./leases/job-lease.entity.js";

export const jobsEntities = [JobLease];
