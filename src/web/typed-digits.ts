import { type KeyRing, macOf } from "../config/index.js";

const FIRST = 10;
const COUNT = 90;

/** Two digits that stand on a page, to be typed into it: a program that presses buttons types nothing. The same for the same text. */
export function typedDigits(ring: KeyRing, text: string): string {
  return String(FIRST + (macOf(ring, `digits ${text}`, 4).readUInt32BE(0) % COUNT));
}
