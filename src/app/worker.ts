import { startWorker as startJobs, type Worker, type WorkerParts } from "../jobs/index.js";
import { alertKeys, proofAlerts } from "../rollout/index.js";
import { onQuestionDead, onQuestionRefused, onQuestionSent } from "../verification/index.js";
import { callBatch } from "./api.js";
import { periodicJobs } from "./periodic-jobs.js";

/** The background work of one process, with every job of the product unless others are given. */
export function startWorker({
  jobs = periodicJobs,
  ...parts
}: Pick<WorkerParts, "services" | "transport"> & Partial<Pick<WorkerParts, "jobs">>): Worker {
  return startJobs({
    ...parts,
    jobs,
    onSent: onQuestionSent,
    onDead: onQuestionDead,
    onRefused: onQuestionRefused,
    callBatch,
    proofAlerts: proofAlerts(alertKeys(parts.services.configuration)),
  });
}
