import { domainToULabels } from "../../kernel/index.js";

// Line ends would begin a header or a paragraph of their own; direction marks would show letters in another order.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** One line of text for people, whatever somebody put into it. */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, "\ufffd");
}

/** All text in the value, however deep, as one line each. */
export function withPlainWords(value: unknown): unknown {
  if (typeof value === "string") return oneLine(value);
  if (Array.isArray(value)) return value.map(withPlainWords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withPlainWords(inner)]));
}

const SINGLE_SCRIPTS = [
  /^[\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]+$/u,
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Common}]+$/u,
  /^[\p{sc=Hangul}\p{sc=Han}\p{sc=Common}]+$/u,
  /^[\p{sc=Arabic}\p{sc=Common}\p{sc=Inherited}]+$/u,
  /^[\p{sc=Hebrew}\p{sc=Common}\p{sc=Inherited}]+$/u,
  /^[\p{sc=Devanagari}\p{sc=Common}\p{sc=Inherited}]+$/u,
  /^[\p{sc=Thai}\p{sc=Common}\p{sc=Inherited}]+$/u,
  /^[\p{sc=Cyrillic}\p{sc=Common}]+$/u,
  /^[\p{sc=Greek}\p{sc=Common}]+$/u,
];
/** Cyrillic and Greek letters that pass for Latin ones: a label of nothing else may be meant to deceive. */
const LATIN_LOOKALIKES = /^[аеорсухікјѕԁһӏԛԝьгпνορυαικτηχγω\p{sc=Common}]+$/u;

/**
 * The address with its domain in its own script, where that can be shown without deceiving; null where it would be the
 * same, mixes scripts, or could pass for Latin letters.
 */
export function internationalForm(address: string): string | null {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  if (!/(^|\.)xn--/i.test(domain)) return null;
  const unicode = domainToULabels(domain);
  if (unicode === null || unicode === domain || !unicode.split(".").every(isSafeLabel)) return null;
  return `${address.slice(0, at)}@${unicode}`;
}

function isSafeLabel(label: string): boolean {
  if (/^\p{ASCII}*$/u.test(label)) return !label.startsWith("xn--");
  return SINGLE_SCRIPTS.some((script) => script.test(label)) && !LATIN_LOOKALIKES.test(label);
}
