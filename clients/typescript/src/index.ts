/**
 * Calls mayfrom's API from programs and browsers: documents typed from the schema, retries of what may be repeated, pages
 * one after the other, idempotency keys. It refuses to know what is asked for.
 */
export { type Client, type ClientSettings, createClient } from "./client.js";
export { type Documented, type EnumOf, graphql, type InputOf, type ResultOf, type VariablesOf } from "./graphql.js";
export { newIdempotencyKey } from "./idempotency-key.js";
export { type Connection, type NodeOf, nodesOf, pagesOf } from "./pages.js";
export { ApiError, type ApiProblem, readProblem } from "./problem.js";
export { type RetrySettings, withRetries } from "./retries.js";
