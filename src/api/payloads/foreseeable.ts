import { REASONS, type ReasonName } from "../../kernel/index.js";

/** What a caller can act on is data where it is asked for; what is unexpected, or concerns the whole call, is not. */
export function isForeseeable(reason: ReasonName): boolean {
  const { code, family } = REASONS[reason];
  if (code === "INTERNAL" || code === "TOO_COMPLEX") return false;
  return family !== "COMMAND" && !(family === "SERVICE" && code === "UNAVAILABLE");
}
