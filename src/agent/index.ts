/**
 * The process beside an MTA: it speaks the MTA's protocols and answers from a copy
 * of its own. It refuses to know the database, and it judges nothing itself: the rules are those of `decision`.
 */

export { runAgentProcess } from "./agent-process.js";
