import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../../../src/kernel/index.js";
import { optionalLanguage, optionalLine, requireLine, requireSlug } from "../../../src/tenancy/text-rules.js";

const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x2fff }), fc.integer({ min: 0, max: 0x10ffff })), { maxLength: 60 })
  .map((codePoints) => String.fromCodePoint(...codePoints));

describe("a line of text", () => {
  it("is trimmed and composed", () => {
    expect(requireLine("  Mu\u0308ller & Co  ", "name", 20)).toBe("M\u00fcller & Co");
  });

  it.each(["", "   ", "a\nb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u202eb", "\ud800", "x".repeat(21)])(
    "is not %j",
    (text) => {
      expect(() => requireLine(text, "name", 20)).toThrow(DomainError);
    },
  );

  it("has no control character and no more than its length, whatever comes in", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let line: string;
        try {
          line = requireLine(text, "name", 20);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          return;
        }
        expect(line.length).toBeLessThanOrEqual(20);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(requireLine(line, "name", 20)).toBe(line);
      }),
    );
  });

  it("may be absent, left alone or removed", () => {
    expect(optionalLine(undefined, "name", 20)).toBeUndefined();
    expect(optionalLine(null, "name", 20)).toBeNull();
    expect(optionalLine("  ", "name", 20)).toBeNull();
  });
});

describe("a language", () => {
  it.each([
    ["de", "de"],
    ["pt-br", "pt-BR"],
    ["zh-hant-tw", "zh-Hant-TW"],
  ])("%s is kept as %s", (text, canonical) => {
    expect(optionalLanguage(text, "language")).toBe(canonical);
  });

  it.each(["", "d", "german please", "de_DE", "de-", "de-aaaaaaaaa", "de-de-de-de-de-de"])("is not %j", (text) => {
    expect(() => optionalLanguage(text, "language")).toThrow(DomainError);
  });
});

describe("a slug", () => {
  it("is what a host name's label could be", () => {
    for (const slug of ["a", "a-b", "9", "x".repeat(63)]) expect(requireSlug(slug, "slug")).toBe(slug);
    for (const slug of ["", "-a", "a-", "A", "a b", "ä", "x".repeat(64), "a\n"]) {
      expect(() => requireSlug(slug, "slug")).toThrow(DomainError);
    }
  });
});
