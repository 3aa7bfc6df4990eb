import { randomInt } from "node:crypto";
import { RESELLER_LABEL_LENGTH } from "../kernel/index.js";

/** What the path column holds: 512 characters. */
export const MAX_RESELLER_LEVELS = 64;

const LABEL_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** Random, so that a path tells nothing about how many resellers there are; never changed, not even by a move. */
export function newResellerLabel(): string {
  return Array.from({ length: RESELLER_LABEL_LENGTH }, () => LABEL_CHARACTERS[randomInt(36)]).join("");
}

export function levelOf(resellerPath: string): number {
  return resellerPath.length / RESELLER_LABEL_LENGTH;
}

export function labelOf(resellerPath: string): string {
  return resellerPath.slice(-RESELLER_LABEL_LENGTH);
}

/** Null for a reseller at the top. */
export function parentPathOf(resellerPath: string): string | null {
  return resellerPath.length > RESELLER_LABEL_LENGTH ? resellerPath.slice(0, -RESELLER_LABEL_LENGTH) : null;
}
