import type { Frame } from "./framing/frame.js";
import type { LogTimeReader } from "./framing/log-time.js";
import type { SubmissionFormat, SubmissionRecord } from "./submission-record.js";
import type { IngestSummary } from "./summary.js";

/** What every correlator is given: where records go, how time is read, and how much may stay open. */
export interface CorrelatorContext {
  readonly summary: IngestSummary;
  readonly times: LogTimeReader;
  /** Open submissions kept at most; the oldest are evicted with a count. */
  readonly maximumOpen: number;
  /** Wall clock, epoch milliseconds; null for finished files, where nothing grows old by waiting. */
  readonly arrivedAt: () => number | null;
  emit(record: SubmissionRecord): void;
}

/** Puts the lines of one kind of server together. Holds bounded state that can be saved and brought back. */
export interface Correlator {
  readonly format: SubmissionFormat;
  accept(frame: Frame): void;
  /**
   * Ends submissions that have been open since before `before` (wall clock); all of them when it is null. Where the log
   * may have more lines by the next time, what has no address yet stays open: now it would be told for nothing.
   */
  finish(before: number | null, mayGrow: boolean): void;
  /** Plain JSON, bounded by `maximumOpen`. */
  save(): unknown;
  restore(state: unknown): void;
}

export function timeOf(frame: Frame, times: LogTimeReader): number | null {
  return frame.time ?? (frame.stamp === "" ? null : times.read(frame.stamp));
}
