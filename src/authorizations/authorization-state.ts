import { registerEnumType } from "type-graphql";

export enum AuthorizationState {
  PENDING = "PENDING",
  AUTHORIZED = "AUTHORIZED",
  PAUSED = "PAUSED",
  DENIED = "DENIED",
  REVOKED = "REVOKED",
  EXPIRED = "EXPIRED",
}

export enum AuthorizationSource {
  /** Asked for by the account. */
  REQUEST = "REQUEST",
  /** Given by an administrator. */
  GRANT = "GRANT",
  /** Proposed because the account was seen to use it. */
  OBSERVED = "OBSERVED",
  /** Follows from administering the address's domain. */
  DOMAIN = "DOMAIN",
  IMPORT = "IMPORT",
}

/**
 * What a state rests on: who said so, or what made saying needless. Rules act on it; the reason beside it is for people
 * alone. Null where nobody has spoken: asked and not answered yet, taken away by the account's own side, or released.
 */
export type AuthorizationBasis =
  /** The owner of the address said yes or no. */
  | "OWNER"
  /** The administrators of the hosted domain that the address is in said yes or no, or their rule did. */
  | "HOST"
  /** An administrator gave it without a question. */
  | "GRANT"
  /** A domain authorization of the account. */
  | "DOMAIN"
  /** It is the account's own address, an alias of it, or a subaddress of either. */
  | "OWN_ADDRESS"
  | "ALIAS"
  | "SUBADDRESS"
  /** Seen in use before enforcement began, until it is confirmed. */
  | "GRANDFATHER";

/** What proves without a question that an account may send as an address. */
export type ProofBasis = Extract<AuthorizationBasis, "DOMAIN" | "GRANT" | "OWN_ADDRESS" | "ALIAS" | "SUBADDRESS">;

registerEnumType(AuthorizationState, {
  name: "AuthorizationState",
  description: "Whether an account may send as an address.",
  valuesConfig: {
    AUTHORIZED: { description: "It may" },
    DENIED: { description: "The owner of the address has said no" },
    EXPIRED: { description: "Its time was over, or the question was not answered in time" },
    PAUSED: { description: "It was allowed, and is not for now" },
    PENDING: { description: "The owner has not answered yet" },
    REVOKED: { description: "It was taken back" },
  },
});
registerEnumType(AuthorizationSource, {
  name: "AuthorizationSource",
  description: "How an authorization came to be.",
  valuesConfig: {
    DOMAIN: { description: "The account may send as anybody in the domain of the address" },
    GRANT: { description: "An administrator gave it" },
    IMPORT: { description: "It came from a file" },
    OBSERVED: { description: "The account was seen to send as the address" },
    REQUEST: { description: "The account asked for it" },
  },
});
