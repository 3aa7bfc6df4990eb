import { plainExcerpt, plainName } from "./plain-excerpt.js";
import { whomOf } from "./proof-record.js";

/** A record as it was meant: without blanks around it, and without quotes that a panel kept. */
function meant(text: string): string {
  const bare = text.replace(/^[\s\p{Z}]+|[\s\p{Z}]+$/gu, "");
  return /^"[^"]*"$/.test(bare) ? bare.slice(1, -1).replace(/^[\s\p{Z}]+|[\s\p{Z}]+$/gu, "") : bare;
}

export function isValue(text: string, value: string): boolean {
  return meant(text) === value;
}

const MIN_PART_LENGTH = 8;

/** What stands there instead of the value, record by record. */
export function describeTexts(texts: readonly string[], value: string): string[] {
  const ours: string[] = [];
  const others: string[] = [];
  for (const text of texts) {
    const told = describeOwn(meant(text), value);
    if (told === null) others.push(meant(text));
    else ours.push(told);
  }
  if (others.length === 0) return ours;
  const [first = ""] = others;
  const more = others.length === 1 ? "" : ` and ${others.length - 1} more`;
  return [...ours, `found there instead: ${plainExcerpt(first)}${more}`];
}

/** Null for a record that has nothing to do with us. */
function describeOwn(text: string, value: string): string | null {
  if (text.toLowerCase() === value.toLowerCase()) return "the value was found there with other capitals";
  if (text.includes(value)) return "the value was found there with something more around it";
  if (text.length >= MIN_PART_LENGTH && value.includes(text)) {
    return `only a part of the value was found there: ${plainExcerpt(text)} (it was cut off, or split into several records)`;
  }
  if (!/^mayfrom=/i.test(text)) return null;
  // Values of before said for nobody.
  return whomOf(text) === whomOf(value) || !text.includes("/")
    ? `an older value was found there: ${plainExcerpt(text)}; publish the new one`
    : `another value was found there, for somebody else: ${plainExcerpt(text)}`;
}

/** What an alias in the place of the record means. */
export function describeAlias(aliases: readonly string[], value: string): string | null {
  const [target] = aliases;
  if (target === undefined) return null;
  const isTheValue = target.replaceAll("\\", "").includes(value.slice(-20).toLowerCase());
  if (isTheValue) return "the value was found as the target of a CNAME record; the record must be of type TXT";
  return `found there: a CNAME record to ${plainName(target)}`;
}
