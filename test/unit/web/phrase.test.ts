import { describe, expect, it } from "vitest";
import { phrase } from "../../../src/web/phrase.js";
import { prefersHtml } from "../../../src/web/prefers-html.js";

describe("a sentence on a page", () => {
  it.each([
    [
      "keeps a short address on one line",
      "as ben@shop.test?",
      'as <bdi class="addr together" dir="ltr">ben@shop.test</bdi>?',
    ],
    [
      "lets a longer one break after its @",
      "jennifer.carter@bakery-north.example",
      '<bdi class="addr" dir="ltr">jennifer.carter@<wbr>bakery-north.example</bdi>',
    ],
    [
      "and after . - + of a part that is longer still",
      "a-very-long-name+of-a-list@x.example",
      '<bdi class="addr" dir="ltr">a-<wbr>very-<wbr>long-<wbr>name+<wbr>of-<wbr>a-<wbr>list@<wbr>x.example</bdi>',
    ],
    [
      "keeps hyphened words whole",
      "Peut-il envoyer des e-mails ?",
      '<span class="together">Peut-il</span> envoyer des <span class="together">e-mails</span> ?',
    ],
    ["stays text, whatever an address holds", "<b>@evil.example", "&lt;b&gt;@evil.example"],
  ])("%s", (_what, text, markup) => {
    expect(phrase(text).text).toBe(markup);
  });
});

it.each([
  [undefined, false],
  ["*/*", false],
  ["application/json", false],
  ["text/html,application/xhtml+xml,*/*;q=0.8", true],
  ["application/json, text/html;q=0.5", false],
  ["text/html;q=0", false],
])("takes the Accept header %j for one that wants a page: %s", (accept, isPage) => {
  expect(prefersHtml(accept)).toBe(isPage);
});
