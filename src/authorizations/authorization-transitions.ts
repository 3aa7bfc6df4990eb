import { forbidden, type Locked, mayUndo, type Scope, stateMachine } from "../kernel/index.js";
import type { Authorization } from "./authorization.entity.js";
import type { ReasonText } from "./authorization-reason.js";
import { type AuthorizationBasis, AuthorizationState, type ProofBasis } from "./authorization-state.js";
import type { Identity } from "./identity.entity.js";
import { type GivingEvent, type OwnersWord, refusedByWord, wordAgainst } from "./owners-word.js";

/** Everything that can happen to an authorization. */
export type AuthorizationEvent =
  /** The owner of the address agreed, said no to a question, or took back what was allowed. */
  | "ALLOW"
  | "DENY"
  | "WITHDRAW"
  /** The same three by an administrator of the hosted domain that the address is in, or by their rule. */
  | "APPROVE"
  | "REFUSE"
  | "DISALLOW"
  /** Somebody who may decide about the address gave it without a question. */
  | "GRANT"
  /** It needs no question: an own address, or one in a domain that is the account's to use. */
  | "PROVE"
  /** Seen in use before enforcement began: valid until a date, and to be confirmed by then. */
  | "GRANDFATHER"
  /** The account asks again. */
  | "ASK_AGAIN"
  /** An administrator takes a decision of minutes ago back: it waits again. */
  | "RECONSIDER"
  /** Taken away by the account or its administrators. */
  | "REVOKE"
  /** The address has nobody any more. */
  | "RELEASE"
  /** Set aside by an administrator or by ourselves, to be taken up again. */
  | "PAUSE"
  | "RESUME"
  /** Its time, or the time of its question, is over. */
  | "EXPIRE";

const { PENDING, AUTHORIZED, PAUSED, DENIED, REVOKED, EXPIRED } = AuthorizationState;

const TAKEN_AWAY = { WITHDRAW: REVOKED, DISALLOW: REVOKED, REVOKE: REVOKED, RELEASE: REVOKED } as const;
const ANSWERED = { ALLOW: AUTHORIZED, APPROVE: AUTHORIZED, DENY: DENIED, REFUSE: DENIED } as const;
const GIVEN = { GRANT: AUTHORIZED, PROVE: AUTHORIZED } as const;

export const AUTHORIZATION_STATES = stateMachine<AuthorizationState, AuthorizationEvent>({
  subject: "An authorization",
  beginnings: [PENDING],
  endings: [],
  events: {
    ALLOW: "allowed",
    DENY: "denied",
    WITHDRAW: "withdrawn",
    APPROVE: "approved",
    REFUSE: "refused",
    DISALLOW: "revoked",
    GRANT: "granted",
    PROVE: "granted",
    GRANDFATHER: "allowed for the time being",
    ASK_AGAIN: "asked for again",
    RECONSIDER: "taken back",
    REVOKE: "revoked",
    RELEASE: "ended",
    PAUSE: "paused",
    RESUME: "resumed",
    EXPIRE: "expired",
  },
  transitions: {
    PENDING: { ...ANSWERED, ...GIVEN, GRANDFATHER: AUTHORIZED, ...TAKEN_AWAY, EXPIRE: EXPIRED },
    // A question may be open beside it: what was allowed until a date only, or proposed, and is yet to be confirmed.
    AUTHORIZED: { ...ANSWERED, ...TAKEN_AWAY, PAUSE: PAUSED, EXPIRE: EXPIRED, RECONSIDER: PENDING },
    PAUSED: { ...ANSWERED, ...GIVEN, RESUME: AUTHORIZED, ...TAKEN_AWAY, EXPIRE: EXPIRED },
    DENIED: { ...GIVEN, ASK_AGAIN: PENDING, RECONSIDER: PENDING },
    REVOKED: { ...GIVEN, ASK_AGAIN: PENDING },
    EXPIRED: { ...GIVEN, ASK_AGAIN: PENDING },
  },
});

/** What each event makes the basis; what leaves it as it is says KEPT, what brings its own says BROUGHT. */
const BASES: Readonly<Record<AuthorizationEvent, AuthorizationBasis | null | "KEPT" | "BROUGHT">> = {
  ALLOW: "OWNER",
  DENY: "OWNER",
  WITHDRAW: "OWNER",
  APPROVE: "HOST",
  REFUSE: "HOST",
  DISALLOW: "HOST",
  GRANT: "GRANT",
  PROVE: "BROUGHT",
  GRANDFATHER: "GRANDFATHER",
  ASK_AGAIN: null,
  RECONSIDER: null,
  REVOKE: null,
  RELEASE: null,
  // Whose word it is does not change while it waits, and counts again afterwards.
  PAUSE: "KEPT",
  RESUME: "KEPT",
  EXPIRE: "KEPT",
};

export function canMove(state: AuthorizationState, event: AuthorizationEvent): boolean {
  return AUTHORIZATION_STATES.can(state, event);
}

export interface ReasonOfMove {
  readonly reason?: ReasonText | null | undefined;
  readonly scope?: Scope | null | undefined;
}

/**
 * State and basis change together. Throws CONFLICT, which names the state, when the event does not fit it. What an
 * administrator paused is taken up only by them, a peer, or somebody above: `scope` is the actor's. Without that, a yes
 * leaves it paused, and every other way to have it again is FORBIDDEN, also by way of REVOKED or EXPIRED.
 */
export function moveTo(
  authorization: Locked<Authorization>,
  event: Exclude<AuthorizationEvent, GivingEvent> | "RESUME",
  now: Date,
  { reason = null, scope = null }: ReasonOfMove = {},
): void {
  move(authorization, event, now, { reason, scope });
}

/** How an address is given without an answer of its owner. */
export interface Giving {
  readonly event: Exclude<GivingEvent, "RESUME">;
  readonly reason: ReasonText;
  /** The actor's; null where nobody acts. */
  readonly scope?: Scope | null;
  /** What proves it; for PROVE alone. */
  readonly basis?: ProofBasis;
  /** The owner's word that the operator knows and overrules, for this one address. */
  readonly overruling?: OwnersWord | null;
  /** Path in the input, for the error. */
  readonly field?: string | undefined;
}

/**
 * The one way to AUTHORIZED without its owner's answer. Throws CONFLICT where the owner's word stands against it, unless
 * that very word is overruled, and otherwise like `moveTo`.
 */
export function give(
  authorization: Locked<Authorization>,
  identity: Pick<Identity, "blockedAt">,
  now: Date,
  { event, reason, scope = null, basis, overruling = null, field }: Giving,
): void {
  const word = wordAgainst(event, basis ?? null, authorization, identity);
  if (word !== null && word !== overruling) throw refusedByWord(word, field);
  move(authorization, event, now, { reason, scope, brought: basis });
}

interface WholeReason {
  readonly reason: ReasonText | null;
  readonly scope: Scope | null;
  readonly brought?: ProofBasis | null | undefined;
}

function move(
  authorization: Locked<Authorization>,
  event: AuthorizationEvent,
  now: Date,
  { reason, scope, brought = null }: WholeReason,
): void {
  const to = AUTHORIZATION_STATES.next(authorization.state, event);
  if (to === AUTHORIZED || to === PENDING) {
    if (!mayTakeUp(authorization, scope)) {
      if (event === "ALLOW" || event === "APPROVE") return;
      throw forbidden(
        "SET_FURTHER_UP",
        "This authorization was paused further up, and only there can it be taken up again",
      );
    }
    authorization.pausedBy = null;
  }
  if (event === "RESUME" && wordAgainst(event, null, authorization, { blockedAt: null }) !== null) {
    throw refusedByWord("REFUSED");
  }
  const basis = BASES[event];
  AUTHORIZATION_STATES.move(authorization, event);
  if (basis !== "KEPT") authorization.basis = basis === "BROUGHT" ? brought : basis;
  authorization.reason = reason;
  authorization.updatedAt = now;
  if (event === "DENY" || event === "WITHDRAW") authorization.refusedByOwnerAt = now;
  // A yes, or the operator's word that this one no does not stand; whoever has the address next has said nothing.
  else if (to === AUTHORIZED || event === "RELEASE") authorization.refusedByOwnerAt = null;
  // Whoever decides anew says so after this.
  if (basis !== "KEPT") authorization.givenBy = null;
  if (to !== AUTHORIZED) return;
  if (event !== "RESUME" || authorization.authorizedAt === null) authorization.authorizedAt = now;
  if (event !== "RESUME") authorization.expiresAt = null;
  authorization.askAgainAt = null;
}

/** Whether somebody of this scope may have the authorization work again; the owner of the address has none. */
export function mayTakeUp({ pausedBy }: Pick<Authorization, "pausedBy">, scope: Scope | null): boolean {
  return pausedBy === null || (scope !== null && mayUndo(pausedBy, scope));
}
