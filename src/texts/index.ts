/**
 * Every word that people read, in every language: one catalogue with typed keys and parameters, and how a language
 * writes plurals, numbers and dates. It refuses to know where a text is shown, and escapes nothing.
 */
export { LANGUAGES } from "./catalogue.js";
export type { TextKey } from "./catalogue.types.js";
export { languageCodeOf, languageFor } from "./language.js";
export { inZone, type Language, type LanguageInZone } from "./make-language.js";
