/**
 * The rules: from a question, the facts about an account and a moment follows one verdict, the same in the API and in
 * the agent. It refuses to know where the facts come from, how a question arrives, and what time it is.
 */
export * from "./candidates.js";
export * from "./decide.js";
export * from "./decision.types.js";
export * from "./login.js";
export * from "./schedule.js";
export * from "./sender-address.js";
export * from "./settings.js";
export * from "./smtp-reply.js";
export * from "./subaddress.js";
