import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { KEY_RULE, parseDomainName, parseEmailAddress, problemOfDomainRule } from "../../../src/kernel/index.js";

/** The non-ASCII code points of planes 0 and 1 without surrogates: 128,896. Nearly all that domains are made of. */
function* codePoints(): Generator<number> {
  for (let code = 0x80; code < 0x2_0000; code += 1) if (code < 0xd800 || code > 0xdfff) yield code;
}

const GENERATED = 20_104;

/** Names of one to three labels, mixed from all planes, scripts with rules of their own, and Punycode right and wrong. */
function* generatedNames(): Generator<string> {
  const next = mulberry32(2026);
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const pieces: readonly (() => string)[] = [
    () => pick([..."abcxyzABCXYZ0189-"]),
    () => pick([..."ßẞäÖİıſΣςσάὀ"]),
    () => pick([..."אבج٣۳نا"]),
    () => pick(["\u200c", "\u200d", "\u0301", "\u094d", "\u00ad", "\u0338", "\ufe0f"]),
    () => pick(["क", "్", "한", "ᄀ", "例", "テ", "ﾃ", "Ⅷ", "１", "㍿", "≮", "😀"]),
    () => pick(["xn--", "XN--", "--", "。", "．", "_", "%61"]),
    () => String.fromCodePoint(0x2_0000 + below(0xf_0000)),
    () => String.fromCodePoint(0x80 + below(0xd780)),
  ];
  const label = () => {
    if (below(6) === 0) return `xn--${Array.from({ length: 1 + below(8) }, () => pick([..."abcdexyz0189-"])).join("")}`;
    const isOneScript = below(2) === 0 ? pick(pieces) : null;
    return Array.from({ length: 1 + below(6) }, () => (isOneScript ?? pick(pieces))()).join("");
  };
  for (let count = 0; count < GENERATED; count += 1) yield Array.from({ length: 1 + below(3) }, label).join(".");
}

/** A generator of 32-bit numbers that is the same everywhere; `Math.random` cannot be seeded. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function digestOf(texts: Iterable<string>, keyOf: (text: string) => string | null) {
  const digest = createHash("sha256");
  let inputs = 0;
  let accepted = 0;
  for (const text of texts) {
    const key = keyOf(text);
    inputs += 1;
    if (key !== null) accepted += 1;
    digest.update(`${key ?? ""}\n`);
  }
  return { inputs, accepted, digest: digest.digest("hex") };
}

/**
 * The figures were made once and hold on every runtime: a runtime or a release of tr46 that changes one changes keys
 * that are stored. Then `KEY_RULE` gets another version, and a migration looks at the rows.
 */
describe("the rule that makes keys", () => {
  test("gives 149,000 domains the keys it always gave", () => {
    function* names() {
      for (const code of codePoints()) yield String.fromCodePoint(code);
      yield* generatedNames();
    }
    expect(digestOf(names(), parseDomainName)).toEqual({
      inputs: 149_000,
      accepted: 85_078,
      digest: "8dbc547f1a77bd92acb3a0c6d54049376e3af3e3266f42d8b392eeea373670e0",
    });
  }, 60_000);

  test("gives local parts of every code point the keys it always gave", () => {
    function* addresses() {
      for (const code of codePoints()) yield `${String.fromCodePoint(code)}a\u0301@example.org`;
    }
    const keyOf = (text: string) => {
      const parsed = parseEmailAddress(text);
      return parsed.ok ? parsed.address.key : null;
    };
    expect(digestOf(addresses(), keyOf)).toEqual({
      inputs: 128_896,
      accepted: 128_731,
      digest: "cb054f8927e5cde15415fc4ca6bb391fa6acd478583c108af00bf07d10ad65d5",
    });
  }, 60_000);

  test("is named by the Unicode data of the tr46 that is installed, and by that of the runtime", () => {
    const tr46 = JSON.parse(readFileSync("node_modules/tr46/package.json", "utf8")) as { unicodeVersion: string };
    expect(KEY_RULE).toEqual({
      domains: `uts46-${tr46.unicodeVersion}`,
      localParts: `unicode-${process.versions.unicode}`,
    });
  });

  test("has a problem with keys of another rule, and says what to do", () => {
    expect(problemOfDomainRule(KEY_RULE, "the platform")).toBeNull();
    expect(problemOfDomainRule({ ...KEY_RULE, domains: "uts46-18.0.0" }, "the platform")).toBe(
      `the platform makes keys of domains by the rule uts46-18.0.0, this program by ${KEY_RULE.domains}: run the same version of mayfrom on both`,
    );
    expect(problemOfDomainRule(undefined, "the platform")).toContain("(none named)");
  });
});
