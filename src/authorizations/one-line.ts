import { badInput, because } from "../kernel/index.js";

/** Line ends and NUL would make one header two; the others hide or turn round what a reader sees. */
const REFUSED_IN_HEADER = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** For reasons, names and organizations: one line of text that people read. Null when there is none. */
export function optionalLine(text: string | null | undefined, field: string, longest = 500): string | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return null;
  if (trimmed.length > longest)
    throw badInput(
      because("TEXT_TOO_LONG", { limit: longest }),
      field,
      `At most ${longest} characters`,
      `up to ${longest} characters`,
    );
  if (REFUSED_IN_HEADER.test(trimmed)) {
    throw badInput(
      "CHARACTER_NOT_ALLOWED",
      field,
      "Line ends and control characters are not allowed here",
      "text on one line",
    );
  }
  return trimmed;
}
