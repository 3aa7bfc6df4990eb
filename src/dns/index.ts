/**
 * Name servers: the one resolver of the process, bounded and shared. It knows RFC 1035 and what failure looks like, and
 * refuses to know what a record proves.
 */
export type { AnswerOfServer, DnsFinding, DnsTrouble, RecordType } from "./dns-answer.js";
export { createResolver, type Resolver } from "./resolver.js";
