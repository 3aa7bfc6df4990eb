import { catalogue, type LanguageCode } from "./catalogue.js";
import { type Language, makeLanguage } from "./make-language.js";

const languages = new Map<LanguageCode, Language>();

/** The language of a BCP 47 tag, for instance German for `de-AT`; English for one that we do not speak. */
export function languageFor(tag: string): Language {
  const code = languageCodeOf(tag) ?? "en";
  const language = languages.get(code) ?? makeLanguage(code, catalogue[code]);
  languages.set(code, language);
  return language;
}

/** Null for a language that we do not speak. */
export function languageCodeOf(tag: string): LanguageCode | null {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return Object.hasOwn(catalogue, primary) ? (primary as LanguageCode) : null;
}
