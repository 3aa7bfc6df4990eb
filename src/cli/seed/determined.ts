import { createHash } from "node:crypto";

/** A 32-bit number that depends on nothing but the seed and the words: the same data for the same seed, in any order. */
export function determined(seed: number, kind: number, index: number): number {
  // Two rounds of a multiply-xorshift mixer; enough to spread consecutive indexes evenly.
  let value =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(kind + 1, 0xc2b2ae35) ^ Math.imul(index + 1, 0x27d4eb2f);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return (value ^ (value >>> 15)) >>> 0;
}

/** The same as a fraction from 0 up to 1. */
export function fraction(seed: number, kind: number, index: number): number {
  return determined(seed, kind, index) / 0x1_0000_0000;
}

/** An index below `count`; small ones come up far more often, as a few resellers hold most of the domains. */
export function skewedIndex(seed: number, kind: number, index: number, count: number): number {
  return Math.floor(fraction(seed, kind, index) ** 2 * count);
}

const FIRST_MOMENT = Date.UTC(2026, 0, 1);
const ROWS_PER_MILLISECOND = 64;

/** A valid UUID version 7 (RFC 9562), in the order of its index: rows are then written in the order of their key. */
export function seededIdentifier(seed: number, kind: number, index: number): string {
  const moment = (FIRST_MOMENT + Math.floor(index / ROWS_PER_MILLISECOND)).toString(16).padStart(12, "0");
  const within = (((index % ROWS_PER_MILLISECOND) << 6) | (kind & 0x3f)).toString(16).padStart(3, "0");
  const tail = createHash("md5").update(`${seed}:${kind}:${index}`).digest("hex");
  const variant = "89ab"[Number.parseInt(tail[0] ?? "0", 16) % 4];
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${within}-${variant}${tail.slice(1, 4)}-${tail.slice(4, 16)}`;
}
