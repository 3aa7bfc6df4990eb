/**
 * What everybody talks to who is not an MTA: one GraphQL schema over HTTP and WebSocket, the pages behind mailed links,
 * limits, and the one place where an error becomes an answer. It is handed
 * what the rooms bring, and has no rules of its own.
 */
export type { ApiParts } from "./api-parts.js";
export { registerBrandLogos } from "./brand-logo.js";
export { registerBrandSheets } from "./console/brand-sheet.js";
export { registerConsoleFiles } from "./console/console-files.js";
export { registerConsoleSession } from "./console/session.routes.js";
export { createServerOf } from "./create-api.js";
export { EndingPreviewResolver } from "./ending-preview.resolver.js";
export { registerExplorer } from "./explorer.page.js";
export { registerHelp } from "./help.page.js";
export { registerHome } from "./home.page.js";
export type { PageRegistration } from "./http-server.js";
export { countLmtpMessage } from "./metrics.js";
export { MovePreviewResolver } from "./move-preview.resolver.js";
export { callBatchOf } from "./payloads/batches-as-jobs.js";
export { messageIn } from "./problem-words.js";
export { RevocationResolver } from "./revocation.resolver.js";
export { schemaOf } from "./schema.js";
