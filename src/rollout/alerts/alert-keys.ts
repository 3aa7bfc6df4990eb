import { isMacOf, macOf, type ReadyConfiguration } from "../../config/index.js";
import { createSealer, type Sealer } from "../../outbox/index.js";

/** What alerts need of the configuration: the outbox's seal, and signed links that end digests without a sign-in. */
export interface AlertKeys {
  readonly sealer: Sealer;
  unsubscribeToken(administratorId: string): string;
  /** The administrator a link was made for; null when it was not signed here. */
  readUnsubscribeToken(token: string): string | null;
}

const MAC_OCTETS = 16;
const IDENTIFIER_OCTETS = 16;
/** Older links have a longer signature. */
const TOKEN = /^(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{54})$/;

export function alertKeys({ keys }: Pick<ReadyConfiguration, "keys">): AlertKeys {
  return {
    sealer: createSealer(keys.outboxSeal),
    unsubscribeToken(administratorId) {
      const body = Buffer.from(administratorId.replaceAll("-", ""), "hex");
      return Buffer.concat([body, macOf(keys.unsubscribeLink, body, MAC_OCTETS)]).toString("base64url");
    },
    readUnsubscribeToken(token) {
      if (!TOKEN.test(token)) return null;
      const octets = Buffer.from(token, "base64url");
      const body = octets.subarray(0, IDENTIFIER_OCTETS);
      if (!isMacOf(keys.unsubscribeLink, body, octets.subarray(IDENTIFIER_OCTETS))) return null;
      const hex = body.toString("hex");
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
    },
  };
}
