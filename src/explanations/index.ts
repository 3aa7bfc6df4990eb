/**
 * Why one sender is let through or not: the decision with the rule behind it, the policies it follows from, the right with
 * its history, and what is missing. The API and the command line say the same from it. It refuses to decide anything.
 */
export { explain } from "./explain.js";
export type { ExplainedPolicy, Explanation } from "./explanation.types.js";

import { ExplanationResolver } from "./explanation.resolver.js";

export const explanationsResolvers = [ExplanationResolver] as const;
