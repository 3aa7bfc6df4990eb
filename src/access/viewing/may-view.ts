import { isRankAbove, placeOfScope, rankOf, type Scope, scopeCovers } from "../../kernel/index.js";

/** Whether somebody of this scope stands strictly above, in the same line. */
export function isStrictlyAbove(viewer: Scope, subject: Scope): boolean {
  return scopeCovers(viewer, placeOfScope(subject)) && isRankAbove(rankOf(viewer), rankOf(subject));
}
