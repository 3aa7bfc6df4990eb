import type { Services } from "../graphql/index.js";
import { startTracing } from "../tracing/index.js";
import { readVersion } from "./version.js";

/** Begins to send spans where the environment names a collector; the returned function ends it. */
export function startTraces({ configuration: { traces }, log }: Services): Promise<() => Promise<void>> {
  return startTracing(traces === null ? null : { ...traces, version: readVersion() }, log);
}
