import type { Clock } from "../../kernel/index.js";
import type { CorrelatorContext } from "./correlator.js";
import { createLogTimeReader } from "./framing/log-time.js";
import type { LineFormat, LineRouter } from "./line-router.js";
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
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** What one chunk of input yielded, and where the input stands behind it. */
export interface SubmissionBatch {
  readonly submissions: readonly SubmissionRecord[];
  readonly reports: readonly ReportRecord[];
  readonly source: string;
  /** Bytes of the (decompressed) source up to which lines have been read. */
  readonly offset: number;
  readonly line: number;
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

  function* takeBatch(source: string, offset: number, line: number): Generator<SubmissionBatch> {
    if (submissions.length === 0 && reports.length === 0) return;
    const batch = { submissions, reports, source, offset, line };
    submissions = [];
    reports = [];
    yield batch;
  }

  for (const path of ordered) {
    const label = path === "-" ? "<standard input>" : path;
    summary.sources += 1;
    let source: ByteSource | null = null;
    try {
      source = await openByteSource(path, standardInput);
      const emitReport = (record: ReportRecord): void => {
        summary.reports += 1;
        reports.push(record);
      };
      const splitter = chooseSplitter(source.head, label, { format, router, summary, emitReport, options });
      router.startSource(label);
      const linesBefore = summary.lines;
      let lastProgress = 0;
      try {
        for await (const chunk of source.content) {
          summary.bytes += chunk.length;
          splitter.push(chunk);
          summary.lines = linesBefore + splitter.line;
          yield* takeBatch(label, splitter.offset, splitter.line);
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
      yield* takeBatch(label, splitter.offset, splitter.line);
      bytesBefore += source.bytesRead();
    } catch (error) {
      noteSourceError(summary, error, label, null);
    } finally {
      await source?.close();
    }
  }
  router.finish(null);
  yield* takeBatch("", 0, 0);
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
    emitReport: (record: ReportRecord) => void;
    options: ReadOptions;
  },
): Splitter {
  const { format, router, summary } = use;
  const maximumLength = use.options.maximumLineLength ?? DEFAULT_MAXIMUM_LINE_LENGTH;
  if (format === "arf" || format === "dsn" || (format === "auto" && looksLikeMail(head))) {
    const wanted = format === "arf" || format === "dsn" ? format : "auto";
    return createMailReader({ wanted, source: label, summary, emit: use.emitReport });
  }
  const onOverlong = (line: number, start: string): void => summary.skip("overlong-line", label, line, start);
  if (isJournalExport(head)) {
    return createJournalSplitter(
      { onEntry: (entry, line) => router.acceptEntry(entry, line), onOverlong },
      { maximumLength },
    );
  }
  const listener: LineListener = { onLine: (text, line) => router.accept(text, line), onOverlong };
  return createLineSplitter(listener, { maximumLength });
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
