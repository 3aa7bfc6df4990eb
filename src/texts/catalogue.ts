import type { Catalogue } from "./catalogue.types.js";
import { de } from "./de/index.js";
import { en } from "./en/index.js";
import { fr } from "./fr/index.js";

/** All languages, by their codes: another one is a folder beside these and a line here. */
export const catalogue = { en, de, fr } as const satisfies Readonly<Record<string, Catalogue>>;

export type LanguageCode = keyof typeof catalogue;

export const LANGUAGES = Object.keys(catalogue) as readonly LanguageCode[];
