import { expect, it } from "vitest";
import { readKeptName } from "../../../src/audit/index.js";
import {
  AuthorizationReason,
  reasonBecause,
  reasonCodeOf,
  reasonText,
} from "../../../src/authorizations/authorization-reason.js";
import { reasonIn } from "../../../src/authorizations/reason-words.js";
import { languageFor } from "../../../src/texts/index.js";

const VALUES = {
  who: readKeptName("anna"),
  domain: "shop.example",
  address: "a@b.example",
  days: 1_200,
  mails: 3,
  complaints: 40,
  record: "_mayfrom.b.example",
  file: "rights.csv",
  day: "2026-04-12",
  zone: "UTC",
};

it("is kept as a code, and said in each language with what it is about", () => {
  for (const code of Object.values(AuthorizationReason)) {
    const kept = reasonBecause(code as AuthorizationReason.PAUSED_BY, VALUES);
    expect(reasonCodeOf(kept), code).toBe(code);
    const said = ["en", "de", "fr"].map((each) => reasonIn(languageFor(each), kept));
    expect(new Set(said).size, code).toBe(3);
    const { day: _day, zone: _zone, ...asTheyAre } = VALUES;
    for (const value of Object.values(asTheyAre).map(String)) {
      const isInEach = said.map((text) => text?.includes(value));
      expect(new Set(isInEach).size, `${code} ${value}`).toBe(1);
    }
  }
});

it("names whom the reader may not know in the reader's words, and logins as they are", () => {
  const german = languageFor("de");
  const paused = (who: string) =>
    reasonIn(german, reasonBecause(AuthorizationReason.PAUSED_BY, { who: readKeptName(who) }));
  expect(paused(":THE_PLATFORM")).toBe("angehalten von der Plattform");
  expect(paused(":A_DOMAIN shop.example")).toBe("angehalten von der Verwaltung von shop.example");
  expect(paused("north")).toBe("angehalten von north");
});

it("is no code where somebody wrote the very words of one", () => {
  const written = reasonText("allowed by its owner");
  expect(reasonCodeOf(written)).toBe(null);
  expect(reasonIn(languageFor("de"), written)).toBe("allowed by its owner");
});

it("is left alone where somebody wrote it, or nobody did", () => {
  const written = reasonText("left the company; was allowed by its owner");
  expect(reasonIn(languageFor("fr"), written)).toBe("left the company; was allowed by its owner");
  expect(reasonCodeOf(written)).toBe(null);
  expect(reasonIn(languageFor("fr"), null)).toBe(null);
});
