import { forbidden } from "./domain-error.js";
import type { Scope } from "./scope.js";

/**
 * How high up somebody stands, as a text that the ranks of all below begin with: nothing for the platform, its path for
 * a reseller, that with `!` for a domain's administrator, and with `!!` for an account. Whatever somebody sets and others
 * could undo keeps the rank of who set it; `null` is kept where it was nobody, or mayfrom itself.
 *
 *     rankOf(platform)  ""            rankOf(domain of aaaaaaaa)   "aaaaaaaa!"
 *     rankOf(aaaaaaaa)  "aaaaaaaa"    rankOf(account in it)        "aaaaaaaa!!"
 */
export function rankOf(scope: Scope): string {
  switch (scope.kind) {
    case "PLATFORM":
      return "";
    case "RESELLER":
      return scope.resellerPath;
    case "DOMAIN":
      return `${scope.resellerPath}!`;
    case "ACCOUNT":
      return `${scope.resellerPath}!!`;
  }
}

/** Whether the first rank is strictly above the second. */
export function isRankAbove(rank: string, other: string): boolean {
  return other !== rank && other.startsWith(rank);
}

/** Whether somebody of this scope may undo what was set with that rank: nobody set it, a peer did, or somebody below. */
export function mayUndo(setBy: string | null | undefined, scope: Scope): boolean {
  return setBy === null || setBy === undefined || setBy.startsWith(rankOf(scope));
}

/** Throws FORBIDDEN, with `what` ("this pause"), for what somebody further up has set. */
export function requireMayUndo(setBy: string | null | undefined, scope: Scope, what: string): void {
  if (!mayUndo(setBy, scope))
    throw forbidden("SET_FURTHER_UP", `${what} was set further up, and only there can it be undone`);
}
