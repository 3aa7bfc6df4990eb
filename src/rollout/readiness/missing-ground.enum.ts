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
  valuesConfig: {
    DENIED_BY_OWNER: { description: "The owner of the address has said no" },
    EXPIRED: { description: "It was allowed, and its time is over" },
    MALFORMED: { description: "It is no address that mail could come from" },
    NOT_AUTHORIZED: { description: "Nobody has allowed it" },
    PAUSED: { description: "It was allowed, and is paused" },
    PENDING: { description: "The owner of the address has not answered yet" },
    REVOKED: { description: "It was allowed, and was taken back" },
    UNKNOWN_LOGIN: { description: "Nobody here signs in with this name" },
  },
});
