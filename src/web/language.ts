import { type Language, languageCodeOf, languageFor } from "../texts/index.js";
import { preferredLanguages } from "./preferred-languages.js";
import { type PageTexts, texts } from "./texts/texts.js";

export type LanguageCode = keyof typeof texts;

/** One language of the pages: its words and its way of writing dates. */
export interface PageLanguage {
  readonly code: LanguageCode;
  readonly say: PageTexts;
  day(at: Date): string;
  time(at: Date): string;
}

const FORMATS: Record<LanguageCode, string> = { en: "en-GB", de: "de-DE", fr: "fr-FR" };

/** The reader's own language where we have it, otherwise that of the mail. */
export function pageLanguage(acceptLanguage: string | undefined, mailLanguage: string): PageLanguage {
  const wanted = [...preferredLanguages(acceptLanguage), mailLanguage];
  const code = wanted.map(known).find((each) => each !== null) ?? "en";
  const format = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(FORMATS[code], { timeZone: "UTC", ...options }).format(at);
  return {
    code,
    say: texts[code],
    day: (at) => format(at, { dateStyle: "long" }),
    time: (at) => `${format(at, { dateStyle: "long", timeStyle: "short" })} UTC`,
  };
}

/** The language of the texts that the reader likes best, else English. */
export function readerLanguage(acceptLanguage: string | undefined): Language {
  return languageFor(preferredLanguages(acceptLanguage).find((tag) => languageCodeOf(tag) !== null) ?? "en");
}

function known(tag: string): LanguageCode | null {
  const code = tag.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(texts, code) ? (code as LanguageCode) : null;
}
