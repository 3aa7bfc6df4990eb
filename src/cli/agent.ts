import { readFileSync } from "node:fs";
import { runAgentProcess } from "../agent/index.js";
import { readAgentConfiguration } from "../config/index.js";
import { createLog } from "./create-log.js";
import { onTermination } from "./on-termination.js";

/** Answers the MTA beside it, until SIGTERM or SIGINT. */
export async function agent(): Promise<void> {
  const configuration = readAgentConfiguration(process.env, process.stdout.isTTY);
  const log = createLog(configuration);
  const running = await runAgentProcess(configuration, log, readVersion());
  onTermination(log, () => running.close());
}

/** Of the package, which lies two folders up from the sources and three from what is built. */
function readVersion(): string {
  for (const up of ["../../package.json", "../../../package.json"]) {
    try {
      return (JSON.parse(readFileSync(new URL(up, import.meta.url), "utf8")) as { version: string }).version;
    } catch {
      // Not there: the other one is.
    }
  }
  return "unknown";
}
