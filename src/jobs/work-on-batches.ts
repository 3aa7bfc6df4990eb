import { type CallBatch, whenBatchJobIsStarted, workOnBatchJobs } from "../batch-jobs/index.js";
import type { Services } from "../graphql/index.js";
import { type Repetition, repeat } from "./repeat.js";

/** What another process took is begun within this time; what this one did, at once. */
const PAUSE_MS = 2_000;

/** Does the batches that were taken as jobs, some items at a time. */
export function workOnBatches(services: Services, callBatch: CallBatch): Repetition {
  const repetition = repeat(
    async () => ((await workOnBatchJobs(services, callBatch)) ? 0 : PAUSE_MS),
    (error) => services.log.error({ err: error }, "work on batch jobs failed and will be tried again"),
  );
  const stopListening = whenBatchJobIsStarted(repetition.wake);
  return {
    wake: repetition.wake,
    async stop() {
      stopListening();
      await repetition.stop();
    },
  };
}
