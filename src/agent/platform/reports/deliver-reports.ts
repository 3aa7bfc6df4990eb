import { Counter, Gauge, type Registry } from "prom-client";
import type { AgentLogger } from "../../agent-logger.js";
import { type PlatformClient, PlatformRefused } from "../platform-client.js";
import type { CountedSubmission } from "./counted-submission.js";
import type { ReportSpool } from "./report-spool.js";

const REPORT = `mutation AgentSubmissions($batchId: ID!, $submissions: [SubmissionInput!]!) {
  reportSubmissions(batchId: $batchId, submissions: $submissions) { accepted }
}`;

/** A process that is killed loses no more than what was decided in this time. */
const KEEP_EVERY_MS = 1_000;
const DELIVER_EVERY_MS = 60_000;
const LOG_EVERY_MS = 60_000;
/** Counts that wait in memory while the disk takes nothing. */
const MAX_WAITING = 50_000;

export interface ReportDelivery {
  /** Counts of this process or of another; they are on disk within a second. */
  add(submissions: readonly CountedSubmission[]): void;
  /** Delivers what there is, and returns when all is answered; rejects when the platform does not. */
  deliver(): Promise<void>;
  /** Keeps what was counted; what is not delivered yet is when the agent starts again. */
  stop(): Promise<void>;
}

export interface ReportDeliveryOptions {
  readonly spool: ReportSpool;
  readonly client: Pick<PlatformClient, "call">;
  readonly logger: AgentLogger;
  readonly registry?: Registry;
  readonly deliverEveryMs?: number;
}

/** Brings counts to the disk at once, and to the platform every minute, for as long as that takes. */
export function deliverReports(options: ReportDeliveryOptions): ReportDelivery {
  const { spool, client, logger, registry, deliverEveryMs = DELIVER_EVERY_MS } = options;
  let waiting: CountedSubmission[] = [];
  let lostCount = 0;
  let loggedAt = 0;
  let underWay: Promise<void> | null = null;

  function complain(error: unknown, message: string): void {
    if (Date.now() - loggedAt < LOG_EVERY_MS) return;
    loggedAt = Date.now();
    logger.warn({ err: error, rows: spool.rowCount }, message);
  }

  function keep(): void {
    if (waiting.length === 0) return;
    const kept = waiting;
    waiting = [];
    try {
      spool.add(kept);
    } catch (error) {
      complain(error, "counts of decisions cannot be written to the disk");
      waiting = kept.slice(0, MAX_WAITING);
      for (const { count } of kept.slice(MAX_WAITING)) lostCount += count;
    }
  }

  async function deliverAll(): Promise<void> {
    keep();
    for (let batch = spool.nextBatch(); batch !== null; batch = spool.nextBatch()) {
      try {
        await client.call(REPORT, { batchId: batch.id, submissions: batch.submissions.map(toInput) });
        spool.settle(batch.id);
      } catch (error) {
        if (!(error instanceof PlatformRefused) || error.code !== "BAD_USER_INPUT") throw error;
        logger.warn({ err: error, rows: batch.submissions.length }, "the platform refused counts of decisions");
        // A platform older than this agent refuses the field; a complaint then goes by Message-ID and queue id.
        if (!spool.dropTokens(batch)) spool.split(batch);
      }
    }
  }

  function deliver(): Promise<void> {
    underWay ??= deliverAll().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  const keeper = setInterval(keep, KEEP_EVERY_MS);
  const deliverer = setInterval(() => {
    deliver().catch((error: unknown) => complain(error, "counts of decisions wait for the platform"));
  }, deliverEveryMs);
  keeper.unref();
  deliverer.unref();
  if (registry !== undefined) {
    new Gauge({
      name: "mayfrom_agent_report_rows",
      help: "Rows of counted decisions that wait for the platform",
      registers: [registry],
      collect() {
        this.set(spool.rowCount);
      },
    });
    new Counter({
      name: "mayfrom_agent_report_lost_total",
      help: "Counted decisions that were dropped for want of room, or that the platform refused",
      registers: [registry],
      collect() {
        this.reset();
        this.inc(spool.lostCount + lostCount);
      },
    });
  }
  return {
    add(submissions) {
      waiting.push(...submissions);
    },
    deliver,
    async stop() {
      clearInterval(keeper);
      clearInterval(deliverer);
      keep();
      await underWay?.catch(() => undefined);
    },
  };
}

function toInput(submission: CountedSubmission): Record<string, unknown> {
  const { login, sender, headerFrom, isRefused, queueId, messageId, traceToken, count, at } = submission;
  return {
    login,
    sender,
    headerFrom: headerFrom.length === 0 ? null : headerFrom,
    at: new Date(at).toISOString(),
    count,
    outcome: isRefused ? "REFUSED" : "QUEUED",
    queueId: queueId ?? null,
    messageId: messageId ?? null,
    // Not even as null where there is none: an older platform does not know the field.
    ...(traceToken ? { traceToken } : {}),
  };
}
