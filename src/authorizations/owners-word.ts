import { type EntityManager, IsNull, Not } from "typeorm";
import { because, conflict, type DomainError } from "../kernel/index.js";
import { Authorization } from "./authorization.entity.js";
import { type AuthorizationBasis, AuthorizationState } from "./authorization-state.js";
import type { Identity } from "./identity.entity.js";

/**
 * What the owner of an address has said about an account, or that they were asked and have said nothing yet:
 * `REFUSED` a question, `WITHDRAWN` what was allowed, `BLOCKED` everybody, `UNANSWERED`.
 */
export type OwnersWord = "REFUSED" | "WITHDRAWN" | "BLOCKED" | "UNANSWERED";

/** The events that give an address without an answer of its owner. */
export type GivingEvent = "APPROVE" | "GRANT" | "PROVE" | "GRANDFATHER" | "RESUME";

type Spoken = Pick<Authorization, "state" | "basis" | "refusedByOwnerAt">;
type Asked = Pick<Identity, "blockedAt">;

/** Which words keep each event from giving the address. A domain's administrators answer what its owner has not. */
const HEEDED: Readonly<Record<GivingEvent, readonly OwnersWord[]>> = {
  GRANT: ["BLOCKED", "REFUSED", "WITHDRAWN", "UNANSWERED"],
  PROVE: ["BLOCKED", "REFUSED", "WITHDRAWN", "UNANSWERED"],
  APPROVE: ["BLOCKED", "REFUSED", "WITHDRAWN"],
  GRANDFATHER: ["BLOCKED", "REFUSED", "WITHDRAWN"],
  // What it takes up is older than the block.
  RESUME: ["REFUSED", "WITHDRAWN"],
};

/** Bases of PROVE that answer an open question: somebody who may has spoken for the address. */
const ANSWERING: readonly AuthorizationBasis[] = ["DOMAIN", "GRANT"];

/** The owner's word that stands; null where nothing was said, or a yes is the latest. A block is heard first. */
export function ownersWord(authorization: Spoken | null, { blockedAt }: Asked): OwnersWord | null {
  if (blockedAt !== null) return "BLOCKED";
  if (authorization === null) return null;
  const { state, basis, refusedByOwnerAt } = authorization;
  if (refusedByOwnerAt !== null) return state === AuthorizationState.REVOKED ? "WITHDRAWN" : "REFUSED";
  const isUnanswered = state === AuthorizationState.PENDING || (state === AuthorizationState.EXPIRED && basis === null);
  return isUnanswered ? "UNANSWERED" : null;
}

/** The word that keeps this event from giving the address; null where it may. */
export function wordAgainst(
  event: GivingEvent,
  basis: AuthorizationBasis | null,
  authorization: Spoken | null,
  identity: Asked,
): OwnersWord | null {
  // An account's own login is nobody else's to refuse: decisions allow it whatever is written here.
  if (basis === "OWN_ADDRESS") return null;
  const word = ownersWord(authorization, event === "RESUME" ? { blockedAt: null } : identity);
  if (word === null || !HEEDED[event].includes(word)) return null;
  const isAnswered = event === "PROVE" && word === "UNANSWERED" && basis !== null && ANSWERING.includes(basis);
  return isAnswered ? null : word;
}

export function refusedByWord(word: OwnersWord, field?: string): DomainError {
  return word === "UNANSWERED"
    ? conflict(
        "OWNER_NOT_ANSWERED",
        "The owner of this address has been asked and has not answered; only the owner gives it, by the link in the owner's mail",
        field,
      )
    : conflict(
        because("OWNER_SAID_NO", { until: null }),
        "The owner of this address has said no, and only the owner takes that back, by the link in the owner's mail",
        field,
      );
}

/** The owner of the address has said no to this account, and nothing else since. */
export function isOwnersNo({ refusedByOwnerAt }: Pick<Authorization, "refusedByOwnerAt">): boolean {
  return refusedByOwnerAt !== null;
}

/** Whether the owner of the address has said no to anybody. */
export function hasOwnerSaidNo(manager: EntityManager, identityId: string): Promise<boolean> {
  return manager.existsBy(Authorization, { identityId, refusedByOwnerAt: Not(IsNull()) });
}
