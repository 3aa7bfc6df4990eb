/**
 * What a decision rests on, read from the database: accounts with their suspensions and policies, aliases and
 * authorizations, for any number of questions at once. It refuses to know who asks and what becomes of the answer.
 */
export { decideBatch, type LocatedDecision } from "./decide-batch.js";
