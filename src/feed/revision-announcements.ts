import { wakeUp } from "../kernel/index.js";

const committed = wakeUp();

/** Calls back after each commit of this process that took a revision, whatever its database. Returns what ends it. */
export const onCommittedHere = committed.listen;
export const announceCommit = committed.call;
