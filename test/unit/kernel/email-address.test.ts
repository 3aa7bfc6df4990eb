import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatEmailAddress } from "../../../src/kernel/email-address.js";
import {
  externalReversePath,
  parseEmailAddress,
  parseReversePath,
  requireEmailAddress,
  withoutSubaddress,
} from "../../../src/kernel/index.js";
import { ACCEPTED, REFUSED } from "./address-cases.js";

function keyOf(text: string): string | null {
  const parsed = parseEmailAddress(text);
  return parsed.ok ? parsed.address.key : null;
}

describe("each rule of addresses", () => {
  test.each(ACCEPTED)("permits %s: %j is %j", (_, text, key) => {
    expect(keyOf(text)).toBe(key);
    expect(keyOf(key)).toBe(key);
  });

  test.each(REFUSED)("does not permit %s: %j", (_, text) => {
    expect(parseEmailAddress(text)).toMatchObject({ ok: false });
  });
});

/** Local parts of everything a person or an attacker may put there, well-formed or not. */
const anyLocalPart = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'aZ09.+-"\\ @;,<>()[]éßİΣςẞſK\u037e\u0301\u0338\u0958'), maxLength: 12 }),
);
const anyDomain = fc.oneof(
  fc.domain(),
  fc.string({ unit: fc.constantFrom(..."aB1.-ßé。ü_%@"), maxLength: 12 }),
  fc.tuple(fc.ipV4(), fc.ipV6()).map(([v4, v6]) => (v4.endsWith("1") ? `[${v4}]` : `[IPv6:${v6}]`)),
);
const anyAddressText = fc.tuple(anyLocalPart, anyDomain).map(([localPart, domain]) => `${localPart}@${domain}`);
/** Mostly valid: everything that can be written down in the internal form, quoted. */
const quotedAddressText = fc
  .tuple(anyLocalPart, anyDomain)
  .map(([content, domain]) => externalReversePath(`${content}@${domain}`));
const addressText = fc.oneof(anyAddressText, quotedAddressText);

describe("the canonical key", () => {
  test("is its own canonical key", () => {
    fc.assert(
      fc.property(addressText, (text) => {
        const key = keyOf(text);
        fc.pre(key !== null);
        expect(keyOf(key as string)).toBe(key);
      }),
      { numRuns: 3000 },
    );
  });

  test("survives formatting, and formatting twice changes nothing", () => {
    fc.assert(
      fc.property(addressText, (text) => {
        const parsed = parseEmailAddress(text);
        fc.pre(parsed.ok);
        if (!parsed.ok) return;
        const again = parseEmailAddress(formatEmailAddress(parsed.address));
        expect(again).toMatchObject({ ok: true, address: { key: parsed.address.key } });
        if (again.ok) expect(formatEmailAddress(again.address)).toBe(again.address.typed);
      }),
      { numRuns: 3000 },
    );
  });

  test("does not depend on the letter case or on the Unicode composition of what was typed", () => {
    expect(keyOf("PELE\u0301@EXAMPLE.COM")).toBe(keyOf("pel\u00e9@example.com"));
    expect(keyOf("Info@BÜCHER.example")).toBe("info@xn--bcher-kva.example");
    expect(keyOf("info@XN--BCHER-KVA.example")).toBe("info@xn--bcher-kva.example");
    expect(keyOf("user@straße.de")).toBe("user@xn--strae-oqa.de");
  });

  test("is the same by the short look at canonical text as by all rules one by one", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."ab0.-+_x"), minLength: 1, maxLength: 66 });
    const domains = fc.oneof(fc.domain(), fc.string({ unit: fc.constantFrom(..."ab0.-xn"), maxLength: 70 }));
    fc.assert(
      fc.property(letters, domains, (localPart, domain) => {
        const text = `${localPart}@${domain}`.toLowerCase();
        // An upper-case letter keeps the text from being canonical, so that it takes the long way.
        expect(keyOf(`Z${text.slice(1)}`)).toBe(keyOf(`z${text.slice(1)}`));
      }),
      { numRuns: 5000 },
    );
  });

  test("quotes a local part that only its canonical form makes special", () => {
    expect(keyOf("a\u037e@example.org")).toBe('"a;"@example.org');
  });

  test("holds one spelling of an address literal", () => {
    expect(keyOf("a@[IPv6:2001:DB8:0:0:0:0:0:1]")).toBe("a@[ipv6:2001:db8::1]");
    expect(keyOf("a@[IPv6:2001:0db8::0001]")).toBe("a@[ipv6:2001:db8::1]");
    expect(keyOf("a@[IPv6:0:0:1:0:0:0:0:1]")).toBe("a@[ipv6:0:0:1::1]");
    expect(keyOf("a@[IPv6:0:0:0:0:0:FFFF:192.0.2.1]")).toBe("a@[ipv6:::ffff:192.0.2.1]");
    expect(keyOf("a@[IPv6:1:0:0:0:0:0:192.0.2.1]")).toBe("a@[ipv6:1::192.0.2.1]");
    expect(keyOf("a@[192.000.002.001]")).toBe("a@[192.0.2.1]");
  });
});

describe("parseEmailAddress", () => {
  test("never throws and never accepts CR, LF or NUL", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), addressText), (text) => {
        const parsed = parseEmailAddress(text);
        if (/[\r\n\0]/.test(text)) expect(parsed.ok).toBe(false);
        if (parsed.ok) expect(Buffer.byteLength(parsed.address.key)).toBeLessThanOrEqual(254);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ["a\u202eb@example.org", "a direction override"],
    ["a\u200bb@example.org", "a zero-width space"],
    ["a\u00a0b@example.org", "a no-break space"],
    ['"a\u00a0b"@example.org', "a no-break space in quotes"],
    ["a\u3000@example.org", "an ideographic space"],
    ["a\u2009b@example.org", "a thin space"],
    ["a\u1680b@example.org", "an ogham space"],
    ["a\u00adb@example.org", "a soft hyphen"],
    ["a\u034fb@example.org", "a grapheme joiner"],
    ["a\u200cb@example.org", "a zero-width non-joiner"],
    ["a\u200db@example.org", "a zero-width joiner"],
    ["a\ufe0fb@example.org", "a variation selector"],
    ["a\u{e0061}b@example.org", "a tag"],
    ["a\u3164b@example.org", "a Hangul filler"],
    ["a\u180eb@example.org", "a Mongolian vowel separator"],
    ["a\ufffdb@example.org", "the sign of failed decoding"],
    ["a\ud800@example.org", "half a surrogate pair"],
    ["a@example.org\0", "NUL"],
    ["a@example.org\nRCPT TO:<b@example.org>", "a second line"],
    ["a@exa%6dple.org", "a percent-encoded domain"],
    ["a@example.org/b", "a path after the domain"],
    ["a@0x7f.1", "a domain that is a number"],
    ["a@１２７.0.0.1", "a number in full-width digits"],
    ["a@127.0.0.1", "a bare IP address"],
    ["a@host_name.example", "an underscore in the domain"],
    ["a@xn--a", "a broken A-label"],
    ["a@[X-tag:content]", "a literal of unknown kind"],
    ["@relay.example:a@example.org", "a source route"],
    ["<a@example.org>", "angle brackets"],
    [`${"é".repeat(33)}@example.org`, "a local part of 66 octets"],
    [`"${"a".repeat(63)}"@example.org`, "a quoted local part of 65 octets"],
    [`a@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example.org`, "255 octets"],
  ])("refuses %j: %s", (text) => {
    expect(parseEmailAddress(text)).toMatchObject({ ok: false, problem: expect.stringMatching(/^The /) });
  });

  test("keeps what was typed beside the canonical form", () => {
    expect(parseEmailAddress('"John.Doe"@Example.ORG')).toEqual({
      ok: true,
      address: {
        typed: '"John.Doe"@Example.ORG',
        localPart: "john.doe",
        domain: "example.org",
        key: "john.doe@example.org",
      },
    });
  });
});

test("requireEmailAddress names the field that is wrong", () => {
  expect(requireEmailAddress("a@example.org", "input.address").key).toBe("a@example.org");
  expect(() => requireEmailAddress("a", "input.address")).toThrow(
    expect.objectContaining({ code: "BAD_USER_INPUT", field: "input.address", message: "The address has no @" }),
  );
});

describe("parseReversePath", () => {
  test.each([
    ["a b@example.org", '"a b"@example.org'],
    ["a@b@example.org", '"a@b"@example.org'],
    ['"a"@example.org', '"\\"a\\""@example.org'],
    ["a\\b@example.org", '"a\\\\b"@example.org'],
    ["a..b@example.org", '"a..b"@example.org'],
    ["@example.org", '""@example.org'],
    ["Anna@Example.org.", "anna@example.org"],
    ["user%other.example@example.org", "user%other.example@example.org"],
  ])("reads the internal form %j", (text, key) => {
    expect(parseReversePath(text)).toMatchObject({ ok: true, address: { key } });
  });

  test("takes an empty text for the null reverse-path", () => {
    expect(parseReversePath("")).toEqual({ ok: true, address: null });
  });

  test.each([
    "postmaster",
    "a@",
    "a@example.org..",
    "a@[192.0.2.1].",
    "a\r@example.org",
    `${"a".repeat(65)}@example.org`,
  ])("refuses %j", (text) => {
    expect(parseReversePath(text).ok).toBe(false);
  });

  test("never throws, and reads any local part back as it was", () => {
    fc.assert(
      fc.property(anyLocalPart, fc.domain(), (content, domain) => {
        const parsed = parseReversePath(`${content}@${domain}`);
        if (!parsed.ok || parsed.address === null) return;
        const typed = parsed.address.typed;
        const localPart = typed.slice(0, typed.lastIndexOf("@"));
        expect(localPart.startsWith('"') ? localPart.slice(1, -1).replace(/\\(.)/g, "$1") : localPart).toBe(content);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("formatEmailAddress", () => {
  test.each([
    ["Anna.Müller@BÜCHER.example", "Anna.Müller@xn--bcher-kva.example"],
    ['"Anna"@Example.org', "Anna@example.org"],
    ['"Anna B\\"\\C"@Example.org', '"Anna B\\"C"@example.org'],
  ])("writes %j as %j", (typed, expected) => {
    expect(formatEmailAddress(requireEmailAddress(typed, "address"))).toBe(expected);
  });
});

describe("withoutSubaddress", () => {
  test.each([
    ["anna+news@example.org", "+", "anna@example.org"],
    ["anna+news+more@example.org", "+", "anna@example.org"],
    ["anna+@example.org", "+", "anna@example.org"],
    ["anna-b+news@example.org", "+-", "anna@example.org"],
    ["anna=b@example.org", "+=", "anna@example.org"],
    ['"anna b+c"@example.org', "+", '"anna b"@example.org'],
    ['"anna+b c"@example.org', "+", "anna@example.org"],
    ["anna.+b@example.org", "+", '"anna."@example.org'],
    ["postmaster+x@example.org", "+", "postmaster@example.org"],
    ["-request@example.org", "-", null],
    ["anna@example.org", "+", null],
    ["anna+news@example.org", "", null],
    ["+news@example.org", "+", null],
    ["double-bounce@example.org", "-", null],
    ["mailer-daemon@example.org", "-", null],
    ["owner-list@example.org", "-", null],
    ["list-request@example.org", "-", null],
    ["owner-list+x@example.org", "+-", null],
    ["owner-list+x@example.org", "+", "owner-list@example.org"],
  ])("makes of %j with delimiters %j: %j", (text, delimiters, key) => {
    expect(withoutSubaddress(requireEmailAddress(text, "address"), delimiters)?.key ?? null).toBe(key);
  });
});
