import cluster from "node:cluster";
import { hostname } from "node:os";
import { join } from "node:path";
import { setInterval } from "node:timers";
import { Registry } from "prom-client";
import type { AgentConfiguration } from "../config/index.js";
import { systemClock } from "../kernel/index.js";
import type { AgentLogger } from "./agent-logger.js";
import { type LocalCopy, openLocalCopy } from "./copy/local-copy.js";
import { countDecisionTimes, type DecisionTimes, timed } from "./decision-times.js";
import { type RunningAgent, startListeners } from "./listeners.js";
import { type AskedSenders, noteAskedSenders } from "./platform/asked-senders.js";
import type { CountedSubmission } from "./platform/reports/counted-submission.js";
import { countDecisions, type DecisionCounts } from "./platform/reports/decision-counts.js";
import { deliverReports, type ReportDelivery } from "./platform/reports/deliver-reports.js";
import { ReportSpool } from "./platform/reports/report-spool.js";
import { keepPostfixMap, type PostfixMap, parsePostfixMap } from "./postfix-map/postfix-map.js";
import { runWorker, startWorkers, type WorkerPool } from "./worker-processes.js";

export interface AgentProcess {
  /** Of this process alone; null in a worker, which the first process watches over. */
  readonly agent: RunningAgent | null;
  close(): Promise<void>;
}

const DRAIN_EVERY_MS = 500;

/**
 * The whole agent as the configuration asks for it: its copy of the authorizations or the API, the protocols, the
 * reports. With several workers this first process keeps the copy, the reports and HTTP; the others, the same program
 * started again, answer the MTA on one port from the one copy.
 */
export async function runAgentProcess(
  configuration: AgentConfiguration,
  logger: AgentLogger,
  version: string,
): Promise<AgentProcess> {
  if (cluster.isWorker) return { agent: null, close: await runWorker(configuration, logger) };
  const registry = new Registry();
  const counts = countDecisions(systemClock);
  const times = countDecisionTimes();
  const isAlone = configuration.workers === 1;
  const workers = isAlone ? null : startWorkers(configuration.workers, registry, logger);
  workers?.onTimes((told) => times.add(told));
  const map = openMap(configuration, logger);
  const askedSenders = noteAskedSenders();
  const copy = await openCopy(configuration, { logger, version, registry, times, workers, map, askedSenders });
  const reports = openReports(configuration, { logger, registry, counts, workers, copy, askedSenders });
  const agent = await startListeners(
    {
      ...configuration,
      ...(isAlone ? {} : { policyListen: null, socketmapListen: null, milterListen: null }),
      milter: { addsTraceHeader: configuration.traceHeader },
      observe: timed(counts.observe, times),
      registry,
    },
    copy.source,
    logger,
  ).catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });

  async function closeAll(): Promise<void> {
    await workers?.close();
    await map?.stop();
    await reports.close();
    await copy.stop();
  }

  return {
    agent,
    async close() {
      await agent.close();
      await closeAll();
    },
  };
}

interface CopyParts {
  readonly logger: AgentLogger;
  readonly version: string;
  readonly registry: Registry;
  readonly times: DecisionTimes;
  readonly workers: WorkerPool | null;
  readonly map: PostfixMap | null;
  readonly askedSenders: AskedSenders;
}

function openCopy(
  configuration: AgentConfiguration,
  { logger, version, registry, times, workers, map, askedSenders }: CopyParts,
): Promise<LocalCopy> {
  return openLocalCopy({
    ...configuration,
    // What is not visible ASCII would be refused.
    name:
      hostname()
        .replace(/[^\x21-\x7e]/g, "-")
        .slice(0, 200) || "unnamed",
    version,
    logger,
    registry,
    times,
    askedSenders,
    holdsAddresses: map !== null,
    onProgress: (notice, store) => {
      workers?.tellProgress(notice);
      map?.changed(store);
    },
  });
}

function openMap(configuration: AgentConfiguration, logger: AgentLogger): PostfixMap | null {
  if (configuration.postfixMap === null) return null;
  return keepPostfixMap(parsePostfixMap(configuration.postfixMap), systemClock, logger);
}

interface ReportingParts {
  readonly logger: AgentLogger;
  readonly registry: Registry;
  readonly counts: DecisionCounts;
  readonly workers: WorkerPool | null;
  readonly copy: LocalCopy;
  readonly askedSenders: AskedSenders;
}

function openReports(
  configuration: AgentConfiguration,
  { logger, registry, counts, workers, copy: { client }, askedSenders }: ReportingParts,
): { close(): Promise<void> } {
  const spool = new ReportSpool(join(configuration.dataDirectory, "reports"));
  const delivery: ReportDelivery = deliverReports({ spool, client, logger, registry });
  const add = (submissions: readonly CountedSubmission[]) => {
    askedSenders.note(submissions);
    delivery.add(submissions);
  };
  workers?.onCounts(add);
  const timer = setInterval(() => add(counts.drain()), DRAIN_EVERY_MS);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      add(counts.drain());
      await delivery.stop();
      await spool.close();
    },
  };
}
