import { createHash } from "node:crypto";

/**
 * The identifier of an address's one row. It follows from the address (UUID version 8, RFC 9562 5.8) instead of from
 * the time: a time-ordered one would tell whoever asks for an address whether, and when, somebody else asked before.
 */
export function identityIdOf(addressKey: string): string {
  const octets = createHash("sha256").update("mayfrom identity\0").update(addressKey).digest().subarray(0, 16);
  octets[6] = ((octets[6] as number) & 0x0f) | 0x80;
  octets[8] = ((octets[8] as number) & 0x3f) | 0x80;
  const hex = octets.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
