import { describe, expect, it } from "vitest";
import { wholeWords } from "../../../console/src/words/whole-words.js";

describe("a text of the console", () => {
  it.each([
    ["Der Inhaber erhält eine E-Mail", "Der Inhaber erhält eine E-\u2060Mail"],
    ["Les e-mails, et l’e-mail", "Les e-\u2060mails, et l’e-\u2060mail"],
    ["The email of a-user, peut-il", "The email of a-user, peut-il"],
  ])("lets no line end within the word in %j", (text, whole) => {
    expect(wholeWords(text)).toBe(whole);
  });
});
