import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { ingestInWords } from "../../../src/cli/ingest-in-words.js";
import { runDryRun } from "../../../src/mail-logs/index.js";
import { languageFor } from "../../../src/texts/index.js";
import { CLOCK } from "./reading.js";

class Kept extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

async function run(content: string, json: boolean): Promise<{ out: string; errors: string }> {
  async function* input(): AsyncGenerator<Buffer> {
    yield Buffer.from(content);
  }
  const [stdout, stderr] = [new Kept(), new Kept()];
  const words = ingestInWords(languageFor("en"));
  await runDryRun({ files: ["-"], format: "auto", json, stdout, stderr, stdin: input(), clock: CLOCK, words });
  return { out: stdout.text, errors: stderr.text };
}

const LOG = [
  "2026-11-03T10:00:00Z mx postfix/smtpd[1]: 4A1B2C3D: client=c[192.0.2.1], sasl_method=PLAIN, sasl_username=bob\u001b[31m",
  "2026-11-03T10:00:00Z mx postfix/qmgr[2]: 4A1B2C3D: from=<>, size=1, nrcpt=1 (queue active)",
].join("\n");

describe("a dry run", () => {
  test("prints one JSON object a line, with the contract's fields in their order", async () => {
    const { out, errors } = await run(LOG, true);
    expect(out).toBe(
      '{"format":"postfix","host":"mx","queueId":"4A1B2C3D","login":"bob\\u001b[31m","sender":"","headerFrom":null,"at":"2026-11-03T10:00:00.000Z","queued":true,"line":1}\n',
    );
    expect(errors).toMatch(/^read 2 lines .* from 1 sources\ncorrelated 1 submissions: 1 queued/);
  });

  test("prints for people what a terminal does not obey", async () => {
    const { out } = await run(LOG, false);
    expect(out).toBe("2026-11-03T10:00:00.000Z QUEUED bob?[31m <> (<standard input>:1)\n");
  });

  test("prints a report with its own fields", async () => {
    const report = [
      "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
      "",
      "--b",
      "Content-Type: message/feedback-report",
      "",
      "Feedback-Type: abuse",
      "--b--",
    ].join("\n");
    expect((await run(report, true)).out).toBe(
      '{"format":"arf","feedbackType":"abuse","originalMailFrom":null,"originalMessageId":null,"originalRecipient":null,"arrivalDate":null,"action":null,"status":null}\n',
    );
  });
});
