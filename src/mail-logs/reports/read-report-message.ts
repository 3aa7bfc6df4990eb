import { createHash } from "node:crypto";
import { createLineSplitter } from "../sources/line-splitter.js";
import type { ReportRecord } from "../submission-record.js";
import { type ReplyRecord, readReply } from "./read-reply.js";
import { readReport } from "./read-report.js";
import { ReportWalker } from "./report-parts.js";

const MAX_LINE_OCTETS = 64 * 1024;

/** What one message is to us: reports, or else perhaps what a person wrote back. */
export interface ReturnedMessage {
  readonly reports: readonly ReportRecord[];
  readonly reply: ReplyRecord | null;
}

/** The records of one message, as `readReturnedMessage` gives them; empty when it is no report. */
export async function readReportMessage(content: AsyncIterable<Buffer>): Promise<readonly ReportRecord[]> {
  return (await readReturnedMessage(content, "")).reports;
}

/**
 * Reads one message, which is no file: nothing in it parts it into several. Memory is constant whatever its size, and
 * nothing in it makes this throw; only `content` may. `source` of the records is the message's own id (of its content
 * where it has none), so that the same report that comes again is known.
 */
export async function readReturnedMessage(
  content: AsyncIterable<Buffer>,
  reversePath: string,
): Promise<ReturnedMessage> {
  const walker = new ReportWalker();
  const hash = createHash("sha256");
  let lastLine = 0;
  const splitter = createLineSplitter(
    {
      onLine(text, line) {
        // The splitter leaves out empty lines, which part a header from its body.
        if (line > lastLine + 1) walker.add("");
        lastLine = line;
        walker.add(text);
      },
      // Passed over: no field of a report is that long.
      onOverlong(line) {
        lastLine = line;
      },
    },
    { maximumLength: MAX_LINE_OCTETS },
  );
  for await (const chunk of content) {
    hash.update(chunk);
    splitter.push(chunk);
  }
  splitter.end();
  const parts = walker.finish();
  const messageId = parts.header.get("message-id");
  const reports = readReport(parts, "auto", messageId ?? `sha256:${hash.digest("hex")}`, 1);
  return { reports, reply: reports.length > 0 ? null : readReply(parts, reversePath) };
}
