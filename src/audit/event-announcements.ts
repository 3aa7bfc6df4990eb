import { wakeUp } from "../kernel/index.js";

const recorded = wakeUp();

/** Calls back after each commit of this process that recorded something, whatever its database. Returns what ends it. */
export const onRecordedHere = recorded.listen;
export const announceEvents = recorded.call;
