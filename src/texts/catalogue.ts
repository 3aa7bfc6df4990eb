import type { Catalogue } from "./catalogue.types.js";
import { de } from "./de/index.js";
import { en } from "./en/index.js";
import { fr } from "./fr/index.js";

/** All languages, by their codes: another one is a folder beside these and a line here. */
export const catalogue = { en, de, fr } as const satisfies Readonly<Record<string, Catalogue>>;

export type LanguageCode = keyof typeof catalogue;

export const LANGUAGES = Object.keys(catalogue) as readonly LanguageCode[];

/** Dates and numbers: British English has the day before the month, and no noon to mistake for midnight. */
export const LOCALES: Readonly<Record<LanguageCode, string>> = { en: "en-GB", de: "de-DE", fr: "fr-FR" };
