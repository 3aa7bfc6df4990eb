import { html, type SafeHtml } from "./html.js";

/** An address of more characters does not fit the line of a telephone, and breaks where a reader sees its parts. */
const MAX_UNBROKEN = 26;
/** A part of an address that is longer breaks after `.`, `-` and `+` too. */
const MAX_PART = 22;

const ADDRESSES = /[^\s<>,;:()«»„“”"]+@[^\s<>,;:()«»„“”"]+/g;
/** Words like `e-mail` and `peut-il`. */
const HYPHENED = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu;
const END_OF_SENTENCE = /[.?!]+$/;

/** How a page marks what holds together; a mail says the same in inline styles. */
export interface PhraseMarkup {
  readonly address: SafeHtml;
  /** Of one that is too long for a line. */
  readonly longAddress: SafeHtml;
  readonly together: SafeHtml;
}

const PAGE: PhraseMarkup = {
  address: html`class="addr together"`,
  longAddress: html`class="addr"`,
  together: html`class="together"`,
};

/**
 * A sentence in which no line ends within a hyphened word, or within an address other than after its @ or at another
 * mark of its parts: an address is what its owner must be able to check. `bdi`, as an address may be of letters that
 * run from right to left (UAX 9).
 */
export function phrase(text: string, markup: PhraseMarkup = PAGE): SafeHtml {
  return html`${split(text, ADDRESSES, (found) => {
    const [end = ""] = END_OF_SENTENCE.exec(found) ?? [];
    return [addressIn(found.slice(0, found.length - end.length), markup), end];
  }).map((part) => (typeof part === "string" ? hyphened(part, markup) : part))}`;
}

/** One address, and nothing else. */
export function shownAddress(address: string): SafeHtml {
  return addressIn(address, PAGE);
}

function addressIn(address: string, markup: PhraseMarkup): SafeHtml {
  const isShort = address.length <= MAX_UNBROKEN;
  const parts = isShort ? [address] : partsOf(address);
  return html`<bdi ${isShort ? markup.address : markup.longAddress} dir="ltr">${parts.map((part, index) => (index === 0 ? part : html`<wbr>${part}`))}</bdi>`;
}

function partsOf(address: string): string[] {
  const at = address.lastIndexOf("@") + 1;
  return [address.slice(0, at), address.slice(at)].flatMap((part) =>
    part.length <= MAX_PART ? [part] : part.split(/(?<=[.+-])/),
  );
}

function hyphened(text: string, { together }: PhraseMarkup): readonly (SafeHtml | string)[] {
  return split(text, HYPHENED, (found) => [found.length > MAX_PART ? found : html`<span ${together}>${found}</span>`]);
}

function split(
  text: string,
  pattern: RegExp,
  mark: (found: string) => readonly (SafeHtml | string)[],
): (SafeHtml | string)[] {
  const parts: (SafeHtml | string)[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    parts.push(text.slice(end, index), ...mark(found));
    end = index + found.length;
  }
  return [...parts, text.slice(end)];
}
