import type { Clock } from "../kernel/index.js";
import type { CorrelatorContext } from "./correlator.js";
import { HEAD_BYTES, hashHead } from "./follow/followed-file.js";
import { createLogTimeReader } from "./framing/log-time.js";
import type { LineRouter } from "./line-router.js";
import { createLineRouter } from "./line-router.js";
import type { IngestProgress } from "./progress.js";
import { measureProgress } from "./progress.js";
import { createMailReader, looksLikeMail } from "./reports/mail-file-reader.js";
import type { ByteSource } from "./sources/byte-source.js";
import { openByteSource } from "./sources/byte-source.js";
import { DamagedArchive, SuspiciousArchive, UnsupportedCompression } from "./sources/decompress.js";
import { expandSources, orderByTime } from "./sources/expand-sources.js";
import { createJournalSplitter, isJournalExport } from "./sources/journal-splitter.js";
import type { LineListener, Splitter } from "./sources/line-splitter.js";
import { createLineSplitter } from "./sources/line-splitter.js";
import type { ReportRecord, SubmissionRecord } from "./submission-record.js";
import { IngestSummary } from "./summary.js";

/** What `--format` takes. */
export const INGEST_FORMATS = ["auto", "postfix", "exim", "haraka", "zonemta", "arf", "dsn"] as const;

export type IngestFormat = (typeof INGEST_FORMATS)[number];

export interface ReadOptions {
  readonly format?: IngestFormat;
  readonly clock: Clock;
  /** Open submissions kept at most. */
  readonly maximumOpen?: number;
  /** Octets of the longest line that is read. */
  readonly maximumLineLength?: number;
  /** What `-` reads. */
  readonly standardInput?: AsyncIterable<Buffer>;
  /** Filled while reading; pass one in to look at it during or after. */
  readonly summary?: IngestSummary;
  /** Where a source that was read before is to be gone on with; asked once for each. Absent: from its beginning. */
  readonly resumeAt?: (source: SourceIdentity) => Promise<SourcePosition | null>;
  /** Whether what is still open at the end counts as unfinished, or stays open in the last position. Default true. */
  readonly finishesOpen?: boolean;
  /** Whether the last source may have more lines by the next time: what has no address yet then stays open. */
  readonly mayGrow?: boolean;
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** Tells a file whatever its name is by now. */
export interface SourceIdentity {
  readonly label: string;
  /** SHA-256 of its first 1024 bytes, decompressed (of fewer, when it has fewer). */
  readonly headHash: string;
  readonly headLength: number;
  /** SHA-256 of its first line, as far as those bytes hold it. */
  readonly firstLineHash: string;
  /** Whether its first bytes are these. */
  beginsWith(beginning: Pick<SourceIdentity, "headHash" | "headLength">): boolean;
}

/** Plain JSON; goes on exactly behind the batch that it was taken from. */
export interface SourcePosition {
  readonly offset: number;
  readonly line: number;
  readonly state: unknown;
}

/** What one chunk of input yielded, and where the input stands behind it. */
export interface SubmissionBatch {
  readonly submissions: readonly SubmissionRecord[];
  readonly reports: readonly ReportRecord[];
  /** The feedback reports among them as they came, for those who judge their source. */
  readonly messages: ReadonlyMap<ReportRecord, Buffer>;
  readonly source: string;
  /** Bytes of the (decompressed) source up to which lines have been read. */
  readonly offset: number;
  readonly line: number;
  /** Whether the source is at its end. There is such a batch for each source, also without records. */
  readonly isAtEnd: boolean;
  /** For `resumeAt`; to be called before the next batch is asked for. */
  position(): SourcePosition;
}

export const DEFAULT_MAXIMUM_OPEN = 50_000;
export const DEFAULT_MAXIMUM_LINE_LENGTH = 64 * 1024;

/**
 * Reads finished logs and report messages: files, directories (maildirs), `-`; plain, gzip, zstd, xz. Never throws for
 * what is in them: what cannot be read is counted in the summary with its place. Memory is constant.
 */
export async function* readSubmissions(
  paths: readonly string[],
  options: ReadOptions,
): AsyncGenerator<SubmissionBatch, IngestSummary> {
  const summary = options.summary ?? new IngestSummary();
  const startedAt = Date.now();
  let submissions: SubmissionRecord[] = [];
  let reports: ReportRecord[] = [];
  let messages = new Map<ReportRecord, Buffer>();
  const times = createLogTimeReader(options.clock);
  const context: CorrelatorContext = {
    summary,
    times,
    maximumOpen: options.maximumOpen ?? DEFAULT_MAXIMUM_OPEN,
    arrivedAt: () => null,
    emit(record) {
      countRecord(summary, record);
      submissions.push(record);
    },
  };
  const format = options.format ?? "auto";
  const router = createLineRouter(format === "arf" || format === "dsn" ? "auto" : format, context);
  const standardInput = options.standardInput ?? emptyInput();
  const expanded = await expandSources(paths, summary);
  const ordered = await orderByTime(expanded.paths, times);
  let bytesBefore = 0;

  function* takeBatch(source: string, offset: number, line: number, isAtEnd: boolean): Generator<SubmissionBatch> {
    if (submissions.length === 0 && reports.length === 0 && !isAtEnd) return;
    const position = (): SourcePosition => ({ offset, line, state: router.save() });
    const batch = { submissions, reports, messages, source, offset, line, isAtEnd, position };
    submissions = [];
    reports = [];
    messages = new Map();
    yield batch;
  }

  for (const path of ordered) {
    const label = path === "-" ? "<standard input>" : path;
    summary.sources += 1;
    let source: ByteSource | null = null;
    try {
      source = await openByteSource(path, standardInput);
      const emitReport = (record: ReportRecord, message: Buffer | null): void => {
        summary.reports += 1;
        reports.push(record);
        if (message !== null) messages.set(record, message);
      };
      const start = (await options.resumeAt?.(identify(label, source.head))) ?? null;
      const splitter = chooseSplitter(source.head, label, { format, router, summary, emitReport, options, start });
      if (start !== null && summary.sources === 1) router.restore(start.state);
      router.startSource(label);
      let toSkip = start?.offset ?? 0;
      const linesBefore = summary.lines - (start?.line ?? 0);
      let lastProgress = 0;
      try {
        for await (const chunk of source.content) {
          summary.bytes += chunk.length;
          const skipped = Math.min(toSkip, chunk.length);
          toSkip -= skipped;
          if (skipped < chunk.length) splitter.push(chunk.subarray(skipped));
          summary.lines = linesBefore + splitter.line;
          yield* takeBatch(label, splitter.offset, splitter.line, false);
          const now = Date.now();
          if (options.onProgress !== undefined && now - lastProgress > 500) {
            lastProgress = now;
            options.onProgress(
              measureProgress({
                source: label,
                bytesRead: bytesBefore + source.bytesRead(),
                bytesTotal: expanded.bytesTotal,
                lines: summary.lines,
                correlated: summary.correlated,
                elapsedMs: now - startedAt,
              }),
            );
          }
        }
      } catch (error) {
        noteSourceError(summary, error, label, splitter.line);
      }
      splitter.end();
      summary.lines = linesBefore + splitter.line;
      yield* takeBatch(label, splitter.offset, splitter.line, true);
      bytesBefore += source.bytesRead();
    } catch (error) {
      noteSourceError(summary, error, label, null);
    } finally {
      await source?.close();
    }
  }
  if (options.finishesOpen ?? true) router.finish(null, options.mayGrow);
  yield* takeBatch("", 0, 0, false);
  return summary;
}

export function countRecord(summary: IngestSummary, record: SubmissionRecord): void {
  summary.correlated += 1;
  if (record.outcome === "QUEUED") summary.queued += 1;
  else if (record.outcome === "REFUSED") summary.refused += 1;
  else summary.unfinished += 1;
}

function chooseSplitter(
  head: Buffer,
  label: string,
  use: {
    format: IngestFormat;
    router: LineRouter;
    summary: IngestSummary;
    emitReport: (record: ReportRecord, message: Buffer | null) => void;
    options: ReadOptions;
    start: SourcePosition | null;
  },
): Splitter {
  const { format, router, summary } = use;
  const maximumLength = use.options.maximumLineLength ?? DEFAULT_MAXIMUM_LINE_LENGTH;
  if (format === "arf" || format === "dsn" || (format === "auto" && looksLikeMail(head))) {
    const wanted = format === "arf" || format === "dsn" ? format : "auto";
    const start = use.start === null ? undefined : { offset: use.start.offset, line: use.start.line };
    return createMailReader({ wanted, source: label, summary, emit: use.emitReport, start });
  }
  const place = { maximumLength, offset: use.start?.offset, line: use.start?.line };
  const onOverlong = (line: number, start: string): void => summary.skip("overlong-line", label, line, start);
  if (isJournalExport(head)) {
    const onEntry = (entry: Readonly<Record<string, string>>, line: number): void => router.acceptEntry(entry, line);
    return createJournalSplitter({ onEntry, onOverlong }, place);
  }
  const listener: LineListener = { onLine: (text, line) => router.accept(text, line), onOverlong };
  return createLineSplitter(listener, place);
}

function identify(label: string, head: Buffer): SourceIdentity {
  // A copy: the buffer is used again for what follows.
  const start = Buffer.from(head.subarray(0, HEAD_BYTES));
  const lineEnd = start.indexOf("\n");
  return {
    label,
    headHash: hashHead(start),
    headLength: start.length,
    firstLineHash: hashHead(lineEnd === -1 ? start : start.subarray(0, lineEnd)),
    beginsWith: ({ headHash, headLength }) =>
      headLength <= start.length && hashHead(start.subarray(0, headLength)) === headHash,
  };
}

function noteSourceError(summary: IngestSummary, error: unknown, label: string, line: number | null): void {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DamagedArchive) summary.skip("damaged-archive", label, line, message);
  else if (error instanceof SuspiciousArchive) summary.skip("suspicious-archive", label, line, message);
  else if (error instanceof UnsupportedCompression) summary.skip("unsupported-compression", label, line, message);
  else if (error instanceof Error && "code" in error) summary.skip("unreadable-source", label, line, message);
  else throw error;
}

async function* emptyInput(): AsyncGenerator<Buffer> {}
