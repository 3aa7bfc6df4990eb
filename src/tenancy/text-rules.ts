import { badInput, because } from "../kernel/index.js";

const REFUSED = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const COLOUR = /^#?(?:([0-9a-f]{3})|([0-9a-f]{6}))$/;
const MAX_LANGUAGE_LENGTH = 16;
/** What an administrator may write as the reason of a suspension. */
const MAX_REASON_LENGTH = 1000;

/** One line of text: NFC, trimmed, not empty, without controls and characters that turn the direction of writing. */
export function requireLine(text: string, field: string, longest: number): string {
  const line = text.slice(0, 4 * longest + 1).normalize("NFC");
  const trimmed = line.trim();
  if (REFUSED.test(trimmed))
    throw badInput("CHARACTER_NOT_ALLOWED", field, "This text has a character that one line of text may not have");
  if (trimmed.length === 0 || trimmed.length > longest) {
    throw badInput(
      because("TEXT_LENGTH", { min: 1, max: longest }),
      field,
      `This text must have 1 to ${longest} characters`,
      `1…${longest} characters`,
    );
  }
  return trimmed;
}

/** `undefined` leaves a value as it is, null or nothing but blanks removes it. */
export function optionalLine(
  text: string | null | undefined,
  field: string,
  longest: number,
): string | null | undefined {
  if (text === undefined) return undefined;
  return text === null || text.trim() === "" ? null : requireLine(text, field, longest);
}

export function optionalReason(text: string | null | undefined): string | null {
  return optionalLine(text, "reason", MAX_REASON_LENGTH) ?? null;
}

export function requireSlug(text: string, field: string): string {
  if (SLUG.test(text)) return text;
  throw badInput(
    "NAME_MALFORMED",
    field,
    "A slug has 1 to 63 lower case letters, digits and hyphens, no hyphen first or last",
    "a slug such as example-hosting",
  );
}

/** A BCP 47 tag in its canonical form, for instance `de` or `pt-BR`. */
export function optionalLanguage(text: string | null | undefined, field: string): string | null | undefined {
  if (text === undefined || text === null) return text;
  const canonical = text.length <= MAX_LANGUAGE_LENGTH && LANGUAGE.test(text) ? canonicalLanguage(text) : null;
  if (canonical === null || canonical.length > MAX_LANGUAGE_LENGTH) {
    throw badInput("LANGUAGE_MALFORMED", field, "This is not a language tag", "a BCP 47 tag such as de or pt-BR");
  }
  return canonical;
}

/** `#1757C2`, `1757c2` and `#15c` as `#rrggbb` in lower case. Any colour will do: it is made readable where it is used. */
export function optionalColour(text: string | null | undefined, field: string): string | null | undefined {
  if (text === undefined) return undefined;
  if (text === null || text.trim() === "") return null;
  const [, short, long] = COLOUR.exec(text.trim().toLowerCase()) ?? [];
  if (short !== undefined) return `#${[...short].map((digit) => digit + digit).join("")}`;
  if (long !== undefined) return `#${long}`;
  throw badInput(
    "COLOUR_MALFORMED",
    field,
    "This is no colour",
    "red, green and blue as six hexadecimal digits: #1757c2",
  );
}

function canonicalLanguage(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
