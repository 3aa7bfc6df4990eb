import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { TimeZone } from "../../../src/kernel/time-zone.js";
import { offsetName, placeName } from "../../../src/kernel/time-zone.js";
import type { SayArguments, TextKey } from "../../../src/texts/catalogue.types.js";
import type { consoleTexts as English } from "../../../src/texts/en/console/index.js";
import { type Language, type Words as LanguageWords, makeLanguage } from "../../../src/texts/make-language.js";
import { OWN_NAMES } from "../../../src/texts/own-names.js";
import { keptForGood } from "../kept.js";
import { type Moments, momentsIn } from "./moments.js";
import { wholeWords } from "./whole-words.js";

export type LanguageCode = keyof typeof OWN_NAMES;
export const LANGUAGE_CODES = Object.keys(OWN_NAMES) as LanguageCode[];

/** What the console says: its own sections of the one catalogue. */
export type ConsoleKey = Extract<TextKey, `${keyof typeof English & string}.${string}`>;

const TEXTS: Readonly<Record<LanguageCode, () => Promise<{ consoleTexts: Omit<LanguageWords, "language"> }>>> = {
  en: () => import("../../../src/texts/en/console/index.js"),
  de: () => import("../../../src/texts/de/console/index.js"),
  fr: () => import("../../../src/texts/fr/console/index.js"),
};

export interface Words extends Moments {
  readonly code: LanguageCode;
  say<Key extends ConsoleKey>(key: Key, ...values: SayArguments<Key>): string;
  number(value: number): string;
  /** "Berlin", "UTC+1" at this moment. */
  readonly zone: { readonly place: string; readonly offset: string };
  setLanguage(code: LanguageCode): void;
}

const Context = createContext<Words | null>(null);

export function useWords(): Words {
  const words = useContext(Context);
  if (words === null) throw new Error("useWords outside of WordsProvider");
  return words;
}

const KEPT_LANGUAGE = "mayfrom.language";

/** Chosen here before, else what the server found the reader to like best. */
export function firstLanguage(): LanguageCode {
  const wanted = [keptForGood.get(KEPT_LANGUAGE), document.documentElement.lang, ...navigator.languages];
  const found = wanted.map((tag) => tag?.slice(0, 2)).find((tag) => LANGUAGE_CODES.some((code) => code === tag));
  return (found as LanguageCode | undefined) ?? "en";
}

export async function loadLanguage(code: LanguageCode): Promise<Language> {
  const { consoleTexts } = await TEXTS[code]();
  document.documentElement.lang = code;
  return makeLanguage(code, { ...withWholeWords(consoleTexts), language: OWN_NAMES[code] } as LanguageWords);
}

/** In the texts alone: what is filled in may be copied, as an address or a subject is. */
function withWholeWords(texts: Omit<LanguageWords, "language">): Omit<LanguageWords, "language"> {
  const sections = Object.entries(texts as Record<string, Record<string, string>>).map(([section, keys]) => [
    section,
    Object.fromEntries(Object.entries(keys).map(([key, text]) => [key, wholeWords(text)])),
  ]);
  return Object.fromEntries(sections);
}

interface ProviderProps {
  readonly initial: Language;
  readonly timeZone: string;
  readonly children: ReactNode;
}

export function WordsProvider({ initial, timeZone, children }: ProviderProps) {
  const [language, setLanguage] = useState(initial);
  const words = useMemo<Words>(() => {
    const zone = timeZone as TimeZone;
    const { say, number } = language;
    const code = language.code as LanguageCode;
    return {
      code,
      say: say as Words["say"],
      number,
      zone: { place: placeName(zone), offset: offsetName(Date.now(), zone) },
      ...momentsIn(OWN_NAMES[code], zone, say as Words["say"]),
      setLanguage(next) {
        keptForGood.set(KEPT_LANGUAGE, next);
        void loadLanguage(next).then(setLanguage);
      },
    };
  }, [language, timeZone]);
  return <Context.Provider value={words}>{children}</Context.Provider>;
}
