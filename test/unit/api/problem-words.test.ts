import { expect, it } from "vitest";
import { messageIn } from "../../../src/api/problem-words.js";
import { because, conflict, DomainError, parseTimeZone } from "../../../src/kernel/index.js";
import { languageFor } from "../../../src/texts/index.js";

it.each([
  ["Europe/Berlin", "24. Oktober 2026 um 23:30 (Berlin, UTC+2)"],
  ["America/St_Johns", "24. Oktober 2026 um 19:00 (St Johns, UTC-2:30)"],
  ["Pacific/Auckland", "25. Oktober 2026 um 10:30 (Auckland, UTC+13)"],
])("a refusal tells the moment in the zone of %s and names it", (name, moment) => {
  const refusal = new DomainError(
    because("OWNER_SAID_NO", { until: new Date("2026-10-24T21:30:00Z") }),
    "The owner of this address said no",
    { zone: parseTimeZone(name) ?? undefined },
  );
  expect(messageIn(languageFor("de"), refusal)).toBe(
    `Der Inhaber dieser Adresse hat abgelehnt; ab ${moment} können Sie erneut fragen`,
  );
});

it("what an administrator is refused is said in their language; English keeps the operation's own words", () => {
  const refusal = conflict("SUSPENDED_ALREADY", "bakery.example is suspended already");
  expect(["en", "de", "fr"].map((code) => messageIn(languageFor(code), refusal))).toEqual([
    "bakery.example is suspended already",
    "Das ist schon gesperrt",
    "C’est déjà bloqué",
  ]);
});
