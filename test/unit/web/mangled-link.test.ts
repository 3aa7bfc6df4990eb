import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mendLink } from "../../../src/web/mangled-link.js";

const TOKEN = "aB3dEf6hIj-lMn_pQrStUvWxYz0123456789aBcDeFg";
const SHORT = TOKEN.slice(0, 22);
const SIGHT = `${TOKEN}${TOKEN}`.slice(0, 67);
const LINK = `/confirm/${TOKEN}`;

describe("a link of a mail", () => {
  it.each([
    ["a full stop", `${LINK}.`],
    ["a bracket", `${LINK})`],
    ["an angle bracket", `${LINK}%3E`],
    ["both angle brackets", `/confirm/%3C${TOKEN}%3E`],
    ["quotation marks of every kind", `/confirm/%E2%80%9C${TOKEN}%E2%80%9D'"`],
    ["a comma and more words", `${LINK},%20please`],
    ["a slash", `${LINK}/`],
    ["slashes doubled and capitals", `//Confirm//${TOKEN}`],
    ["a zero-width space", `${LINK}%E2%80%8B`],
    ["a zero-width space within", `/confirm/${TOKEN.slice(0, 20)}%E2%80%8B${TOKEN.slice(20)}`],
    ["quoted-printable's rest", `/confirm/3D${TOKEN}`],
    ["quoted-printable's equals sign", `/confirm/=3D${TOKEN}`],
    ["a soft line end within", `/confirm/${TOKEN.slice(0, 30)}=%0D%0A${TOKEN.slice(30)}`],
    ["a line end and a quotation mark within", `/confirm/${TOKEN.slice(0, 30)}%20${TOKEN.slice(30)}`],
    ["an equals sign at the end", `${LINK}=`],
    ["what a click tracker adds", `${LINK}&utm_source=mail`],
    ["more letters of a tracker", `${LINK}_utm`],
    ["a percent sign that encodes nothing", `${LINK}%`],
    ["its own address before it", `/confirm/https:/mail.example/confirm/${TOKEN}`],
    ["a full stop, encoded", `${LINK}%2E`],
  ])("is found with %s", (_, url) => {
    expect(mendLink(url)).toBe(LINK);
  });

  it("keeps its query, and the links of every page are mended alike", () => {
    expect(mendLink(`${LINK}.?lang=de`)).toBe(`${LINK}?lang=de`);
    expect(mendLink(`/owner/${SIGHT})`)).toBe(`/owner/${SIGHT}`);
    expect(mendLink(`/owner/${TOKEN})`)).toBe(`/owner/${TOKEN}`);
    expect(mendLink(`/confirm-email/${TOKEN}.`)).toBe(`/confirm-email/${TOKEN}`);
    expect(mendLink(`/unsubscribe/${SIGHT.slice(0, 54)}%3E`)).toBe(`/unsubscribe/${SIGHT.slice(0, 54)}`);
    expect(mendLink(`/u/${TOKEN}%3E`)).toBe(`/unsubscribe/${TOKEN}`);
    expect(mendLink(`/q/${TOKEN}%3E`)).toBe(LINK);
    expect(mendLink(`/Q/https:/mail.example/q/${TOKEN}.?lang=de`)).toBe(`${LINK}?lang=de`);
    expect(mendLink("/u/x?lang=de")).toBe("/unsubscribe/x?lang=de");
  });

  it("is found when its token is short, and when a long one was broken to the length of a short one", () => {
    expect(mendLink(`/Owner/%3C${SHORT}%3E.`)).toBe(`/owner/${SHORT}`);
    expect(mendLink(`/owner/https:/a-host-of-22-characters.example/owner/${SHORT}`)).toBe(`/owner/${SHORT}`);
    expect(mendLink(`/confirm/${TOKEN.slice(0, 22)}=%0D%0A${TOKEN.slice(22)}`)).toBe(LINK);
  });

  it("of a question leads to it by what a mail program has left of its token, the first half at least", () => {
    for (let length = 22; length < TOKEN.length; length += 1) {
      expect(mendLink(`/confirm/${TOKEN.slice(0, length)}`)).toBe(`/confirm/${SHORT}`);
    }
    expect(mendLink(`/confirm/${TOKEN.slice(0, 21)}`)).toBe(`/confirm/${TOKEN.slice(0, 21)}`);
  });

  it.each(["/", "/graphql", "/confirm", "/confirm/short", "/console/confirm/x", "/healthz?x=/confirm/y", ""])(
    "is not seen in %j, which stays as it is",
    (url) => {
      expect(mendLink(url)).toBe(url);
    },
  );

  it("is never changed when it is whole, and never anything but a token comes out", () => {
    const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
    const token = fc
      .array(fc.constantFrom(...alphabet), { minLength: 43, maxLength: 43 })
      .map((parts) => parts.join(""));
    fc.assert(fc.property(token, (each) => mendLink(`/confirm/${each}`) === `/confirm/${each}`));
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        const mended = mendLink(`/confirm${path}`);
        return mended === `/confirm${path}` || /^\/confirm\/(?:[\w-]{22}|[\w-]{43})(\?|$)/.test(mended);
      }),
    );
  });
});
