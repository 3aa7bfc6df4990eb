import { type AuthCheckerInterface, Authorized, type ResolverData } from "type-graphql";
import { type Actor, DomainError, forbidden, type Role } from "../kernel/index.js";
import type { RequestContext } from "./request-context.js";

/**
 * `@Authorized(PUBLIC)` marks what needs no sign-in, so that "no rule" never means "everybody": a query or mutation
 * without a rule fails the schema test.
 */
export const PUBLIC = "PUBLIC" as const;
/** Any signed-in caller; what they see is then up to their scope. */
export const SIGNED_IN = "SIGNED_IN" as const;

/** Beside roles: also for those of them who lack the second factor that is required of them. */
export const WITHOUT_SECOND_FACTOR = "WITHOUT_SECOND_FACTOR" as const;

/** Beside roles, of a mutation: for those who look as somebody else; every other mutation is refused them. */
export const WHILE_VIEWING = "WHILE_VIEWING" as const;

export type FieldRule = Role | typeof PUBLIC | typeof SIGNED_IN | typeof WITHOUT_SECOND_FACTOR | typeof WHILE_VIEWING;

export const PublicField = () => Authorized<FieldRule>(PUBLIC);

/** Throws UNAUTHENTICATED or FORBIDDEN unless the rules admit whoever asks. */
export function requireAdmission(rules: readonly FieldRule[], { role }: Actor): void {
  if (rules.includes(PUBLIC)) return;
  if (role === null) throw new DomainError("SIGN_IN_WANTED", "Sign in first");
  if (!rules.includes(SIGNED_IN) && !rules.includes(role)) throw forbidden();
}

/** Throws FORBIDDEN where whoever asks is signed in for less than this field. */
export function requireUnrestricted(
  kind: "query" | "mutation",
  rules: readonly FieldRule[],
  { restriction }: Actor,
): void {
  switch (restriction) {
    case undefined:
      return;
    case "VIEWING":
      // Public ones too: whoever looks as somebody else answers no question with their token either.
      if (kind === "query" || rules.includes(WHILE_VIEWING)) return;
      throw forbidden("VIEWING_ONLY", "You look as somebody else, and can change nothing");
    case "SECOND_FACTOR_MISSING":
      if (rules.includes(PUBLIC) || rules.includes(WITHOUT_SECOND_FACTOR)) return;
      throw forbidden(
        "SECOND_FACTOR_MISSING",
        "A second factor is required of you: add one with beginTotp or beginPasskey first",
      );
  }
}

/** The check behind `@Authorized(...)`: the first half of the rule (which role); the operation checks the scope. */
export class FieldRules implements AuthCheckerInterface<RequestContext, FieldRule> {
  check({ context }: ResolverData<RequestContext>, rules: FieldRule[]): boolean {
    requireAdmission(rules, context.actor);
    return true;
  }
}
