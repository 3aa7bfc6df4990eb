/**
 * Where the rooms meet, and the only place where they do: their tables, resolvers, pages and commit steps, each list
 * once. It has no rules of its own.
 */
export { buildApiSchema, createApi } from "./api.js";
export { databasePartsOf } from "./commit-steps.js";
