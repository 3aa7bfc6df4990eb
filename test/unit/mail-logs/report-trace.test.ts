import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readContent } from "./reading.js";

const TOKEN = "0123456789abcdef0123456789abcdef";

/** A feedback report that encloses these lines as a part of this type. */
function report(lines: readonly string[], type = "message/rfc822", encoding = "7bit"): string {
  return [
    "From: <feedback@provider.test>",
    `X-Mayfrom-Trace: ${"f".repeat(32)}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b1"',
    "",
    "--b1",
    "Content-Type: message/feedback-report",
    `X-Mayfrom-Trace: ${"f".repeat(32)}`,
    "",
    "Feedback-Type: abuse",
    `X-Mayfrom-Trace: ${"f".repeat(32)}`,
    "",
    "--b1",
    `Content-Type: ${type}`,
    `Content-Transfer-Encoding: ${encoding}`,
    "",
    ...lines,
    "--b1--",
    "",
  ].join("\r\n");
}

async function tokenOf(content: string): Promise<string | null> {
  const { reports } = await readContent(content);
  expect(reports).toHaveLength(1);
  return reports[0]!.originalTraceToken;
}

describe("the trace header of an enclosed message", () => {
  it.each(["message/rfc822", "text/rfc822-headers", "message/global-headers"])("is read from %s", async (type) => {
    expect(await tokenOf(report([`X-Mayfrom-Trace: ${TOKEN}`], type))).toBe(TOKEN);
    expect(await tokenOf(report(["Subject: x", `X-Mayfrom-Trace: ${TOKEN}`, "", "body"], type))).toBe(TOKEN);
  });

  it.each([
    `x-mayfrom-trace:${TOKEN}`,
    `X-MAYFROM-TRACE:   ${TOKEN}  `,
    `X-Mayfrom-Trace:\r\n ${TOKEN}`,
    `X-Mayfrom-Trace: ${TOKEN}\r\n\t`,
  ])("may be written %j", async (line) => {
    expect(await tokenOf(report([line]))).toBe(TOKEN);
  });

  it("is read from a part in base64 or quoted-printable", async () => {
    const header = `Subject: x\r\nX-Mayfrom-Trace: ${TOKEN}\r\n\r\nbody`;
    expect(await tokenOf(report([Buffer.from(header).toString("base64")], "message/rfc822", "base64"))).toBe(TOKEN);
    const folded = [`X-Mayfrom-Trace: ${TOKEN.slice(0, 10)}=`, TOKEN.slice(10), "", "body"];
    expect(await tokenOf(report(folded, "message/rfc822", "quoted-printable"))).toBe(TOKEN);
  });

  it.each([
    "",
    "0",
    TOKEN.slice(1),
    `${TOKEN}0`,
    TOKEN.toUpperCase(),
    `<${TOKEN}>`,
    `"${TOKEN}"`,
    `${TOKEN} (comment)`,
    `${TOKEN};`,
    `${TOKEN}, ${TOKEN}`,
    `${TOKEN}\r\n ${TOKEN}`,
    `${TOKEN.slice(0, 16)} ${TOKEN.slice(16)}`,
    `${TOKEN}\0`,
    `=?utf-8?q?${TOKEN}?=`,
    "０".repeat(32),
    "a".repeat(60_000),
    "' OR 1=1 --",
  ])("is ignored when it holds %j", async (value) => {
    expect(await tokenOf(report([`X-Mayfrom-Trace: ${value}`]))).toBeNull();
  });

  it("is ignored when there are several, even alike or with nothing in one", async () => {
    for (const other of [TOKEN, "0".repeat(32), "", "nonsense"]) {
      const lines = [`X-Mayfrom-Trace: ${TOKEN}`, `x-mayfrom-trace: ${other}`];
      expect(await tokenOf(report(lines))).toBeNull();
      expect(await tokenOf(report(lines.toReversed()))).toBeNull();
    }
  });

  it("is ignored when more of the header follows than is read", async () => {
    const long = Array.from({ length: 400 }, (_, index) => `X-${index}: ${"x".repeat(990)}`);
    expect(await tokenOf(report([`X-Mayfrom-Trace: ${TOKEN}`, ...long]))).toBeNull();
  });

  it("is not taken from a body, from another header, or from a part that is no message", async () => {
    expect(await tokenOf(report(["Subject: x", "", `X-Mayfrom-Trace: ${TOKEN}`]))).toBeNull();
    expect(await tokenOf(report([`X-Mayfrom-Traces: ${TOKEN}`, `X-Mayfrom-Warning: ${TOKEN}`]))).toBeNull();
    expect(await tokenOf(report([`X-Mayfrom-Trace: ${TOKEN}`], "text/plain"))).toBeNull();
  });

  it("is a token or nothing, whatever is enclosed", async () => {
    const line = fc.oneof(
      fc.constantFrom(`X-Mayfrom-Trace: ${TOKEN}`, "X-Mayfrom-Trace:", ` ${TOKEN}`, "\t", "", TOKEN, "Subject: x"),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const { reports } = await readContent(report(lines));
        for (const { originalTraceToken } of reports) expect([null, TOKEN]).toContain(originalTraceToken);
      }),
      { numRuns: 200 },
    );
  });
});
