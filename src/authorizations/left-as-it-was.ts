import { registerEnumType } from "type-graphql";
import { AuthorizationState } from "./authorization-state.js";
import type { LeftPair } from "./operations/grant-authorization.js";
import type { OwnersWord } from "./owners-word.js";

/** Why a batch or a file left a pair as it was. */
export enum LeftBecause {
  /** It holds already. */
  AUTHORIZED = "AUTHORIZED",
  /** The owner has been asked and has not answered. */
  UNANSWERED = "UNANSWERED",
  REFUSED = "REFUSED",
  WITHDRAWN = "WITHDRAWN",
  BLOCKED = "BLOCKED",
  /** The administrators of the address's domain said no. */
  REFUSED_BY_HOST = "REFUSED_BY_HOST",
  REVOKED = "REVOKED",
  PAUSED = "PAUSED",
  EXPIRED = "EXPIRED",
}

registerEnumType(LeftBecause, {
  name: "LeftBecause",
  description:
    "AUTHORIZED holds already. The owner of the address has been asked and has not answered (UNANSWERED), has said no (REFUSED), has taken it back (WITHDRAWN), or wants to be asked by nobody (BLOCKED). The administrators of its domain have refused it. Somebody has revoked or paused it, or its time was over.",
  valuesConfig: {
    AUTHORIZED: { description: "It holds already" },
    BLOCKED: { description: "The owner wants to be asked by nobody" },
    EXPIRED: { description: "Its time was over" },
    PAUSED: { description: "Somebody paused it" },
    REFUSED: { description: "The owner has said no" },
    REFUSED_BY_HOST: { description: "The administrators of the address's domain have refused it" },
    REVOKED: { description: "Somebody revoked it" },
    UNANSWERED: { description: "The owner has been asked and has not answered" },
    WITHDRAWN: { description: "The owner has taken it back" },
  },
});

const OF_WORD: Readonly<Record<OwnersWord, LeftBecause>> = {
  UNANSWERED: LeftBecause.UNANSWERED,
  REFUSED: LeftBecause.REFUSED,
  WITHDRAWN: LeftBecause.WITHDRAWN,
  BLOCKED: LeftBecause.BLOCKED,
};

const OF_STATE: Readonly<Record<AuthorizationState, LeftBecause>> = {
  AUTHORIZED: LeftBecause.AUTHORIZED,
  PENDING: LeftBecause.UNANSWERED,
  DENIED: LeftBecause.REFUSED_BY_HOST,
  REVOKED: LeftBecause.REVOKED,
  PAUSED: LeftBecause.PAUSED,
  EXPIRED: LeftBecause.EXPIRED,
};

export function leftBecause({ authorization, word }: Pick<LeftPair, "authorization" | "word">): LeftBecause {
  // What was allowed before its owner blocked everybody goes on.
  const isInForce = authorization?.state === AuthorizationState.AUTHORIZED;
  if (word !== null && !isInForce) return OF_WORD[word];
  return authorization === null ? LeftBecause.BLOCKED : OF_STATE[authorization.state];
}

/** Since when it is so. */
export function leftSince({ authorization, identity, word }: LeftPair): Date {
  if (authorization === null) return identity.blockedAt ?? identity.createdAt;
  if (word === "REFUSED" || word === "WITHDRAWN") return authorization.refusedByOwnerAt ?? authorization.updatedAt;
  return authorization.updatedAt;
}
