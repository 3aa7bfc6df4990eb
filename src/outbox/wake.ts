import { wakeUp } from "../kernel/index.js";

const queued = wakeUp();

/** So that a worker beside the API need not wait for its timer. Returns the function that ends the listening. */
export const whenMailIsQueued = queued.listen;
export const hintMailIsQueued = queued.call;
