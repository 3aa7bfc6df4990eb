import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../kernel/index.js";
import { createLogTimeReader } from "../framing/log-time.js";
import type { LineFormat } from "../line-router.js";
import { createLineRouter } from "../line-router.js";
import { countRecord, DEFAULT_MAXIMUM_LINE_LENGTH } from "../read-submissions.js";
import type { SubmissionRecord } from "../submission-record.js";
import { IngestSummary } from "../summary.js";
import type { FollowPosition } from "./follow-position.js";
import { LogGenerations } from "./log-generations.js";

export interface FollowOptions {
  readonly format?: LineFormat;
  readonly clock: Clock;
  /** As it was committed last; null or absent starts at the beginning of the file. */
  readonly position?: FollowPosition | null;
  readonly signal: AbortSignal;
  readonly summary?: IngestSummary;
  /** Open submissions kept at most, which bounds what a position holds. */
  readonly maximumOpen?: number;
  /** A submission whose end has not been logged for so long has none. */
  readonly maximumOpenMs?: number;
  readonly maximumLineLength?: number;
  readonly pollMs?: number;
  /** How long a rotated file is still watched, because its writer may not know yet. */
  readonly drainMs?: number;
  /** A position is handed out this often even when there are no records to go with it. */
  readonly commitMs?: number;
}

export interface FollowBatch {
  readonly submissions: readonly SubmissionRecord[];
  /** Commit it together with the records: a start from it tells nothing twice and leaves nothing out. */
  readonly position: FollowPosition;
}

const DEFAULTS = { maximumOpen: 10_000, maximumOpenMs: 3_600_000, pollMs: 250, drainMs: 10_000, commitMs: 30_000 };

/**
 * Follows one log through its rotations (renamed, copied and truncated, compressed), until the signal. The next batch
 * is read only after the caller comes back for it, so whatever happens between two commits, also `kill -9`, the last
 * committed position is the truth.
 */
export async function* followSubmissions(path: string, options: FollowOptions): AsyncGenerator<FollowBatch> {
  const limits = { ...DEFAULTS, ...withoutUndefined(options) };
  const { clock, signal } = options;
  const summary = options.summary ?? new IngestSummary();
  let submissions: SubmissionRecord[] = [];
  const router = createLineRouter(options.format ?? "auto", {
    summary,
    times: createLogTimeReader(clock),
    maximumOpen: limits.maximumOpen,
    arrivedAt: () => clock.now().getTime(),
    emit(record) {
      countRecord(summary, record);
      submissions.push(record);
    },
  });
  router.startSource(path);
  if (options.position) router.restore(options.position.state);
  const generations = new LogGenerations(path, {
    summary,
    drainMs: limits.drainMs,
    maximumLength: options.maximumLineLength ?? DEFAULT_MAXIMUM_LINE_LENGTH,
    now: () => clock.now().getTime(),
    listener: {
      onLine: (text, line) => {
        summary.lines += 1;
        router.accept(text, line);
      },
      onOverlong: (line, start) => summary.skip("overlong-line", path, line, start),
    },
  });
  const takeBatch = (): FollowBatch => {
    const batch = {
      submissions,
      position: { version: 1 as const, files: generations.positions(), state: router.save() },
    };
    submissions = [];
    return batch;
  };
  let committedAt = clock.now().getTime();
  let isDirty = false;
  // Where the very first start begins is to be known before anything else, or a rotation right after it goes unnoticed.
  let isFirst = !options.position;
  try {
    await generations.resume(options.position?.files ?? null);
    while (!signal.aborted) {
      const hasRead = await generations.readSome();
      isDirty ||= hasRead;
      const now = clock.now().getTime();
      if (!hasRead) router.finish(now - limits.maximumOpenMs);
      if (submissions.length > 0 || (isDirty && (isFirst || now - committedAt >= limits.commitMs))) {
        yield takeBatch();
        committedAt = clock.now().getTime();
        isDirty = false;
        isFirst = false;
      }
      if (!hasRead) await sleep(limits.pollMs, undefined, { signal }).catch(() => undefined);
    }
    if (isDirty) yield takeBatch();
  } finally {
    await generations.close();
  }
}

function withoutUndefined<Options extends object>(options: Options): Partial<Options> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<Options>;
}
