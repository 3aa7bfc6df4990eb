import { html, type SafeHtml } from "./html.js";

/** An address of more characters does not fit the line of a telephone, and breaks where a reader sees its parts. */
const MAX_UNBROKEN = 26;
/** A part of an address that is longer breaks after `.`, `-` and `+` too. */
const MAX_PART = 22;

const ADDRESSES = /[^\s<>,;:()«»„“”"]+@[^\s<>,;:()«»„“”"]+(?:\u00a0?[.?!,;:)»“”]+)?/g;
/**
 * Words like `e-mail` and `peut-il`, and of a date what says nothing without the other half: a day with its month, a time or a
 * year with its zone, and a zone with its offset. At the end of a text also a figure with what it counts.
 */
const INSEPARABLE =
  /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+|\b\d{1,2}\.? \p{L}+(?= \d{4}\b)|\b(?:\d{1,2}:\d{2}|\d{4}) UTC\b|\([^()]+, UTC[\d:+−-]*\)|(?<= )\d{1,3}(?:[.,\u00a0\u202f ]\d{3})* \p{L}+$/gu;
/** What follows an address, in French behind a blank at which no line ends. */
const MARKS_BEHIND = /\u00a0?[.?!,;:)»“”]+$/;

/** How a page marks what holds together; a mail says the same in inline styles. */
export interface PhraseMarkup {
  readonly address: SafeHtml;
  /** Of one that is too long for a line, and of its halves: each goes to a line of its own before it breaks. */
  readonly longAddress: SafeHtml;
  readonly half: SafeHtml;
  readonly together: SafeHtml;
}

const PAGE: PhraseMarkup = {
  address: html`class="addr together"`,
  longAddress: html`class="addr"`,
  half: html`class="half"`,
  together: html`class="together"`,
};

/**
 * A sentence in which no line ends within a hyphened word, a date's halves, or an address other than after its @, or at
 * another mark of a half that is longer than a line: an address is what its owner must be able to check. `bdi`, as an
 * address may be of letters that run from right to left (UAX 9).
 */
export function phrase(text: string, markup: PhraseMarkup = PAGE): SafeHtml {
  return html`${split(text, ADDRESSES, (found) => {
    const [end = ""] = MARKS_BEHIND.exec(found) ?? [];
    return [addressIn(found.slice(0, found.length - end.length), markup, end)];
  }).map((part) => (typeof part === "string" ? inseparable(part, markup) : part))}`;
}

/** One address, and nothing else. */
export function shownAddress(address: string): SafeHtml {
  return addressIn(address, PAGE);
}

/** What stands behind a half would else go to a line of its own once the half fills one. */
function addressIn(address: string, markup: PhraseMarkup, behind = ""): SafeHtml {
  if (address.length <= MAX_UNBROKEN) return html`<bdi ${markup.address} dir="ltr">${address}</bdi>${behind}`;
  const at = address.lastIndexOf("@") + 1;
  const halves = [address.slice(0, at), address.slice(at)].filter((half) => half !== "");
  const shown = halves.map(
    (half, index) => html`<span ${markup.half}>${breakable(half)}${index === halves.length - 1 && behind}</span>`,
  );
  return html`<bdi ${markup.longAddress} dir="ltr">${shown}</bdi>`;
}

function breakable(half: string): (SafeHtml | string)[] {
  const parts = half.length <= MAX_PART ? [half] : half.split(/(?<=[.+-])/);
  return parts.map((part, index) => (index === 0 ? part : html`<wbr>${part}`));
}

function inseparable(text: string, { together }: PhraseMarkup): readonly (SafeHtml | string)[] {
  return split(text, INSEPARABLE, (found) => [
    found.length > MAX_PART ? found : html`<span ${together}>${found}</span>`,
  ]);
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
