import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEmailAddress, requireEmailAddress } from "../../../src/kernel/index.js";
import { requireSameEnvelope } from "../../../src/outbox/transports/envelope.js";
import { readsAsMessage, requireAskable } from "../../../src/verification/askable-address.js";

const reads = (typed: string) => readsAsMessage(requireEmailAddress(typed, "address"));

describe("what stands before the @", () => {
  it.each([
    "x+YOUR-PARCEL-IS-HELD-pay-at-www.evil.example/p@x.example",
    '"Your parcel is held, see https://evil.example/p now"@catch-all.example',
    '"please call"@x.example',
    '"http://evil.example"@x.example',
    "www.evil.example@x.example",
    "go-to-www2.evil.example@x.example",
    "evil.example/p@x.example",
    "http.evil.example@x.example",
    "a%2fb@x.example",
    '"<c@evil.example>"@x.example',
    '"a@b"@x.example',
    '"a<b"@x.example',
    "your.parcel.is.held@x.example",
    "YOUR_PARCEL_IS_HELD_PAY_NOW@x.example",
    "please-pay-now@x.example",
    "ihr.paket.ist.da.bitte.zahlen@x.example",
    "votre_colis_est_ici@x.example",
    "one.two.three.four.five.six.seven@x.example",
    "yourparcelisheldpleasepaytodayatonce@x.example",
  ])("could serve somebody as a message: %s", (typed) => {
    expect(reads(typed)).toBe(true);
  });

  it.each([
    "anna@x.example",
    "anna.maria-louise@x.example",
    "jean-luc.van.den.berg@x.example",
    "jean.de.la.tour@x.example",
    "no-reply@x.example",
    "do.not.reply@x.example",
    "info+newsletter-from-the-shop@x.example",
    "sales.north.shop@x.example",
    "bounces+12345-ab-user=other.example@x.example",
    "o'brien@x.example",
    "jörg.müller@x.example",
    "12345678@x.example",
    "wwwinfo@x.example",
    "https@x.example".replace("https", "httpd"),
    "datenschutzbeauftragter@x.example",
    '"a..b"@x.example',
  ])("is a name: %s", (typed) => {
    expect(reads(typed)).toBe(false);
  });

  it("is carried through to the envelope as it is, wherever it is asked", () => {
    const localPart = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.oneof(
          localPart,
          localPart.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`),
        ),
        (typed) => {
          const parsed = parseEmailAddress(`${typed}@x.example`);
          fc.pre(parsed.ok && !readsAsMessage(parsed.address));
          expect(() => requireSameEnvelope(parsed.address.key)).not.toThrow();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("is refused with the field, of the address that is asked and of the account that asks", () => {
    const refusal = (account: string, address: string) => {
      try {
        requireAskable(account, address, "input.items[3]");
      } catch (error) {
        return error;
      }
      return null;
    };
    expect(refusal("anna@x.example", "www.evil.example@x.example")).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.items[3].address",
    });
    expect(refusal("www.evil.example@x.example", "anna@x.example")).toMatchObject({
      field: "input.items[3].accountId",
    });
    expect(refusal("anna@x.example", "ben@x.example")).toBeNull();
  });
});
