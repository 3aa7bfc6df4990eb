import { describe, expect, it } from "vitest";
import { findUnequalTexts } from "../../../scripts/rules/texts.js";
import { dayOf } from "../../../src/kernel/index.js";
import { requireTimeZone } from "../../../src/kernel/time-zone.js";
import { catalogue } from "../../../src/texts/catalogue.js";
import type { Catalogue } from "../../../src/texts/catalogue.types.js";
import { languageCodeOf, languageFor } from "../../../src/texts/index.js";
import { makeLanguage } from "../../../src/texts/make-language.js";

describe("a language", () => {
  it.each([
    ["de", "de"],
    ["de-AT", "de"],
    ["FR_ca", "fr"],
    ["ja", "en"],
    ["", "en"],
    ["__proto__", "en"],
    ["constructor", "en"],
  ])("of the tag %j is %s", (tag, code) => {
    expect(languageFor(tag).code).toBe(code);
  });

  it("is null where it is none of ours and nobody asked for a substitute", () => {
    expect(languageCodeOf("fr-CH")).toBe("fr");
    expect(languageCodeOf("ja")).toBeNull();
  });

  it.each([
    ["en", 1, "1 message that would be refused"],
    ["en", 0, "0 messages"],
    ["de", 2, "2 Nachrichten"],
    ["fr", 0, "0 message qui serait rejeté"],
    ["fr", 2, "2 messages"],
    ["fr", 1_000_000, "1\u00a0000\u00a0000 messages qui seraient rejetés"],
  ])("writes in %s of %d: %s", (tag, count, text) => {
    const { say, number } = languageFor(tag);
    expect(`${number(count)} ${say("announcement.messages", { count })}`).toContain(text);
  });

  it("writes numbers in its own way, without the narrow space that some mail programs show as a box", () => {
    const row = (tag: string) => languageFor(tag).say("digestReseller.row", { address: "a@b.example", count: 12_000 });
    expect(row("en")).toBe("as a@b.example: 12,000 messages");
    expect(row("de")).toBe("als a@b.example: 12.000 Nachrichten");
    expect(row("fr")).toBe("avec a@b.example\u00a0: 12\u00a0000 messages");
  });

  it.each([
    ["en", "Europe/Berlin", "12 April 2026 at 00:05 (Berlin, UTC+2)", "12 April 2026 (Berlin)"],
    ["de", "Europe/Berlin", "12. April 2026 um 00:05 (Berlin, UTC+2)", "12. April 2026 (Berlin)"],
    ["fr", "Europe/Berlin", "12 avril 2026 à 00:05 (Berlin, UTC+2)", "12 avril 2026 (Berlin)"],
    ["en", "America/St_Johns", "11 April 2026 at 19:35 (St Johns, UTC-2:30)", "11 April 2026 (St Johns)"],
    ["de", "Pacific/Auckland", "12. April 2026 um 10:05 (Auckland, UTC+12)", "12. April 2026 (Auckland)"],
    ["en", "UTC", "11 April 2026 at 22:05 UTC", "11 April 2026 UTC"],
  ])("writes in %s of %s: %s", (tag, name, time, day) => {
    const zone = requireTimeZone(name, "zone");
    const language = languageFor(tag);
    const at = Date.UTC(2026, 3, 11, 22, 5);
    expect(language.time(at, zone)).toBe(time);
    expect(language.time(new Date(at), zone)).toBe(time);
    expect(language.day(dayOf(at, zone))).toBe(day);
    expect(day.startsWith(language.dayOnly(dayOf(at, zone)))).toBe(true);
  });

  it.each([
    ["en", "1 March 2026 at 00:05 (Berlin, UTC+1)", "1 March 2026 (Berlin)", "11 March 2026 (Berlin)"],
    ["de", "1. März 2026 um 00:05 (Berlin, UTC+1)", "1. März 2026 (Berlin)", "11. März 2026 (Berlin)"],
    ["fr", "1er mars 2026 à 00:05 (Berlin, UTC+1)", "1er mars 2026 (Berlin)", "11 mars 2026 (Berlin)"],
  ])("writes in %s the first of a month as %s, and no other day so", (tag, time, first, eleventh) => {
    const zone = requireTimeZone("Europe/Berlin", "zone");
    const { time: written, day } = languageFor(tag);
    const at = Date.UTC(2026, 1, 28, 23, 5);
    expect(written(at, zone)).toBe(time);
    expect(day(dayOf(at, zone))).toBe(first);
    expect(day(dayOf(Date.UTC(2026, 2, 11), zone))).toBe(eleventh);
  });

  it("fills in each parameter once: what a value holds is never filled in or chosen by", () => {
    const { say } = languageFor("en");
    const account = "{{address}}$&$t(common.support){{count}}@evil.example";
    expect(say("question.allowText", { account, address: "{{account}}" })).toBe(
      `${account} may send as {{account}}. You can withdraw this at any time.`,
    );
  });

  it("ends a sentence once that ends in an abbreviation", () => {
    const words = { ...catalogue.de, given: { until: "Bis {{day}}.", more: "Bis {{day}}..." } } as unknown as Catalogue;
    const say = makeLanguage("de", words).say as (key: string, values?: object) => string;
    expect(say("given.until", { day: "30. Nov." })).toBe("Bis 30. Nov.");
    expect(say("given.until", { day: "heute" })).toBe("Bis heute.");
    expect(say("given.more", { day: "30. Nov." })).toBe("Bis 30. Nov....");
  });

  it("refuses a text whose parameters are missing, and one that does not exist", () => {
    const say = languageFor("de").say as (key: string, values?: object) => string;
    expect(() => say("question.allowText", { account: "a" })).toThrow("needs address");
    expect(() => say("question.nothing")).toThrow('no text "question.nothing"');
    expect(() => say("announcement.messages")).toThrow('no text "announcement.messages"');
    expect(() => say("__proto__")).toThrow("no text");
  });
});

describe("a fourth language", () => {
  // Portuguese has three plural forms; every word is the English one, marked.
  const forms = new Intl.PluralRules("pt-PT").resolvedOptions().pluralCategories;
  const words = Object.fromEntries(
    Object.entries(catalogue.en).map(([section, texts]) => [
      section,
      Object.fromEntries(
        Object.entries(texts).flatMap(([key, text]): [string, string][] => {
          if (key.endsWith("_one")) return [];
          if (!key.endsWith("_other")) return [[key, `pt ${text}`]];
          return forms.map((form) => [key.replace(/other$/, form), `pt-${form} ${text}`]);
        }),
      ),
    ]),
  );
  const made = {
    ...words,
    language: { name: "Português", locale: "pt-PT", firstOfMonth: "1" },
  } as unknown as Catalogue;

  it("is whole by its catalogue alone: words, plural forms, numbers and dates", () => {
    expect(findUnequalTexts({ pt: made as never }, catalogue.en)).toEqual([]);
    const { say, number } = makeLanguage("pt", made);
    expect(say("language.name")).toBe("Português");
    expect(say("announcement.messages", { count: 1 })).toMatch(/^pt-one /);
    expect(say("announcement.messages", { count: 1_000_000 })).toMatch(/^pt-many /);
    expect(number(12_000.5)).toBe("12\u00a0000,5");
    const { [Object.keys(words)[1]!]: _left, ...rest } = words;
    expect(findUnequalTexts({ pt: rest as never }, catalogue.en)[0]).toMatch(/is missing$/);
  });
});
