import { once } from "node:events";
import { createWriteStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IngestSummary, readSubmissions } from "../src/mail-logs/index.js";

/**
 * Reads synthetic Postfix logs of 1 and 10 million lines (or as many as the arguments say) and prints lines a second
 * and the highest resident set.
 *
 *     node --import @swc-node/register/esm-register bench/ingest.ts [LINES…]
 */
const LINES_PER_MESSAGE = 8;
const UNFINISHED_ONE_IN = 500;

function messageLines(number: number): string {
  const second = Math.floor(number / 40) % 86_400;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const stamp = `Nov ${String((Math.floor(number / 3_456_000) % 28) + 1).padStart(2)} ${clock.map((part) => String(part).padStart(2, "0")).join(":")}`;
  const id = (0x1_0000_0000 + ((number * 7919) % 0xefff_ffff)).toString(16).toUpperCase();
  const user = `user${number % 50_000}@tenant${number % 900}.example`;
  const sender = number % 9 === 0 ? `other${number % 700}@elsewhere.example` : user;
  const host = `host${number % 1000}.example[198.51.100.${number % 250}]`;
  const pid = 1000 + (number % 64);
  const tail = `from=<${sender}> to=<r${number}@remote.example> proto=ESMTP helo=<host>`;
  const queue =
    number % UNFINISHED_ONE_IN === 0
      ? `${stamp} mx1 postfix/submission/smtpd[${pid}]: lost connection after RCPT from ${host}`
      : `${stamp} mx1 postfix/qmgr[77]: ${id}: from=<${sender}>, size=${1000 + (number % 9000)}, nrcpt=1 (queue active)`;
  return `${[
    `${stamp} mx1 postfix/submission/smtpd[${pid}]: connect from ${host}`,
    `${stamp} mx1 postfix/submission/smtpd[${pid}]: ${id}: client=${host}, sasl_method=PLAIN, sasl_username=${user}`,
    `${stamp} mx1 postfix/cleanup[${pid}]: ${id}: message-id=<${number}.${id}@tenant.example>`,
    `${stamp} mx1 postfix/cleanup[${pid}]: ${id}: info: header From: Some Body <${sender}> from ${host}; ${tail}`,
    queue,
    `${stamp} mx1 postfix/submission/smtpd[${pid}]: disconnect from ${host} ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8`,
    `${stamp} mx1 postfix/smtp[${pid}]: ${id}: to=<r${number}@remote.example>, relay=mx.remote.example[203.0.113.9]:25, delay=0.9, delays=0.1/0/0.4/0.4, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F1)`,
    `${stamp} mx1 postfix/qmgr[77]: ${id}: removed`,
  ].join("\n")}\n`;
}

async function writeLog(path: string, lines: number): Promise<void> {
  const stream = createWriteStream(path);
  for (let number = 0; number < lines / LINES_PER_MESSAGE; number += 1000) {
    let block = "";
    const end = Math.min(number + 1000, lines / LINES_PER_MESSAGE);
    for (let message = number; message < end; message += 1) block += messageLines(message);
    if (!stream.write(block)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
}

async function measure(path: string): Promise<void> {
  const summary = new IngestSummary();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const startedAt = process.hrtime.bigint();
  const cpuBefore = process.cpuUsage();
  let found = 0;
  for await (const batch of readSubmissions([path], { clock: { now: () => new Date() }, summary })) {
    found += batch.submissions.length;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  clearInterval(sampler);
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  const cpu = process.cpuUsage(cpuBefore);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  console.log(
    [
      `${summary.lines} lines (${Math.round(summary.bytes / 1e6)} MB) in ${seconds.toFixed(1)} s`,
      `${Math.round(summary.lines / seconds)} lines/s`,
      `${Math.round(summary.lines / cpuSeconds)} lines per CPU second`,
      `${found} submissions, ${summary.queued} queued`,
      `RSS ${Math.round(before / 1e6)} MB before, ${Math.round(peak / 1e6)} MB at its peak`,
    ].join("; "),
  );
}

const counts = process.argv.slice(2).map(Number);
const directory = mkdtempSync(join(tmpdir(), "mayfrom-ingest-"));
try {
  for (const lines of counts.length > 0 ? counts : [1_000_000, 10_000_000]) {
    const path = join(directory, `mail-${lines}.log`);
    await writeLog(path, lines);
    await measure(path);
    if (existsSync(path)) rmSync(path);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
