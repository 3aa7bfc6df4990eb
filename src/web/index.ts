/**
 * How pages for people are made: the `html` tag, the one layout with its style, languages and texts, and who may see
 * what belongs to this machine. It refuses to know what a page is about.
 */
export { html, type SafeHtml } from "./html.js";
export { formField, heading, note, type PageApplication, type ShownBranding, sendPage, visitor } from "./layout.js";
export { mendLink } from "./mangled-link.js";
export { type PhraseMarkup, phrase, shownAddress } from "./phrase.js";
export { platformBrand } from "./platform-brand.js";
export { prefersHtml } from "./prefers-html.js";
export { namedLanguage, pageLanguage, pathIn, readerLanguage } from "./reader-language.js";
export { thisMachineOnly } from "./this-machine-only.js";
export { typedDigits } from "./typed-digits.js";
export { sendWordsPage } from "./words-page.js";
