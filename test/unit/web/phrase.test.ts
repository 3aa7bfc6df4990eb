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
      '<bdi class="addr" dir="ltr"><span class="half">jennifer.carter@</span><span class="half">bakery-north.example</span></bdi>',
    ],
    [
      "leaves no mark alone on the line behind one",
      "jennifer.carter@bakery-north.example\u00a0?",
      '<bdi class="addr" dir="ltr"><span class="half">jennifer.carter@</span><span class="half">bakery-north.example\u00a0?</span></bdi>',
    ],
    [
      "and after . - + of a half that is longer still",
      "a-very-long-name+of-a-list@x.example",
      '<bdi class="addr" dir="ltr"><span class="half">a-<wbr>very-<wbr>long-<wbr>name+<wbr>of-<wbr>a-<wbr>list@</span><span class="half">x.example</span></bdi>',
    ],
    [
      "keeps hyphened words whole",
      "Peut-il envoyer des e-mails ?",
      '<span class="together">Peut-il</span> envoyer des <span class="together">e-mails</span> ?',
    ],
    [
      "ends no line between a day and its month, or between a time and its zone",
      "bis 2. April 2026 um 11:15 (Berlin, UTC+2), sonst bis 30 mars 2026 UTC",
      'bis <span class="together">2. April</span> 2026 um 11:15 <span class="together">(Berlin, UTC+2)</span>, sonst bis <span class="together">30 mars</span> <span class="together">2026 UTC</span>',
    ],
    [
      "leaves no figure without what it counts at the end",
      "als ben@shop.test: 1.214 Nachrichten",
      'als <bdi class="addr together" dir="ltr">ben@shop.test</bdi>: <span class="together">1.214 Nachrichten</span>',
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
