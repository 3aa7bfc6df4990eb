import { createHash } from "node:crypto";
import { createLineSplitter } from "../sources/line-splitter.js";
import type { ReportRecord } from "../submission-record.js";
import { readReport } from "./read-report.js";
import { ReportWalker } from "./report-parts.js";

const MAX_LINE_OCTETS = 64 * 1024;

/**
 * The records of one message, which is no file: nothing in it parts it into several. Empty when it is no report. Memory
 * is constant whatever its size, and nothing in it makes this throw; only `content` may. `source` of the records is the
 * message's own id (of its content where it has none), so that the same report that comes again is known.
 */
export async function readReportMessage(content: AsyncIterable<Buffer>): Promise<ReportRecord[]> {
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
  return readReport(parts, "auto", messageId ?? `sha256:${hash.digest("hex")}`, 1);
}
