import type { Splitter } from "../sources/line-splitter.js";
import { createLineSplitter } from "../sources/line-splitter.js";
import type { ReportRecord } from "../submission-record.js";
import type { IngestSummary } from "../summary.js";
import type { ReportFormat } from "./read-report.js";
import { readReport } from "./read-report.js";
import { ReportWalker } from "./report-parts.js";

const MAX_LINE_OCTETS = 64 * 1024;
/** What is longer is no testimony: it is read, and its source is not judged. */
const MAX_KEPT_OCTETS = 1024 * 1024;
const FIRST_FIELD =
  /^(?:Return-Path|Received|Delivered-To|X-[A-Za-z-]+|From|To|Cc|Subject|Date|MIME-Version|Message-ID|Content-Type|ARC-[A-Za-z-]+|DKIM-Signature|Authentication-Results|Auto-Submitted|Sender|Reply-To|Precedence|References|In-Reply-To|List-[A-Za-z-]+|Envelope-To|Errors-To):/i;

/** Whether a file that begins with these octets is a message or an mbox rather than a log. */
export function looksLikeMail(head: Buffer): boolean {
  const text = head.toString("latin1", 0, 1024).replace(/^[\r\n]+/, "");
  return /^From \S+ /.test(text) || FIRST_FIELD.test(text);
}

/**
 * Reads a file that holds one message, or an mbox (lines that begin with `From ` after an empty line part its
 * messages). Nothing but the parts that a report needs is kept in memory.
 */
export function createMailReader(options: {
  wanted: ReportFormat | "auto";
  source: string;
  summary: IngestSummary;
  /** `message` as it came, with CRLF, of a feedback report that is short enough to be judged; else null. */
  emit: (record: ReportRecord, message: Buffer | null) => void;
  start?: { offset: number; line: number };
}): Splitter {
  const { summary, source } = options;
  let walker: ReportWalker | null = null;
  let kept: string[] | null = [];
  let keptOctets = 0;
  let startLine = 1;
  let startOffset = options.start?.offset ?? 0;
  let isMbox = false;
  let wasEmpty = true;
  let lastLine = options.start?.line ?? 0;

  function endMessage(): void {
    if (walker === null) return;
    const parts = walker.finish();
    walker = null;
    if (parts.isOverlong) summary.skip("oversized-message", source, startLine);
    const records = readReport(parts, options.wanted, source, startLine);
    if (records.length === 0) summary.skip("unreadable-report", source, startLine, parts.header.get("subject") ?? "");
    const isFeedback = records.some(({ format }) => format === "arf");
    const message = isFeedback && kept !== null ? Buffer.from(kept.join(""), "latin1") : null;
    for (const record of records) options.emit(record, message);
  }

  function beginMessage(line: number): ReportWalker {
    walker = new ReportWalker();
    kept = [];
    keptOctets = 0;
    startLine = line;
    startOffset = splitter.offset;
    return walker;
  }

  function addLine(text: string, line: number): void {
    const first = walker === null;
    if (wasEmpty && text.startsWith("From ") && (isMbox || first)) {
      endMessage();
      isMbox = true;
      beginMessage(line);
      wasEmpty = false;
      return;
    }
    if (walker === null) {
      if (text === "") return;
      walker = beginMessage(line);
    }
    walker.add(text);
    keptOctets += text.length + 2;
    if (keptOctets > MAX_KEPT_OCTETS) kept = null;
    kept?.push(text, "\r\n");
    wasEmpty = text === "";
  }

  const splitter = createLineSplitter(
    {
      onLine(text, line) {
        // The splitter leaves out empty lines, which mean something here.
        if (line > lastLine + 1) addLine("", line - 1);
        lastLine = line;
        addLine(text, line);
      },
      onOverlong(line, start) {
        lastLine = line;
        summary.skip("overlong-line", source, line, start);
      },
    },
    { maximumLength: MAX_LINE_OCTETS, ...options.start },
  );
  return {
    push: (chunk) => splitter.push(chunk),
    end() {
      splitter.end();
      endMessage();
    },
    // A message that has begun is read again from its first line.
    get offset() {
      return walker === null ? splitter.offset : startOffset;
    },
    get line() {
      return walker === null ? splitter.line : startLine - 1;
    },
  };
}
