import { registerEnumType } from "type-graphql";
import { stateMachine } from "../kernel/index.js";

export enum BatchJobState {
  WAITING = "WAITING",
  RUNNING = "RUNNING",
  DONE = "DONE",
  CANCELLED = "CANCELLED",
  FAILED = "FAILED",
}

registerEnumType(BatchJobState, {
  name: "BatchJobState",
  description: "How far a batch is that is done after its call.",
  valuesConfig: {
    WAITING: { description: "Nothing of it is done yet" },
    RUNNING: { description: "It is being done" },
    DONE: { description: "All of it was tried: `results` says what became of each item" },
    CANCELLED: { description: "Somebody stopped it; what was done stays" },
    FAILED: { description: "It could not go on, `errors` says why; what was done stays" },
  },
});

/** States in which items are still to be done. */
export const UNFINISHED: readonly BatchJobState[] = [BatchJobState.WAITING, BatchJobState.RUNNING];

export const BATCH_JOB_STATES = stateMachine<BatchJobState, "BEGIN" | "FINISH" | "CANCEL" | "FAIL">({
  subject: "A batch job",
  beginnings: [BatchJobState.WAITING],
  endings: [BatchJobState.DONE, BatchJobState.CANCELLED, BatchJobState.FAILED],
  events: { BEGIN: "begun", FINISH: "finished", CANCEL: "cancelled", FAIL: "given up" },
  transitions: {
    WAITING: { BEGIN: BatchJobState.RUNNING, CANCEL: BatchJobState.CANCELLED, FAIL: BatchJobState.FAILED },
    RUNNING: { FINISH: BatchJobState.DONE, CANCEL: BatchJobState.CANCELLED, FAIL: BatchJobState.FAILED },
    DONE: {},
    CANCELLED: {},
    FAILED: {},
  },
});
