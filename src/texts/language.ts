import { catalogue, type LanguageCode, LOCALES } from "./catalogue.js";
import type { SayArguments, TextKey } from "./catalogue.types.js";

/** One language: its words, and how it writes dates and numbers. */
export interface Language {
  readonly code: LanguageCode;
  /** The text of a key with its parameters filled in; the plural form follows `count`. */
  say<Key extends TextKey>(key: Key, ...values: SayArguments<Key>): string;
  /** Day and time, with the zone: "12 April 2026 at 00:00 UTC". */
  time(at: number | Date): string;
  day(at: number | Date): string;
  number(value: number): string;
}

type Values = Readonly<Record<string, string | number>>;

const languages = new Map<LanguageCode, Language>();

/** The language of a BCP 47 tag, for instance German for `de-AT`; English for one that we do not speak. */
export function languageFor(tag: string): Language {
  const code = languageCodeOf(tag) ?? "en";
  const language = languages.get(code) ?? makeLanguage(code);
  languages.set(code, language);
  return language;
}

/** Null for a language that we do not speak. */
export function languageCodeOf(tag: string): LanguageCode | null {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return Object.hasOwn(catalogue, primary) ? (primary as LanguageCode) : null;
}

function makeLanguage(code: LanguageCode): Language {
  const texts = new Map<string, string>();
  for (const [section, keys] of Object.entries(catalogue[code])) {
    for (const [key, text] of Object.entries(keys)) texts.set(`${section}.${key}`, text);
  }
  const locale = LOCALES[code];
  const plurals = new Intl.PluralRules(code);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const times = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  const numbers = new Intl.NumberFormat(locale);
  const number = (value: number) => plainSpaces(numbers.format(value));
  const textOf = (key: string, count: string | number | undefined) =>
    (typeof count === "number" ? texts.get(`${key}_${plurals.select(count)}`) : undefined) ?? texts.get(key);
  return {
    code,
    say(key, ...[values = {}]: readonly Values[]) {
      const text = textOf(key, Object.hasOwn(values, "count") ? values.count : undefined);
      if (text === undefined) throw new Error(`There is no text "${key}" in ${code}`);
      return fillIn(text, values, number);
    },
    time: (at) => `${plainSpaces(times.format(at))} UTC`,
    day: (at) => plainSpaces(days.format(at)),
    number,
  };
}

/** Each `{{name}}` once: what a value holds is a stranger's text and stays as it is. */
function fillIn(text: string, values: Values, number: (value: number) => string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`"${text}" needs ${name}`);
    return typeof value === "number" ? number(value) : value;
  });
}

// Some mail programs show the narrow no-break space of French numbers as a box.
function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u2009]/g, "\u00a0");
}
