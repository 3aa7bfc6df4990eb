import { plainExcerpt, plainName } from "./plain-excerpt.js";
import type { FoundPart } from "./proof-finding.js";
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
export function judgeTexts(texts: readonly string[], value: string): FoundPart[] {
  const ours: FoundPart[] = [];
  const others: string[] = [];
  for (const text of texts) {
    const told = judgeOwn(meant(text), value);
    if (told === null) others.push(meant(text));
    else ours.push(told);
  }
  const [first] = others;
  if (first === undefined) return ours;
  return [...ours, { code: "OTHER_TEXT", text: plainExcerpt(first), more: others.length - 1 }];
}

/** Null for a record that has nothing to do with us. */
function judgeOwn(text: string, value: string): FoundPart | null {
  if (text.toLowerCase() === value.toLowerCase()) return { code: "OTHER_CAPITALS" };
  if (text.includes(value)) return { code: "MORE_AROUND" };
  const excerpt = plainExcerpt(text);
  if (text.length >= MIN_PART_LENGTH && value.includes(text)) return { code: "PART_OF_VALUE", text: excerpt };
  if (!/^mayfrom=/i.test(text)) return null;
  // Values of before said for nobody.
  const isOlder = whomOf(text) === whomOf(value) || !text.includes("/");
  return { code: isOlder ? "OLDER_VALUE" : "VALUE_FOR_OTHERS", text: excerpt };
}

/** What an alias in the place of the record means; null where there is none. */
export function judgeAlias(aliases: readonly string[], value: string): FoundPart | null {
  const [target] = aliases;
  if (target === undefined) return null;
  const isTheValue = target.replaceAll("\\", "").includes(value.slice(-20).toLowerCase());
  return isTheValue ? { code: "VALUE_AS_CNAME" } : { code: "CNAME_THERE", name: plainName(target) };
}
