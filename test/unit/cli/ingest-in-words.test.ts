import { expect, it } from "vitest";
import { ingestInWords, tallyInWords } from "../../../src/cli/ingest-in-words.js";
import { IngestSummary } from "../../../src/mail-logs/index.js";
import { languageFor } from "../../../src/texts/index.js";

function someReading(): IngestSummary {
  const summary = new IngestSummary();
  Object.assign(summary, {
    lines: 12_000,
    bytes: 9_000_000,
    sources: 2,
    correlated: 4_100,
    queued: 4_000,
    refused: 90,
  });
  summary.skip("damaged-archive", "mail.log.2.gz", 17, "unexpected end of file");
  summary.doubt("several-header-from", "mail.log", 3);
  return summary;
}

it.each([
  ["en", /^read 12,000 lines /, /\nskipped: a damaged archive \(damaged-archive\): 1\n {2}mail\.log\.2\.gz:17: unexp/],
  ["de", /^12\.000 Zeilen /, /\nübergangen: Archiv beschädigt \(damaged-archive\): 1\n {2}mail\.log\.2\.gz:17: unexp/],
  [
    "fr",
    /^12\u00a0000 lignes /,
    /\nignoré\u00a0: archive endommagée \(damaged-archive\)\u00a0: 1\n {2}mail\.log\.2\.gz:17: unexp/,
  ],
])("what was read is said in the terminal's language, %s, with the cause that programs know", (code, head, skipped) => {
  const words = ingestInWords(languageFor(code)).summary(someReading());
  expect(words).toMatch(head);
  expect(words).toMatch(skipped);
  expect(words).toContain("(several-header-from)");
  expect(words.endsWith("\n")).toBe(true);
});

it("says while it reads how far it is, as far as that is known", () => {
  const { progress } = ingestInWords(languageFor("de"));
  const figures = { source: "a", bytesRead: 50, lines: 1_200, correlated: 30, linesPerSecond: 400, secondsLeft: null };
  expect(progress({ ...figures, bytesTotal: null })).toBe("1.200 Zeilen, 30 Einlieferungen, 400/s");
  expect(progress({ ...figures, bytesTotal: 200 })).toBe("1.200 Zeilen, 30 Einlieferungen, 400/s, 25 %");
  expect(progress({ ...figures, bytesTotal: 200, secondsLeft: 9 })).toMatch(/25 %, noch 9 s$/);
});

it("says what was counted", () => {
  expect(tallyInWords({ accepted: 3, unknownLogins: 2, skipped: 1 }, languageFor("fr"))).toBe(
    "3 messages de comptes connus comptés\u00a0; 2 d’identifiants inconnus, 1 inutilisables\n",
  );
});
