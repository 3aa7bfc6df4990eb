import { runAgentProcess } from "../agent/index.js";
import { readAgentConfiguration } from "../config/index.js";
import { createLog } from "./create-log.js";
import { onTermination } from "./on-termination.js";
import { readVersion } from "./version.js";

/** Answers the MTA beside it, until SIGTERM or SIGINT. */
export async function agent(): Promise<void> {
  const configuration = readAgentConfiguration(process.env, process.stdout.isTTY);
  const log = createLog(configuration);
  const running = await runAgentProcess(configuration, log, readVersion());
  onTermination(log, () => running.close());
}
