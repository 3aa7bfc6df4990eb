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

registerEnumType(AuthorizationState, { name: "AuthorizationState" });
registerEnumType(AuthorizationSource, { name: "AuthorizationSource" });
