/**
 * Where the rooms meet, and the only place where they do: their tables, resolvers, pages, commit steps, jobs and
 * ports, each list once. It has no rules of its own.
 */
export { buildApiSchema, createApi } from "./api.js";
export { databasePartsOf } from "./commit-steps.js";
export { periodicJobs } from "./periodic-jobs.js";
export { replyPortOf, reportPortsOf } from "./report-ports.js";
export { sealedColumns } from "./sealed-columns.js";
export { startWorker } from "./worker.js";
