import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { domainToULabels, parseDomainName, requireDomainName } from "../../../src/kernel/index.js";

describe("parseDomainName", () => {
  test.each([
    ["Example.ORG", "example.org"],
    ["example.org.", "example.org"],
    ["localhost", "localhost"],
    ["straße.de", "xn--strae-oqa.de"],
    ["XN--BCHER-KVA.de", "xn--bcher-kva.de"],
    ["例え。テスト", "xn--r8jz45g.xn--zckzah"],
    ["exam\u00adple.org", "example.org"],
    ["STRAẞE.example", "xn--strae-oqa.example"],
    ["r3---sn.example", "r3---sn.example"],
    [`${"a".repeat(63)}.org`, `${"a".repeat(63)}.org`],
    ["a.0xg", "a.0xg"],
  ])("makes of %j %j", (text, canonical) => {
    expect(parseDomainName(text)).toBe(canonical);
  });

  test.each([
    "",
    ".",
    "..",
    "a..b",
    ".a",
    "a-.b",
    "-a.b",
    "a_b.c",
    "a b.c",
    " a.b",
    "a.b\n",
    "a\0.b",
    "exa%6dple.com",
    "a.b/c",
    "a.b:80",
    "a@b.c",
    "[192.0.2.1]",
    "[::1]",
    "192.0.2.1",
    "192.0.2.1.",
    "0x7f.1",
    "a.123",
    "１２７.0.0.1",
    "xn--a",
    "xn--.com",
    "xn--abc-.com",
    "xn--strasse-.com",
    "xn--a.example",
    "a%b.com",
    "ü%62.com",
    "\ud800.com",
    "≮.／.com",
    `${"a".repeat(64)}.org`,
    `${"ab.".repeat(84)}abc`,
    "x".repeat(100_000),
  ])("refuses %j", (text) => {
    expect(parseDomainName(text)).toBeNull();
  });

  test("is idempotent, and the same from the name in its own script", () => {
    const text = fc.oneof(
      fc.domain(),
      fc.string({ unit: fc.constantFrom(..."abXN-.09éßü。Ⅷ\u200d\u0301"), maxLength: 20 }),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    fc.assert(
      fc.property(text, (name) => {
        const canonical = parseDomainName(name);
        fc.pre(canonical !== null);
        expect(parseDomainName(`${canonical}`)).toBe(canonical);
        expect(parseDomainName(`${domainToULabels(`${canonical}`)}`)).toBe(canonical);
      }),
      { numRuns: 3000 },
    );
  });
});

test("requireDomainName names the field that is wrong", () => {
  expect(requireDomainName("Example.org", "input.name")).toBe("example.org");
  expect(() => requireDomainName("no domain", "input.name")).toThrow(
    expect.objectContaining({ code: "BAD_USER_INPUT", field: "input.name" }),
  );
});
