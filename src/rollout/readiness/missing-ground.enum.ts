import { registerEnumType } from "type-graphql";

/** The reasons of decisions (design.md, Decision) for which enforcement refuses an address. */
export enum MissingGround {
  MALFORMED = "MALFORMED",
  PENDING = "PENDING",
  DENIED_BY_OWNER = "DENIED_BY_OWNER",
  REVOKED = "REVOKED",
  EXPIRED = "EXPIRED",
  PAUSED = "PAUSED",
  UNKNOWN_LOGIN = "UNKNOWN_LOGIN",
  NOT_AUTHORIZED = "NOT_AUTHORIZED",
}

registerEnumType(MissingGround, {
  name: "MissingGround",
  description: "Why enforcement refuses an address: nobody was asked yet, the answer is missing, was no, or is over.",
});
