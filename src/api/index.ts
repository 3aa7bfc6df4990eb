/**
 * The door for everybody who is not an MTA: one GraphQL schema over HTTP and WebSocket, the pages behind mailed links,
 * limits, and the one place where an error becomes an answer. It composes the rooms and has no rules of its own.
 */
export { createApi } from "./create-api.js";
export { countLmtpMessage } from "./metrics.js";
export { printPermissions } from "./permissions.js";
export { buildApiSchema, printApiSchema } from "./schema.js";
