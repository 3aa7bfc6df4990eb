import type { Logger } from "pino";
import type { Collector } from "./collector.js";
import { traceBy } from "./spans.js";

/** What is not sent by then is lost: a collector never keeps a process from ending. */
const MAX_FAREWELL_MS = 3_000;

/**
 * Sends spans to the collector from now on; the returned function ends it, in three seconds at most. Without a collector
 * nothing is loaded, and nothing is measured.
 */
export async function startTracing(collector: Collector | null, log: Logger): Promise<() => Promise<void>> {
  if (collector === null) return async () => undefined;
  const { openTelemetryTo } = await import("./open-telemetry.js");
  const { tracer, shutDown } = openTelemetryTo(collector, log);
  traceBy(tracer);
  return async () => {
    traceBy(null);
    await within(MAX_FAREWELL_MS, shutDown());
  };
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  // What went wrong has been told by then, and nobody can do anything about it any more.
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}
