import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSeenMark, seenMark } from "../../../src/verification/pages/seen-mark.js";
import { verificationKeys } from "../../../src/verification/verification-keys.js";
import { escapeHtml, html } from "../../../src/web/html.js";
import { readerLanguage } from "../../../src/web/reader-language.js";
import { testConfiguration } from "../../support/api.js";

describe("the html tag", () => {
  it("escapes every value that is not its own markup", () => {
    const nasty = `<script>alert("1")</script>&'`;
    expect(html`<p title="${nasty}">${nasty}</p>`.text).toBe(
      `<p title="${escapeHtml(nasty)}">${escapeHtml(nasty)}</p>`,
    );
    expect(html`<ul>${["<a>", "<b>"].map((each) => html`<li>${each}</li>`)}</ul>`.text).toBe(
      "<ul><li>&lt;a&gt;</li><li>&lt;b&gt;</li></ul>",
    );
    expect(html`${null}${undefined}${false}${0}`.text).toBe("0");
  });

  it("lets no text out of an element or an attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });
});

describe("the language of a page", () => {
  it.each([
    ["de-CH,de;q=0.9,en;q=0.8", "en", "de"],
    ["en;q=0.5, fr;q=0.9", "de", "fr"],
    ["xx, *;q=0.1", "fr", "fr"],
    [undefined, "de", "de"],
    ["de;q=0", "fr", "fr"],
    ["constructor", "__proto__", "en"],
    ["", "pt-BR", "en"],
  ])("for %j and a mail in %s is %s", (header, mail, code) => {
    expect(readerLanguage({ headers: { "accept-language": header }, query: {} }, mail).code).toBe(code);
  });

  it.each([
    ["fr", "fr"],
    ["FR-ch", "fr"],
    ["xx", "de"],
    [["fr", "en"], "de"],
    [undefined, "de"],
  ])("is the one that was chosen on the page, %j, before the browser's", (lang, code) => {
    expect(readerLanguage({ headers: { "accept-language": "de" }, query: { lang } }, "en").code).toBe(code);
  });
});

describe("the mark that a page hands to its form", () => {
  const mailer = verificationKeys(testConfiguration());
  const at = new Date("2026-03-01T10:00:00Z");
  const later = new Date(at.getTime() + 5_000);

  it("says when the page was shown, for its own question only", () => {
    const mark = seenMark(mailer, "token", at);
    expect(readSeenMark(mailer, "token", mark, later)).toEqual(at);
    expect(readSeenMark(mailer, "other", mark, later)).toBeNull();
    expect(readSeenMark(mailer, "token", mark, new Date(at.getTime() - 1))).toBeNull();
  });

  it("is nothing when it was made up", () => {
    for (const mark of [null, "", ".", "abc", "zzzz.0000", `${at.getTime().toString(36)}.`]) {
      expect(readSeenMark(mailer, "token", mark, later)).toBeNull();
    }
    fc.assert(fc.property(fc.string(), (mark) => readSeenMark(mailer, "token", mark, later) === null));
  });
});
