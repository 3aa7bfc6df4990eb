/**
 * Presses on the pages behind mailed links: what each takes to count, what looks like a program, what is held, and the
 * hour in which it is turned round. It refuses to know what a press changes.
 */
export { automationSignals, type PressEvidence } from "./automation.js";
export { LinkPress } from "./link-press.entity.js";
export { countsRepeated, mustBeRepeated, type PageAct, type PressProof, TURN_ROUND_MS } from "./page-acts.js";
export { deleteOldPresses, recentPresses, turnablePresses, wasPressedByReader } from "./presses.queries.js";
export { noteBefore, takePress, turnRound } from "./take-press.js";

import { LinkPress } from "./link-press.entity.js";

export const pressesEntities = [LinkPress];
