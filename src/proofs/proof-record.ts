import { randomBytes } from "node:crypto";
import { badInput, because } from "../kernel/index.js";

const LABEL = "_mayfrom";
const KEY_OCTETS = 20;
/** RFC 1035 3.1 */
const MAX_NAME_LENGTH = 253;
export const MAX_DOMAIN_LENGTH = MAX_NAME_LENGTH - `${LABEL}.`.length;
/** One string of a TXT record (RFC 1035 3.3): not every panel splits what is longer. */
export const MAX_VALUE_LENGTH = 255;

/** Where the domain's owner puts the record. */
export function recordNameOf(domain: string): string {
  return `${LABEL}.${domain}`;
}

/** Throws BAD_USER_INPUT for a domain so long that no record can stand below it. */
export function requireRecordName(domain: string, field: string): void {
  if (domain.length <= MAX_DOMAIN_LENGTH) return;
  throw badInput(
    because("DOMAIN_NAME_TOO_LONG", { limit: MAX_DOMAIN_LENGTH }),
    field,
    "No record can be published below a name this long",
    `at most ${MAX_DOMAIN_LENGTH} characters`,
  );
}

/**
 * `mayfrom=anna@north.test/<key>`: it says for whom, so that whoever publishes it for somebody else can see it, and
 * holds no blank, quote or semicolon at which a panel could cut it.
 */
export function newRecordValue(forWhom: string): string {
  const key = randomBytes(KEY_OCTETS).toString("hex");
  const room = MAX_VALUE_LENGTH - `mayfrom=/${key}`.length;
  const plain = forWhom.replace(/[^A-Za-z0-9.@:_+~=-]/gu, (character) => encodeURIComponent(character));
  // The end tells more: it is where the domain stands.
  return `mayfrom=${plain.length <= room ? plain : `..${plain.slice(2 - room)}`}/${key}`;
}

/** For whom a value is, as it stands in it. */
export function whomOf(value: string): string {
  return value.replace(/\/[^/]*$/, "").replace(/^mayfrom=/, "");
}
