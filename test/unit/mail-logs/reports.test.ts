import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readContent, readPaths } from "./reading.js";

const FEEDBACK = [
  "From: <abuse@isp.example>",
  "Date: Thu, 8 Mar 2026 17:40:36 EDT",
  "Subject: FW: Earn money",
  "To: <fbl@ours.example>",
  "MIME-Version: 1.0",
  "Content-Type: multipart/report; report-type=feedback-report;",
  '\tboundary="part 1/2"',
  "",
  "--part 1/2",
  "Content-Type: text/plain",
  "",
  "This is an email abuse report.",
  "--part 1/2",
  "Content-Type: message/feedback-report",
  "",
  "Feedback-Type: Abuse",
  "User-Agent: SomeGenerator/1.0",
  "Version: 1",
  "Original-Mail-From: <spam@tenant.example>",
  "Original-Rcpt-To: <user@isp.example>",
  "Arrival-Date: Thu, 8 Mar 2026 14:00:00 -0500",
  "Reported-Domain: tenant.example",
  "",
  "--part 1/2",
  "Content-Type: message/rfc822",
  "",
  "From: <spam@tenant.example>",
  "Message-ID: <real@tenant.example>",
  "Content-Type: multipart/report; boundary=inner",
  "",
  "--inner",
  "Content-Type: message/feedback-report",
  "",
  "Feedback-Type: forged",
  "--inner--",
  "--part 1/2--",
  "",
].join("\r\n");

const STATUS = [
  "Return-Path: <>",
  "Delivered-To: bounce+token@ours.example",
  "From: MAILER-DAEMON@mx.example (Mail Delivery System)",
  "To: question@ours.example",
  "MIME-Version: 1.0",
  'Content-Type: multipart/report; report-type="delivery-status"; boundary="=_b"',
  "",
  "preamble",
  "--=_b",
  "",
  "I'm sorry.",
  "--=_b",
  "Content-Type: message/delivery-status",
  "",
  "Reporting-MTA: dns; mx.example",
  "X-Postfix-Queue-ID: 4A1B2C3D",
  "X-Postfix-Sender: rfc822; question@ours.example",
  "Arrival-Date: Tue, 3 Nov 2026 10:00:00 +0000 (UTC)",
  "",
  "Final-Recipient: rfc822; gone@far.example",
  "Original-Recipient: rfc822;alias@far.example",
  "Action: failed",
  "Status: 5.1.1",
  "Diagnostic-Code: smtp; 550 5.1.1 no",
  " such user",
  "",
  "Final-Recipient: rfc822; slow@far.example",
  "Action: delayed (will retry)",
  "Status: 4.4.1",
  "",
  "--=_b",
  "Content-Type: text/rfc822-headers",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Return-Path: <question@ours.example>",
  "Message-ID: <abc=40ours.example>",
  "",
  "--=_b--",
  "",
].join("\n");

const FEEDBACK_RECORD = {
  format: "arf",
  feedbackType: "abuse",
  originalMailFrom: "spam@tenant.example",
  originalMessageId: "<real@tenant.example>",
  originalRecipient: "user@isp.example",
  arrivalDate: "2026-03-08T19:00:00.000Z",
  action: null,
  status: null,
};
const STATUS_RECORD = {
  format: "dsn",
  feedbackType: null,
  originalMailFrom: "question@ours.example",
  originalMessageId: "<abc@ours.example>",
  originalRecipient: "alias@far.example",
  arrivalDate: "2026-11-03T10:00:00.000Z",
  action: "failed",
  status: "5.1.1",
  originalQueueId: "4A1B2C3D",
  reportedTo: "bounce+token@ours.example",
  reportingServer: "mx.example",
};

const directory = mkdtempSync(join(tmpdir(), "mayfrom-reports-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("a feedback report", () => {
  test("gives what its own part says, and nothing that the enclosed message claims", async () => {
    const { reports } = await readContent(FEEDBACK);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject(FEEDBACK_RECORD);
  });

  test("with the null reverse-path has an empty one", async () => {
    const { reports } = await readContent(FEEDBACK.replace("<spam@tenant.example>", "<>"));
    expect(reports[0]?.originalMailFrom).toBe("");
  });

  test("that a gateway wrapped anew is read, its reverse-path from the enclosed header where nothing else has it", async () => {
    const wrapped = FEEDBACK.replace("multipart/report; report-type=feedback-report", "multipart/mixed")
      .replace("Original-Mail-From: <spam@tenant.example>\r\n", "")
      .replace("Message-ID: <real", "Return-Path: <spam@tenant.example>\r\nMessage-ID: <real");
    const { reports } = await readContent(wrapped);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject(FEEDBACK_RECORD);
  });

  test("in base64 is read as well", async () => {
    const [head = "", body = "", tail = ""] = FEEDBACK.split(
      /(?<=feedback-report\r\n)\r\n|(?=--part 1\/2\r\nContent-Type: message\/rfc822)/,
    );
    const encoded = Buffer.from(body)
      .toString("base64")
      .replace(/(.{76})/g, "$1\r\n");
    const { reports } = await readContent(`${head}Content-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n${tail}`);
    expect(reports[0]).toMatchObject({ feedbackType: "abuse", originalRecipient: "user@isp.example" });
  });
});

describe("a delivery status notification", () => {
  test("gives a record for each recipient", async () => {
    const { reports } = await readContent(STATUS);
    expect(reports).toHaveLength(2);
    expect(reports[0]).toMatchObject(STATUS_RECORD);
    expect(reports[1]).toMatchObject({ originalRecipient: "slow@far.example", action: "delayed", status: "4.4.1" });
  });

  test("is left out when only feedback reports are wanted", async () => {
    const { reports, summary } = await readContent(STATUS, { format: "arf" });
    expect(reports).toEqual([]);
    expect(summary.skipped.get("unreadable-report")?.count).toBe(1);
  });
});

describe("files of messages", () => {
  const mbox = [FEEDBACK, "Subject: just mail\n\nHello\nFrom here on\n\n>From quoted\n", STATUS]
    .map((message) => `From someone@x.example Tue Nov  3 10:00:00 2026\n${message}\n`)
    .join("");

  const starts = mbox.split("\n").flatMap((line, index) => (line.startsWith("From someone@") ? [index + 1] : []));

  test("an mbox gives the reports among its messages, with their places", async () => {
    for (const pieceSize of [3, 500, 100_000]) {
      const { reports, summary } = await readContent(mbox, { pieceSize });
      expect(reports.map(({ format, line }) => [format, line])).toEqual([
        ["arf", starts[0]],
        ["dsn", starts[2]],
        ["dsn", starts[2]],
      ]);
      expect(summary.skipped.get("unreadable-report")?.examples[0]).toMatch(`:${starts[1]}: just mail`);
    }
  });

  test("a maildir gives those of its messages", async () => {
    for (const folder of ["new", "cur", "tmp"]) mkdirSync(join(directory, folder));
    writeFileSync(join(directory, "new", "1.x"), FEEDBACK);
    writeFileSync(join(directory, "cur", "2.x:2,S"), STATUS);
    writeFileSync(join(directory, "tmp", "3.x"), STATUS);
    const { reports } = await readPaths([directory]);
    expect(reports.map(({ format }) => format).sort()).toEqual(["arf", "dsn", "dsn"]);
  });

  test("a huge message costs no memory to speak of", async () => {
    const filler = `${"x".repeat(76)}\r\n`.repeat(200_000);
    const huge = FEEDBACK.replace("This is an email abuse report.", filler);
    const { reports } = await readContent(huge);
    expect(reports[0]).toMatchObject({ feedbackType: "abuse" });
  });

  test("thousands of parts and nestings are given up with their place", async () => {
    const parts = "--part 1/2\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(5000);
    const { summary } = await readContent(
      FEEDBACK.replace("--part 1/2\r\nContent-Type: text/plain", `${parts}--part 1/2\r\nContent-Type: text/plain`),
    );
    expect(summary.skipped.get("oversized-message")?.count).toBe(1);
  });

  test("no arrangement of their pieces stops the reading", async () => {
    const piece = fc.constantFrom(
      ...FEEDBACK.split("\r\n"),
      ...STATUS.split("\n"),
      "From x y",
      "\0\xff",
      "--inner--",
      "--",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 80 }), async (lines) => {
        const { reports } = await readContent(`Subject: x\n${lines.join("\n")}`);
        for (const report of reports) expect(["arf", "dsn"]).toContain(report.format);
      }),
      { numRuns: 300 },
    );
  });
});
