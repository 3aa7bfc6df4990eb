import { expect, it } from "vitest";
import { settingInWords } from "../../../src/policy/setting-words.js";
import { DEFAULT_POLICY_SETTINGS, SETTING_NAMES } from "../../../src/policy/settings-table.js";
import { languageFor } from "../../../src/texts/index.js";

it.each([
  ["en", "verificationHours", 72, "72 hours"],
  ["de", "verificationHours", 1, "1 Stunde"],
  ["de", "observationDays", 90, "90 Tage"],
  ["fr", "requestsPerTargetDomainAndHour", 100, "100 e-mails par heure"],
  ["de", "holdThreshold", 1_000, "1.000 Nachrichten in sieben Tagen"],
  ["de", "schedule", [], "keine"],
  ["fr", "grandfatherUntil", 0, "aucun"],
] as const)("in %s %s of %j is said as %s", (code, name, value, words) => {
  expect(settingInWords(name, value, languageFor(code))).toBe(words);
});

it("no number of a default is without its unit in any language", () => {
  for (const code of ["en", "de", "fr"]) {
    for (const name of SETTING_NAMES) {
      const words = settingInWords(name, DEFAULT_POLICY_SETTINGS[name], languageFor(code));
      expect(words, `${code} ${name}`).not.toMatch(/^[\d.\s]*$/);
    }
  }
});
