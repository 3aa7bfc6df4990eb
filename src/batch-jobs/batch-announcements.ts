import { wakeUp } from "../kernel/index.js";

const started = wakeUp();

/** After the commit of a job: a worker in this process begins at once. */
export const announceBatchJob = started.call;

/** Returns what ends the listening. Jobs that other processes took are found by looking. */
export const whenBatchJobIsStarted = started.listen;
