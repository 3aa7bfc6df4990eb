import { stateMachine } from "../kernel/index.js";
import { DomainAuthorizationState } from "./domain-authorization.entity.js";

/** Everything that can happen to a domain authorization. */
export type DomainAuthorizationEvent =
  /** The account asks again for what was taken away. */
  | "ASK_AGAIN"
  /** An administrator of the hosted domain gives it at once. */
  | "GRANT"
  /** Its record was found, or is back. */
  | "PROVE"
  /** Its record is gone. */
  | "PAUSE"
  /** Nobody has published the record in time. */
  | "LAPSE"
  | "REVOKE"
  /** The domain is not hosted here any more. */
  | "RELEASE";

const { PENDING, AUTHORIZED, PAUSED, REVOKED } = DomainAuthorizationState;

const TAKEN_AWAY = { REVOKE: REVOKED, RELEASE: REVOKED } as const;

export const DOMAIN_AUTHORIZATION_STATES = stateMachine<DomainAuthorizationState, DomainAuthorizationEvent>({
  subject: "A domain authorization",
  beginnings: [PENDING, AUTHORIZED],
  endings: [],
  events: {
    ASK_AGAIN: "asked for again",
    GRANT: "granted",
    PROVE: "proven",
    PAUSE: "paused",
    LAPSE: "ended",
    REVOKE: "revoked",
    RELEASE: "ended",
  },
  transitions: {
    PENDING: { PROVE: AUTHORIZED, PAUSE: PAUSED, LAPSE: REVOKED, ...TAKEN_AWAY },
    AUTHORIZED: { PROVE: AUTHORIZED, PAUSE: PAUSED, ...TAKEN_AWAY },
    PAUSED: { PROVE: AUTHORIZED, PAUSE: PAUSED, ...TAKEN_AWAY },
    REVOKED: { ASK_AGAIN: PENDING, GRANT: AUTHORIZED },
  },
});
