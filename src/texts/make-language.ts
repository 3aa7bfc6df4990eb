import { type CalendarDay, dayOf, offsetName, placeName, startOfDay, type TimeZone, UTC } from "../kernel/index.js";
import type { Catalogue, SayArguments, TextKey } from "./catalogue.types.js";
import { dateWriter, plainSpaces } from "./date-writer.js";

/** One language: its words, and how it writes dates and numbers. */
export interface Language {
  /** BCP 47. */
  readonly code: string;
  /** The text of a key with its parameters filled in; the plural form follows `count`. */
  say<Key extends TextKey>(key: Key, ...values: SayArguments<Key>): string;
  /** Day and time in the zone, which it names: "12 April 2026 at 00:00 (Berlin, UTC+2)", "12 April 2026 at 00:00 UTC". */
  time(at: number | Date, zone: TimeZone): string;
  /** "12 April 2026 (Berlin)"; of UTC nothing but "12 April 2026 UTC". */
  day(day: CalendarDay): string;
  /** Where the zone is named once for many of them, with `zone`: "12 April 2026". */
  dayOnly(day: CalendarDay): string;
  number(value: number): string;
}

/** A language on a page or in a report whose every date is of one zone. */
export interface LanguageInZone extends Omit<Language, "time" | "day" | "dayOnly"> {
  time(at: number | Date): string;
  /** The day on which it is in the zone. */
  day(at: number | Date): string;
  /** What people call the zone: "Berlin". */
  readonly place: string;
}

export function inZone({ code, say, number, time, day }: Language, zone: TimeZone): LanguageInZone {
  return {
    code,
    say,
    number,
    time: (at) => time(at, zone),
    day: (at) => day(dayOf(at, zone)),
    place: placeName(zone),
  };
}

type Values = Readonly<Record<string, string | number>>;

/** Sections of texts by their keys, and what the language says of itself. */
export type Words = Pick<Catalogue, "language"> & Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Of whatever says all texts: nothing but its catalogue tells one language from another. */
export function makeLanguage(code: string, words: Words): Language {
  // Taken apart once: a gateway says one with every refusal.
  const texts = new Map<string, Template>();
  for (const [section, keys] of Object.entries(words)) {
    for (const [key, text] of Object.entries(keys)) texts.set(`${section}.${key}`, templateOf(text));
  }
  const { locale } = words.language;
  const plurals = new Intl.PluralRules(code);
  // A calendar day is written as the midnight of UTC that begins it: its zone had its say when the day was found.
  const writeDay = dateWriter(words.language, { dateStyle: "long", timeZone: UTC });
  const timesByZone = new Map<TimeZone, (at: number | Date) => string>();
  const timesIn = (zone: TimeZone) => {
    const kept = timesByZone.get(zone);
    if (kept !== undefined) return kept;
    const made = dateWriter(words.language, { dateStyle: "long", timeStyle: "short", timeZone: zone });
    timesByZone.set(zone, made);
    return made;
  };
  const dayOnly = (day: CalendarDay) => writeDay(midnightOf(day));
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
    time: (at, zone) => `${timesIn(zone)(at)} ${inBrackets(zone, zoneName(at, zone))}`,
    day: (day) => `${dayOnly(day)} ${inBrackets(day.zone, placeName(day.zone))}`,
    dayOnly,
    number,
  };
}

function midnightOf({ number }: CalendarDay): Date {
  return startOfDay({ number, zone: UTC });
}

function zoneName(at: number | Date, zone: TimeZone): string {
  return zone === UTC ? UTC : `${placeName(zone)}, ${offsetName(Number(at), zone)}`;
}

function inBrackets(zone: TimeZone, name: string): string {
  return zone === UTC ? name : `(${name})`;
}

/** A text taken apart: what is said as it is, and between two such the name of a parameter. */
interface Template {
  readonly fixed: readonly string[];
  readonly names: readonly string[];
}

function templateOf(text: string): Template {
  const parts = text.split(/\{\{(\w+)\}\}/);
  return { fixed: parts.filter((_, index) => index % 2 === 0), names: parts.filter((_, index) => index % 2 === 1) };
}

/** Each parameter once: what a value holds is a stranger's text and stays as it is. */
function fillIn({ fixed, names }: Template, values: Values, number: (value: number) => string): string {
  return fixed.reduce((text, following, index) => {
    const name = names[index - 1] as string;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`"${text}" needs ${name}`);
    return `${text}${typeof value === "number" ? number(value) : value}${followOn(value, following)}`;
  });
}

/** An abbreviation's full stop ends the sentence too: "bis 30. Nov." */
function followOn(value: string | number, following: string): string {
  const beginsWithStop = following.startsWith(".") && following.charAt(1) !== ".";
  const isEnded = beginsWithStop && typeof value === "string" && /[^.]\.$/.test(value);
  return isEnded ? following.slice(1) : following;
}
