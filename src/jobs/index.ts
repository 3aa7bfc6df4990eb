/**
 * Timers and workers: when things happen that nobody asks for in that moment. It has no rules of its own and refuses to
 * know what the things are.
 */

export { periodicJobs } from "./periodic-jobs.js";
export { replyPortOf, reportPortsOf } from "./report-ports.js";
export { startWorker } from "./worker.js";

import { JobLease } from "./leases/job-lease.entity.js";

export const jobsEntities = [JobLease];
