import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createLogTimeReader } from "../../../src/mail-logs/framing/log-time.js";
import { CLOCK, readContent } from "./reading.js";

const OPENED = "4A1B2C3D: client=c.example[192.0.2.1], sasl_method=PLAIN, sasl_username=bob";
const ACTIVE = "4A1B2C3D: from=<s@a.example>, size=1, nrcpt=1 (queue active)";

describe("the two lines of a message are understood", () => {
  const json = (fields: Record<string, unknown>, message: string) => JSON.stringify({ ...fields, MESSAGE: message });
  const utc = Date.UTC(2026, 10, 3, 9, 30, 0, 250);
  const local = new Date(2026, 10, 3, 9, 30, 0).getTime();
  test.each<[string, (service: string, message: string) => string, string | null, number | null]>([
    ["RFC 3164", (service, text) => `Nov  3 09:30:00 mx postfix/${service}[7]: ${text}`, "mx", local],
    ["RFC 3164 with priority", (service, text) => `<22>Nov  3 09:30:00 mx postfix/${service}[7]: ${text}`, "mx", local],
    ["RFC 3164 with a year", (service, text) => `Nov  3 2026 09:30:00 mx postfix/${service}[7]: ${text}`, "mx", local],
    ["ISO 8601", (service, text) => `2026-11-03T10:30:00.250+01:00 mx postfix/${service}[7]: ${text}`, "mx", utc],
    ["ISO 8601 with a blank", (service, text) => `2026-11-03 09:30:00 mx postfix/${service}[7]: ${text}`, "mx", local],
    ["no pid", (service, text) => `Nov  3 09:30:00 mx postfix/${service}: ${text}`, "mx", local],
    ["RFC 5424", (service, text) => `<22>1 2026-11-03T09:30:00.250Z mx postfix/${service} 7 - - ${text}`, "mx", utc],
    [
      "RFC 5424 with structured data",
      (service, text) =>
        `<22>1 2026-11-03T09:30:00.250Z mx postfix/${service} 7 ID [a b="c\\] d"][e f="g"] \ufeff${text}`,
      "mx",
      utc,
    ],
    [
      "journalctl -o json",
      (service, text) =>
        json(
          {
            _HOSTNAME: "mx",
            SYSLOG_IDENTIFIER: `postfix/${service}`,
            SYSLOG_PID: "7",
            __REALTIME_TIMESTAMP: `${utc}123`,
          },
          text,
        ),
      "mx",
      utc,
    ],
    [
      "a whole line in JSON",
      (service, text) => JSON.stringify({ log: `Nov  3 09:30:00 mx postfix/${service}[7]: ${text}\n` }),
      "mx",
      local,
    ],
    ["a bare message in JSON", (_, text) => JSON.stringify({ message: text }), null, null],
    ["a tag alone", (service, text) => `postfix/${service}[7]: ${text}`, null, null],
    ["a tag in JSON", (service, text) => JSON.stringify({ message: `postfix/${service}[7]: ${text}` }), null, null],
    [
      "RFC 5424 without priority",
      (service, text) => `1 2026-11-03T09:30:00.250Z mx postfix/${service} 7 - - ${text}`,
      "mx",
      utc,
    ],
    [
      "Solaris syslog",
      (service, text) => `Nov  3 09:30:00 mx postfix/${service}[7]: [ID 197553 mail.info] ${text}`,
      "mx",
      local,
    ],
    ["a bare message", (_, text) => text, null, null],
    ["CRLF", (service, text) => `Nov  3 09:30:00 mx postfix/${service}[7]: ${text}\r`, "mx", local],
  ])("in %s", async (_, frame, host, at) => {
    const { submissions } = await readContent(`${frame("submission/smtpd", OPENED)}\n${frame("qmgr", ACTIVE)}\n`);
    expect(submissions).toHaveLength(1);
    expect(submissions[0]).toMatchObject({ host, login: "bob", sender: "s@a.example", at, line: 1, queued: true });
  });

  test("in journalctl -o export, with a binary value, cut anywhere", async () => {
    const entry = (service: string, message: string, extra = "") =>
      `__CURSOR=s=1\n__REALTIME_TIMESTAMP=${utc}000\n_HOSTNAME=mx\nSYSLOG_IDENTIFIER=postfix/${service}\n${extra}MESSAGE=${message}\n\n`;
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(5n);
    const binary = `_BINARY\n${length.toString("latin1")}a\nb=c\n`;
    const content = Buffer.from(entry("submission/smtpd", OPENED, binary) + entry("qmgr", ACTIVE), "latin1");
    for (const pieceSize of [1, 7, 10_000]) {
      const { submissions } = await readContent(content, { pieceSize });
      expect(submissions).toHaveLength(1);
      expect(submissions[0]).toMatchObject({ host: "mx", login: "bob", sender: "s@a.example", at: utc, line: 8 });
    }
  });

  test("in a gzip archive of several members", async () => {
    const member = (service: string, text: string) => gzipSync(`Nov  3 09:30:00 mx postfix/${service}[7]: ${text}\n`);
    const { submissions } = await readContent(Buffer.concat([member("smtpd", OPENED), member("qmgr", ACTIVE)]));
    expect(submissions).toHaveLength(1);
  });
});

describe("a time stamp without a year", () => {
  const read = (stamp: string) => createLogTimeReader(CLOCK).read(stamp);

  test.each([
    ["Nov 24 10:00:00", new Date(2026, 10, 24, 10)],
    ["Nov 25 10:00:00", new Date(2026, 10, 25, 10)],
    ["Nov 26 10:00:00", new Date(2025, 10, 26, 10)],
    ["Dec 31 23:59:59", new Date(2025, 11, 31, 23, 59, 59)],
    ["Jan  1 00:00:00", new Date(2026, 0, 1)],
    ["Feb 29 12:00:00", new Date(2024, 1, 29, 12)],
  ])("%s is the latest that is not in the future", (stamp, date) => {
    expect(read(stamp)).toBe(date.getTime());
  });

  test.each(["Nov 31 10:00:00", "Foo  1 10:00:00", "Nov  1 25:00:00", "2026-13-01T00:00:00Z", ""])(
    "%j is no time",
    (stamp) => {
      expect(read(stamp)).toBeNull();
    },
  );
});
