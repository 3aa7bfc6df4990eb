import type { ConsoleKey } from "../words/words.js";
import type { MissingGround } from "./readiness.documents.js";

type ReasonKey = Extract<ConsoleKey, `consoleMissing.${string}`>;

/** What an address lacks, in words. */
export const MISSING: Readonly<Record<MissingGround, ReasonKey>> = {
  NOT_AUTHORIZED: "consoleMissing.notAsked",
  PENDING: "consoleMissing.notAnswered",
  EXPIRED: "consoleMissing.ended",
  PAUSED: "consoleMissing.paused",
  DENIED_BY_OWNER: "consoleMissing.denied",
  REVOKED: "consoleMissing.withdrawn",
  UNKNOWN_LOGIN: "consoleMissing.unknownLogin",
  MALFORMED: "consoleMissing.malformed",
};

/** Where asking the owner is the next step. */
export const CAN_BE_ASKED: readonly MissingGround[] = ["NOT_AUTHORIZED", "EXPIRED", "REVOKED"];

/** What stands for an address where there is none to be asked or allowed: the null sender, what is none, further ones. */
export function isAddress(address: string): boolean {
  return address.includes("@");
}
