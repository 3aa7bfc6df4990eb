import cluster, { type Worker } from "node:cluster";
import { AggregatorRegistry, type MetricObject, Registry } from "prom-client";
import type { AgentConfiguration } from "../config/index.js";
import { systemClock } from "../kernel/index.js";
import type { AgentLogger } from "./agent-logger.js";
import { type CopyProgressNotice, openSharedCopy } from "./copy/local-copy.js";
import { countDecisionTimes, type DecisionTime, timed } from "./decision-times.js";
import { startListeners } from "./listeners.js";
import type { CountedSubmission } from "./platform/reports/counted-submission.js";
import { countDecisions } from "./platform/reports/decision-counts.js";

type ToWorker = { readonly kind: "progress"; readonly notice: CopyProgressNotice } | { readonly kind: "end" };
type FromWorker =
  | { readonly kind: "started" }
  | { readonly kind: "counts"; readonly submissions: readonly CountedSubmission[] }
  | { readonly kind: "times"; readonly times: readonly DecisionTime[] }
  | { readonly kind: "metrics"; readonly metrics: MetricObject[] };

/** A worker tells what it counted, and its metrics, so often. */
const TELL_EVERY_MS = 1_000;
/** A worker that dies is started again, but not faster than this. */
const RESTART_AFTER_MS = 1_000;
const END_WITHIN_MS = 20_000;

/** What only the first process knows of the data; of a worker it would be counted once more. */
const FIRST_PROCESS_ONLY = new Set(["mayfrom_agent_revision", "mayfrom_agent_data_age_seconds"]);

export interface WorkerPool {
  tellProgress(notice: CopyProgressNotice): void;
  onCounts(listener: (submissions: readonly CountedSubmission[]) => void): void;
  onTimes(listener: (times: readonly DecisionTime[]) => void): void;
  close(): Promise<void>;
}

/** Starts this program again, as many times as asked, to answer on one port; `registry` shows the metrics of all. */
export function startWorkers(count: number, registry: Registry, logger: AgentLogger): WorkerPool {
  const metrics = new Map<number, MetricObject[]>();
  const listeners: ((submissions: readonly CountedSubmission[]) => void)[] = [];
  const timeListeners: ((times: readonly DecisionTime[]) => void)[] = [];
  let notice: CopyProgressNotice | null = null;
  let isEnding = false;

  function start(): void {
    const worker = cluster.fork();
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "metrics") metrics.set(worker.id, message.metrics);
      else if (message.kind === "counts") for (const listen of listeners) listen(message.submissions);
      else if (message.kind === "times") for (const listen of timeListeners) listen(message.times);
      else if (notice !== null) send(worker, { kind: "progress", notice });
    });
    worker.on("exit", (code, signal) => {
      metrics.delete(worker.id);
      if (isEnding) return;
      logger.error({ code, signal }, "a worker ended and is started again");
      setTimeout(() => {
        if (!isEnding) start();
      }, RESTART_AFTER_MS);
    });
  }

  for (let started = 0; started < count; started++) start();
  mergeMetrics(registry, metrics);
  return {
    tellProgress(told) {
      notice = told;
      for (const worker of livingWorkers()) send(worker, { kind: "progress", notice });
    },
    onCounts(listener) {
      listeners.push(listener);
    },
    onTimes(listener) {
      timeListeners.push(listener);
    },
    async close() {
      isEnding = true;
      await Promise.all(
        livingWorkers().map(
          (worker) =>
            new Promise<void>((resolve) => {
              const timer = setTimeout(() => worker.process.kill("SIGKILL"), END_WITHIN_MS);
              worker.once("exit", () => {
                clearTimeout(timer);
                resolve();
              });
              send(worker, { kind: "end" });
            }),
        ),
      );
    },
  };
}

function livingWorkers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined && !worker.isDead()) as Worker[];
}

function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

/** The registry then gives out its own metrics and those of the workers, added up. */
function mergeMetrics(registry: Registry, ofWorkers: ReadonlyMap<number, MetricObject[]>): void {
  registry.metrics = async () => {
    const own = (await registry.getMetricsAsJSON()) as MetricObject[];
    const parts = [own, ...ofWorkers.values()];
    return (AggregatorRegistry.aggregate(parts as unknown as object[]) as Registry).metrics();
  };
}

/** A worker: answers the MTA from the copy that the first process keeps. Returns what ends it. */
export async function runWorker(configuration: AgentConfiguration, logger: AgentLogger): Promise<() => Promise<void>> {
  const registry = new Registry();
  const counts = countDecisions(systemClock);
  const times = countDecisionTimes();
  const copy = await openSharedCopy(configuration);
  const agent = await startListeners(
    {
      ...configuration,
      httpListen: null,
      milter: { addsTraceHeader: configuration.traceHeader },
      observe: timed(counts.observe, times),
      registry,
    },
    copy.source,
    logger,
  );

  async function tell(): Promise<void> {
    const submissions = counts.drain();
    if (submissions.length > 0) report({ kind: "counts", submissions });
    const told = times.drain();
    if (told.length > 0) report({ kind: "times", times: told });
    const metrics = ((await registry.getMetricsAsJSON()) as MetricObject[]).filter(
      ({ name }) => !FIRST_PROCESS_ONLY.has(name),
    );
    report({ kind: "metrics", metrics });
  }

  const timer = setInterval(() => void tell(), TELL_EVERY_MS);
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= (async () => {
      clearInterval(timer);
      await agent.close();
      await tell();
      await copy.stop();
      process.disconnect?.();
    })();
    return closing;
  };
  process.on("message", (message: ToWorker) => {
    if (message.kind === "end") void close();
    else
      copy
        .noteProgress(message.notice)
        .catch((error: unknown) => logger.error({ err: error }, "the copy cannot be read"));
  });
  // The first process is gone: nobody keeps the copy any more, and nobody would end this process.
  process.once("disconnect", () => void close().finally(() => process.exit()));
  report({ kind: "started" });
  return close;
}

function report(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}
