import { keyedWakeUp, wakeUp } from "../kernel/index.js";

/** This process has asked for a look. */
export const lookIsDue = wakeUp();

/** This process has concluded a look at the claim. */
export const lookIsConcluded = keyedWakeUp();
