import { DomainError, forbidden } from "./domain-error.js";
import type { Scope } from "./scope.js";

export type Role = "OPERATOR" | "RESELLER" | "DOMAIN_ADMIN" | "ACCOUNT" | "GATEWAY" | "PANEL";

/** What kind of row stands behind an actor: a signed-in person, a mailbox, a key, an issuer's token, a mail link, ourselves. */
export type ActorKind = "ADMINISTRATOR" | "ACCOUNT" | "API_KEY" | "ISSUER" | "LINK" | "SYSTEM" | "ANONYMOUS";

/** Who is asking, from where, and how far their view reaches. */
export interface Actor {
  readonly kind: ActorKind;
  /** Identifier of the row behind the actor; null for SYSTEM and ANONYMOUS. */
  readonly id: string | null;
  /** For people and the audit trail: a login, a key's name, an address. */
  readonly label: string;
  /** Null for LINK and ANONYMOUS, which hold no role; SYSTEM acts as OPERATOR. */
  readonly role: Role | null;
  /** Null where there is no role. */
  readonly scope: Scope | null;
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  /** By whose word the actor is signed in; only for the kind ISSUER. */
  readonly issuer?: ActorsIssuer;
  /** The session whose access token signs the actor in; not for issuers' own tokens and keys. */
  readonly sessionId?: string;
  /** Signed in, and let do a few things only; absent for everybody else. */
  readonly restriction?: Restriction;
  /** Who looks as this actor, with VIEWING; the audit trail names them. */
  readonly viewedBy?: Actor;
}

/** A trusted issuer, and what it says of the actor. */
export interface ActorsIssuer {
  readonly id: string;
  readonly name: string;
  /** Whom it speaks for; the actor's label names both. */
  readonly login: string;
  /** It asked for more than one factor (RFC 8176, `mfa`). */
  readonly isMultiFactor: boolean;
}

/**
 * SECOND_FACTOR_MISSING: one is required, so that nothing but adding one is possible. VIEWING: somebody further up looks
 * as this actor, and changes nothing.
 */
export type Restriction = "SECOND_FACTOR_MISSING" | "VIEWING";

const NOWHERE = { remoteAddress: null, userAgent: null, requestId: null };

export const SYSTEM_ACTOR: Actor = {
  kind: "SYSTEM",
  id: null,
  label: "mayfrom",
  role: "OPERATOR",
  scope: { kind: "PLATFORM" },
  ...NOWHERE,
};

export const ANONYMOUS_ACTOR: Actor = {
  kind: "ANONYMOUS",
  id: null,
  label: "anonymous",
  role: null,
  scope: null,
  ...NOWHERE,
};

/** The scope of a signed-in actor. Throws UNAUTHENTICATED for the others. */
export function requireScope(actor: Actor): Scope {
  if (actor.scope === null) throw new DomainError("SIGN_IN_WANTED", "Sign in first");
  return actor.scope;
}

/** Throws UNAUTHENTICATED without a role and FORBIDDEN with another one. */
export function requireRole(actor: Actor, ...allowed: readonly Role[]): void {
  if (actor.role === null) throw new DomainError("SIGN_IN_WANTED", "Sign in first");
  if (!allowed.includes(actor.role)) throw forbidden();
}

/** Roles that administer other people's accounts. */
export const ADMINISTRATORS: readonly Role[] = ["OPERATOR", "RESELLER", "DOMAIN_ADMIN", "PANEL"];
