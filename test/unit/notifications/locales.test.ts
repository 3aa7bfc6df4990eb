import { describe, expect, it } from "vitest";
import { locales } from "../../../src/notifications/locales/language.js";

function entriesOf(language: keyof typeof locales): Map<string, string> {
  const entries = Object.entries(locales[language]).flatMap(([section, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${section}.${key}`, text as string] as const),
  );
  return new Map(entries);
}

const english = entriesOf("en");

describe.each(Object.keys(locales) as (keyof typeof locales)[])("the texts in %s", (language) => {
  const texts = entriesOf(language);

  it("are all there, in every plural form that the language has, and no others", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wanted = [...english.keys()].flatMap((key) => {
      if (key.endsWith("_one")) return forms.map((form) => key.replace(/one$/, form));
      return key.endsWith("_other") ? [] : [key];
    });
    expect([...texts.keys()].sort()).toEqual(wanted.sort());
  });

  it("are not empty, and fill in what the English ones do", () => {
    const placeholders = (text: string) => [...new Set(text.match(/\{\{.*?\}\}/g))].sort();
    for (const [key, text] of texts) {
      expect(text.trim()).not.toBe("");
      const model = english.get(key.replace(/_many$/, "_other"));
      expect([key, placeholders(text)]).toEqual([key, placeholders(model!)]);
    }
  });
});
