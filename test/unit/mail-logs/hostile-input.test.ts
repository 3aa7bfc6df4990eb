import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { readContent, readPaths } from "./reading.js";

const MESSAGE = [
  "Nov  3 10:00:00 mx postfix/smtpd[1]: 4A1B2C3D: client=c[192.0.2.1], sasl_method=PLAIN, sasl_username=bob",
  "Nov  3 10:00:00 mx postfix/qmgr[2]: 4A1B2C3D: from=<s@a.example>, size=1, nrcpt=1 (queue active)",
  "",
].join("\n");

const directory = mkdtempSync(join(tmpdir(), "mayfrom-hostile-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

describe("what cannot be read is counted with its place, and the rest is read", () => {
  test("a line without end", async () => {
    const content = `${"x".repeat(300_000)}\n${MESSAGE}${"y".repeat(200_000)}`;
    for (const pieceSize of [1000, 65_536, 1_000_000]) {
      const { submissions, summary } = await readContent(content, { pieceSize });
      expect(submissions).toHaveLength(1);
      expect(submissions[0]?.line).toBe(2);
      expect(summary.skipped.get("overlong-line")).toMatchObject({
        count: 2,
        examples: [expect.stringContaining("<standard input>:1: xxx"), expect.stringContaining(":4: yyy")],
      });
    }
  });

  test("binary octets and NULs", async () => {
    const noise = Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 256));
    const { submissions } = await readContent(Buffer.concat([noise, Buffer.from(`\n\0\0\0${MESSAGE}`), noise]));
    expect(submissions).toHaveLength(1);
  });

  test("UTF-16", async () => {
    const { submissions } = await readContent(Buffer.from(`\ufeff${MESSAGE}`, "utf16le"));
    expect(submissions).toEqual([]);
  });

  test("a truncated archive", async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => MESSAGE.replaceAll("4A1B2C3D", `4A1B${10_000 + index}`));
    const archive = gzipSync(lines.join(""));
    const path = file("cut.gz", archive.subarray(0, archive.length - 2000));
    const { submissions, summary } = await readPaths([path]);
    expect(submissions.length).toBeGreaterThan(100);
    expect(summary.skipped.get("damaged-archive")?.count).toBe(1);
    expect(summary.skipped.get("damaged-archive")?.examples[0]).toMatch(/cut\.gz:\d+: /);
  });

  test("an archive of nothing but one octet", async () => {
    const path = file("bomb.gz", gzipSync(Buffer.alloc(100 * 1024 * 1024)));
    const { summary } = await readPaths([path, file("good.log", MESSAGE)]);
    expect(summary.skipped.get("suspicious-archive")?.count).toBe(1);
    expect(summary.queued).toBe(1);
  });

  test("a file that calls itself an archive, and one that is not there", async () => {
    const { submissions, summary } = await readPaths([file("plain.gz", MESSAGE), join(directory, "absent.log")]);
    expect(submissions).toHaveLength(1);
    expect(summary.skipped.get("unreadable-source")?.count).toBe(1);
  });

  test("a damaged zstd archive", async () => {
    const path = join(directory, "log.zst");
    execFileSync("zstd", ["-q", "-f", "-o", path, file("log", MESSAGE)]);
    expect((await readPaths([path])).submissions).toHaveLength(1);
    const { summary } = await readPaths([file("bad.zst", Buffer.from("28b52ffd00112233445566778899", "hex"))]);
    expect(summary.skipped.get("damaged-archive")?.count).toBe(1);
  });

  test("JSON that is none", async () => {
    const { summary } = await readContent(`{"message": \n{]\n${"[".repeat(5000)}\n`);
    expect(summary.skipped.get("unreadable-entry")?.count).toBe(2);
  });
});

describe("state is bounded", () => {
  const opened = (number: number) =>
    `Nov  3 10:00:00 mx postfix/smtpd[${number}]: 4A${100_000 + number}: client=c[192.0.2.1], sasl_method=PLAIN, sasl_username=u${number}\n`;

  test("the oldest open submission is evicted with a count", async () => {
    const content = Array.from({ length: 30 }, (_, index) => opened(index)).join("");
    const { submissions, summary } = await readContent(content, { maximumOpen: 10 });
    expect(submissions).toHaveLength(30);
    expect(submissions.every(({ sender, queued }) => sender === null && !queued)).toBe(true);
    expect(summary.skipped.get("evicted-open-submission")?.count).toBe(20);
    expect(summary.skipped.get("evicted-open-submission")?.examples).toHaveLength(3);
  });
});

describe("several files", () => {
  test("are read oldest first, so that a message may span two of them", async () => {
    const [first = "", second = ""] = MESSAGE.split("\n");
    const older = file("mail.log.1", `Nov  2 10:00:00 mx cron[1]: x\n${first}\n`);
    const newer = file("mail.log", `${second}\n`);
    const { submissions } = await readPaths([newer, older]);
    expect(submissions).toHaveLength(1);
    expect(submissions[0]).toMatchObject({ queued: true, source: older, line: 2 });
  });

  test("go on where they were read to, without telling anything twice", async () => {
    const [first = "", second = ""] = MESSAGE.split("\n");
    const path = file("growing.log", `${first}\n${"Nov  3 10:00:00 mx cron[1]: filler\n".repeat(40)}`);
    const { readSubmissions } = await import("../../../src/mail-logs/index.js");
    const clock = { now: () => new Date("2026-11-24T12:00:00Z") };
    let position: string | null = null;
    const read = async () => {
      const records = [];
      const resumeAt = async () => (position === null ? null : JSON.parse(position));
      for await (const batch of readSubmissions([path], { clock, resumeAt, finishesOpen: false })) {
        records.push(...batch.submissions);
        if (batch.isAtEnd) position = JSON.stringify(batch.position());
      }
      return records;
    };
    expect(await read()).toEqual([]);
    writeFileSync(path, `${second}\n`, { flag: "a" });
    expect(await read()).toMatchObject([{ login: "bob", sender: "s@a.example", line: 1 }]);
    expect(await read()).toEqual([]);
  });
});
