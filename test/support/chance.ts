import { inject } from "vitest";
import { numbersFrom } from "./seed.js";

/** What a test draws by chance outside fast-check: numbers from 0 to below 1 that `SEED` repeats. */
export function chance(): () => number {
  return numbersFrom(inject("seed"));
}
