import i18next from "i18next";
import { de } from "./de.js";
import { en } from "./en.js";
import { fr } from "./fr.js";
import type { TextKey } from "./texts.js";

export const locales = { en, de, fr };
export type LanguageCode = keyof typeof locales;

export type TextValues = Readonly<Record<string, string | number>>;

/** One language: its words, and how it writes dates and numbers. */
export interface Language {
  readonly code: LanguageCode;
  say(key: TextKey, values?: TextValues): string;
  /** Day and time, with the zone: "12 April 2026 at 00:00 UTC". */
  time(epochMs: number): string;
  day(epochMs: number): string;
  number(value: number): string;
}

// British English: day before month, and no noon to mistake for midnight.
const FORMATS: Record<LanguageCode, string> = { en: "en-GB", de: "de-DE", fr: "fr-FR" };

const texts = i18next.createInstance();
texts.init({
  initAsync: false,
  showSupportNotice: false,
  fallbackLng: "en",
  ns: ["mail"],
  defaultNS: "mail",
  resources: { en: { mail: en }, de: { mail: de }, fr: { mail: fr } },
  interpolation: {
    // These are words, not HTML yet; the layout escapes them.
    escapeValue: false,
    // Values are attacker text: `{{…}}` and `$t(…)` inside them stay as they are.
    skipOnVariables: true,
  },
});

/** The language for a BCP 47 tag, for instance German for `de-AT`; English for one that we do not speak. */
export function languageFor(tag: string): Language {
  const code = codeFor(tag);
  const say = texts.getFixedT(code);
  const days = new Intl.DateTimeFormat(FORMATS[code], { dateStyle: "long", timeZone: "UTC" });
  const times = new Intl.DateTimeFormat(FORMATS[code], { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  const numbers = new Intl.NumberFormat(FORMATS[code]);
  return {
    code,
    say: (key, values = {}) => plainSpaces(say(key, { ...values })),
    time: (epochMs) => `${plainSpaces(times.format(epochMs))} UTC`,
    day: (epochMs) => plainSpaces(days.format(epochMs)),
    number: (value) => plainSpaces(numbers.format(value)),
  };
}

function codeFor(tag: string): LanguageCode {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return Object.hasOwn(locales, primary) ? (primary as LanguageCode) : "en";
}

// Some mail programs show the narrow no-break space of French numbers as a box.
function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u2009]/g, "\u00a0");
}
