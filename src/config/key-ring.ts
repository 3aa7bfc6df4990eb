import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";

export interface RingKey {
  /** Eight characters of base64url that follow from the secret and tell nothing of it: `kid` of a token. */
  readonly id: string;
  readonly key: KeyObject;
}

/**
 * The keys for one use. What is made is made with the current one; what comes back is checked with every one, so that a
 * secret can be changed without anything ending that was made under the one before.
 */
export interface KeyRing {
  readonly current: RingKey;
  /** The current one first. */
  readonly all: readonly RingKey[];
}

export function keyWithId({ all }: KeyRing, id: string | undefined): KeyObject | null {
  return all.find((each) => each.id === id)?.key ?? null;
}

/** HMAC-SHA256 under the current key, the first `octets` of it. */
export function macOf({ current }: KeyRing, body: Buffer | string, octets: number): Buffer {
  return hmac(current.key, body, octets);
}

/** Whether it is the MAC of this body under any of the keys; compared in constant time. */
export function isMacOf({ all }: KeyRing, body: Buffer | string, mac: Buffer): boolean {
  return mac.length > 0 && all.some(({ key }) => isEqual(hmac(key, body, mac.length), mac));
}

function hmac(key: KeyObject, body: Buffer | string, octets: number): Buffer {
  return createHmac("sha256", key).update(body).digest().subarray(0, octets);
}

function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
