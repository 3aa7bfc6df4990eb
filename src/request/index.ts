/**
 * What one API call carries and how its answers are shaped: context, loaders, ids, connections, field rules. It refuses
 * to know any table.
 */
export * from "./connection.js";
export * from "./field-rules.js";
export * from "./global-id.js";
export { rowLoader, rowsLoader } from "./load-rows.js";
export { Node } from "./node.js";
export { type LoaderKey, loaderKey, RequestContext, type Services } from "./request-context.js";
export { RevisionScalar } from "./scalars.js";
