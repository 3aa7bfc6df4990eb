import { type Actor, forbidden, isRankAbove, rankOf, requireScope } from "../kernel/index.js";
import { type Administrator, AdministratorRole } from "./administrator.entity.js";

/** Whether a program speaks: a key, or the token of a panel or webmail. Nobody has just typed a password. */
export function isMachine({ kind }: Actor): boolean {
  return kind === "API_KEY" || kind === "ISSUER";
}

export function rankOfAdministrator({ role, resellerPath }: Pick<Administrator, "role" | "resellerPath">): string {
  switch (role) {
    case AdministratorRole.OPERATOR:
      return "";
    case AdministratorRole.RESELLER:
      return resellerPath ?? "";
    case AdministratorRole.DOMAIN_ADMIN:
      return `${resellerPath ?? ""}!`;
  }
}

/** A trusted issuer speaks for everybody of its reseller. */
export function rankOfIssuer({ resellerPath }: { readonly resellerPath: string | null }): string {
  return resellerPath ?? "";
}

/**
 * Throws FORBIDDEN where a program would make or change a credential as high up as itself: it would hand on more than
 * it holds, because a credential of a person makes others, and outlives the program's own. People may do so for peers.
 */
export function requireAuthorityOver(actor: Actor, rank: string): void {
  if (!isMachine(actor) || isRankAbove(rankOf(requireScope(actor)), rank)) return;
  throw forbidden(
    "BEYOND_OWN_SCOPE",
    "A key or an issuer's token does this only for those below its own scope; sign in with a password",
  );
}
