import type { EmailAddress } from "../kernel/index.js";
import type {
  AuthorizationFact,
  AuthorizationState,
  DecisionReason,
  DecisionSnapshot,
  PolicyLevel,
} from "./decision.types.js";
import { type CoveringAddresses, coveringAddresses } from "./domain-alias.js";
import { parseSenderAddress } from "./sender-address.js";
import { effectiveDecisionSetting } from "./settings.js";

/** What stays the same for all addresses of one question. */
export interface CheckContext {
  readonly snapshot: DecisionSnapshot;
  readonly levels: readonly PolicyLevel[];
  readonly loginKey: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What the rules say of one address, before the mode in force makes a verdict of it. */
export interface Finding {
  readonly reason: DecisionReason;
  readonly isPermitted: boolean;
  readonly authorizationId: string | null;
  /** The address, or the unreadable field, as it was asked. */
  readonly asked: string;
  /** The address for people: canonical where it parses, empty for the null reverse-path. */
  readonly shown: string;
}

const REASON_OF_STATE: Readonly<Record<AuthorizationState, DecisionReason>> = {
  PENDING: "PENDING",
  AUTHORIZED: "EXPIRED", // Asked only where the authorization is past its `expiresAt`.
  PAUSED: "PAUSED",
  DENIED: "DENIED_BY_OWNER",
  REVOKED: "REVOKED",
  EXPIRED: "EXPIRED",
};

export function checkSuspended(reversePath: string): Finding {
  const parsed = parseSenderAddress(reversePath);
  const shown = parsed.ok ? parsed.address.key : reversePath;
  return { reason: "SUSPENDED", isPermitted: false, authorizationId: null, asked: reversePath, shown };
}

export function malformed(asked: string): Finding {
  return { reason: "MALFORMED", isPermitted: false, authorizationId: null, asked, shown: asked };
}

export function checkReversePath(reversePath: string, context: CheckContext): Finding {
  if (reversePath !== "") return checkAddress(reversePath, context);
  // RFC 5321 4.5.5: notifications use the null reverse-path, so only a policy that says so refuses it.
  const isPermitted = effectiveDecisionSetting(context.levels, "allowNullSender");
  const reason = isPermitted ? "NULL_SENDER" : context.snapshot.account === null ? "UNKNOWN_LOGIN" : "NOT_AUTHORIZED";
  return { reason, isPermitted, authorizationId: null, asked: reversePath, shown: "" };
}

/** Rules 3 to 9 for one address, in their order. */
export function checkAddress(asked: string, context: CheckContext): Finding {
  const parsed = parseSenderAddress(asked);
  if (!parsed.ok) return malformed(asked);
  const { address } = parsed;
  const { snapshot, loginKey, now } = context;
  const { account } = snapshot;
  // Who is not known here is what was signed in with, and at a domain alias the same at the domain that it stands for.
  const isLogin = address.key === loginKey || (account === null && address.key === snapshot.signedInKey);
  if (isLogin) return permit("OWN_ADDRESS", asked, address);
  if (account?.aliasKeys.has(address.key)) return permit("ALIAS", asked, address);

  const { target, base } = coveringOf(address, snapshot);
  if (target !== null && isOwn(target, context)) return permit("ALIAS", asked, address);
  if (base !== null && isOwn(base, context)) return permit("SUBADDRESS", asked, address);
  // A name in a domain that is not proven, or a subaddress there: it is what was signed in with, and gives no more.
  if (address.key === snapshot.signedInKey) return permit("OWN_ADDRESS", asked, address);
  if (account === null) return refuse("UNKNOWN_LOGIN", asked, address);
  const authorization = snapshot.authorizationFor(address.key);
  const ofTarget = target === null ? null : snapshot.authorizationFor(target.key);
  const ofBase = base === null ? null : snapshot.authorizationFor(base.key);
  // To whom an owner has said no under one address, nothing said under another is a yes for it.
  const isDenied = authorization?.state === "DENIED";
  if (isInForce(ofBase, now) && !isDenied && ofTarget?.state !== "DENIED") {
    return permit("SUBADDRESS", asked, address, ofBase);
  }

  if (isInForce(authorization, now)) return permit("AUTHORIZED", asked, address, authorization);
  if (isInForce(ofTarget, now) && !isDenied) return permit("AUTHORIZED", asked, address, ofTarget);
  const ofDomain = snapshot.domainAuthorizationFor(address.domain);
  const ofTargetDomain = target === null ? null : snapshot.domainAuthorizationFor(target.domain);
  const isDomainAuthorized =
    (ofDomain !== null && !hasExpired(ofDomain, now)) || (ofTargetDomain !== null && !hasExpired(ofTargetDomain, now));
  if (isDomainAuthorized) return permit("DOMAIN_AUTHORIZED", asked, address);

  const nearest = authorization ?? ofTarget ?? ofBase;
  if (nearest !== null) return refuse(REASON_OF_STATE[nearest.state], asked, address, nearest);
  return refuse((ofDomain ?? ofTargetDomain) ? "EXPIRED" : "NOT_AUTHORIZED", asked, address);
}

/** The account's own address, or one of its aliases. */
function isOwn({ key }: EmailAddress, { snapshot, loginKey }: CheckContext): boolean {
  return key === loginKey || snapshot.account?.aliasKeys.has(key) === true;
}

/**
 * The addresses whose rights hold for this one too. There is none without its subaddress where its domain divides no
 * addresses, and where it is by itself, or at its target, the login of another account or blocked by its owner.
 */
function coveringOf(address: EmailAddress, snapshot: DecisionSnapshot): CoveringAddresses {
  const { target, base } = coveringAddresses(address, snapshot);
  if (base === null) return { target, base };
  const isTaken = snapshot.isTaken(address.key) || (target !== null && snapshot.isTaken(target.key));
  return { target, base: isTaken ? null : base };
}

function permit(
  reason: DecisionReason,
  asked: string,
  { key }: EmailAddress,
  authorization: AuthorizationFact | null = null,
): Finding {
  return { reason, isPermitted: true, authorizationId: authorization?.authorizationId ?? null, asked, shown: key };
}

function refuse(
  reason: DecisionReason,
  asked: string,
  { key }: EmailAddress,
  nearest: AuthorizationFact | null = null,
): Finding {
  return { reason, isPermitted: false, authorizationId: nearest?.authorizationId ?? null, asked, shown: key };
}

function isInForce(authorization: AuthorizationFact | null, now: number): boolean {
  return authorization !== null && authorization.state === "AUTHORIZED" && !hasExpired(authorization, now);
}

/** The very millisecond of `expiresAt` is already too late. */
function hasExpired(fact: { readonly expiresAt: number | null }, now: number): boolean {
  return fact.expiresAt !== null && fact.expiresAt <= now;
}
