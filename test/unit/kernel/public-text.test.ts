import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError, readPublicText, requirePublicText } from "../../../src/kernel/index.js";

const read = (text: string) => readPublicText(text, 100);

describe("text that strangers see", () => {
  it.each([
    "Nord Mail",
    "Müller & Söhne GmbH",
    "Dr. Weiß, Praxis für Physiotherapie",
    "S.A.R.L. Boulangerie",
    "メール株式会社",
    "بريد الشمال",
    "Mail+ (24/7)",
    "Telephone +44 1632 960101, weekdays 9:00 to 17:00",
    "Release 2.0 Hosting",
  ])("takes %s", (text) => {
    expect(read(text)).toEqual({ ok: true, text });
  });

  it("is in composed form, on one line, with single blanks", () => {
    expect(read("  Cafe\u0301   Mail ")).toEqual({ ok: true, text: "Café Mail" });
  });

  it.each([
    ["a web address", "Pay at https://evil.example/pay"],
    ["a web address without its scheme", "Pay at evil.example"],
    ["a host with a path", "evil.example/login?win=1"],
    ["a host in another script", "Pay at зло.рф"],
    ["an A-label", "Pay at evil.xn--p1ai"],
    ["full width letters and full stops", "Pay at ｅｖｉｌ．ｅｘａｍｐｌｅ"],
    ["an ideographic full stop", "Pay at evil。example"],
    ["a half width ideographic full stop", "Pay at evil｡example"],
    ["a one dot leader", "Pay at evil․example"],
    ["www", "www evil"],
    ["a scheme", "mailto:eve"],
    ["a telephone link", "tel:+123"],
    ["two slashes", "//evil"],
    ["an IPv4 address", "Pay at 192.0.2.1"],
    ["an IPv6 address", "Pay at [2001:db8::1]"],
    ["an @", "eve@evil"],
    ["a full width @", "eve＠evil"],
    ["a small @", "eve﹫evil"],
    ["angle brackets", "<b>Mail</b>"],
    ["full width angle brackets", "＜b＞"],
    ["single guillemets", "‹b›"],
    ["CJK angle brackets", "〈b〉"],
    ["a line end", "Mail\r\nBcc: eve"],
    ["a null octet", "Mail\0"],
    ["a right to left override", "evil\u202ebrand"],
    ["an isolate", "evil\u2066brand"],
    ["an Arabic letter mark", "evil\u061cbrand"],
    ["a zero width blank", "Nord\u200bMail"],
    ["a soft hyphen", "Nord\u00adMail"],
    ["a Hangul filler", "Nord\u3164Mail"],
    ["a tag character", "Nord\u{e0041}Mail"],
    ["a variation selector", "Nord\ufe0fMail"],
    ["a blank that does not break", "Nord\u00a0Mail"],
    ["an ideographic blank", "Nord\u3000Mail"],
    ["a line separator", "Nord\u2028Mail"],
    ["an empty Braille pattern", "Nord\u2800Mail"],
    ["a lone surrogate", "Nord\ud800Mail"],
    ["a private character", "Nord\ue000Mail"],
    ["nothing", "   "],
    ["too much", "x".repeat(101)],
  ])("refuses %s", (_what, text) => {
    expect(read(text).ok).toBe(false);
  });

  it("names the field and what would be valid", () => {
    try {
      requirePublicText("evil.example", "input.brandName", 100);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
      expect(error).toMatchObject({ code: "BAD_USER_INPUT", field: "input.brandName" });
      expect((error as DomainError).expected).toContain("1…100 characters");
    }
  });

  it("is taken as it was made", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
        const made = read(text);
        if (!made.ok) return;
        expect(made.text).not.toMatch(/[\p{Cc}\p{Cf}@<>]|:\/\//u);
        expect(read(made.text)).toEqual(made);
      }),
    );
  });
});
