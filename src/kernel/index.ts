/**
 * Value types and pure functions that every other room speaks in: addresses, domains, scopes, actors, time, errors.
 * It does no I/O and refuses to know any room above it.
 */
export * from "./actor.js";
export * from "./clock.js";
export * from "./domain-error.js";
export * from "./domain-name.js";
export * from "./email-address.js";
export * from "./identifier.js";
export * from "./key-rule.js";
export * from "./mailbox-list.js";
export { newInstance, type Properties, pick } from "./new-instance.js";
export * from "./own-value.js";
export * from "./public-text.js";
export * from "./rank.js";
export * from "./scope.js";
export * from "./trace-header.js";
