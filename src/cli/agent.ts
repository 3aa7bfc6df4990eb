import { createApiSource, startAgent } from "../agent/index.js";
import { readAgentConfiguration } from "../config/index.js";
import { onTermination } from "./on-termination.js";
import { createLog } from "./open-services.js";

/** Answers the MTA beside it, until SIGTERM or SIGINT. */
export async function agent(): Promise<void> {
  const configuration = readAgentConfiguration(process.env, process.stdout.isTTY);
  const log = createLog(configuration);
  const { apiUrl, gatewayKey } = configuration;
  const running = await startAgent(configuration, createApiSource({ apiUrl, gatewayKey }), log);
  onTermination(log, () => running.close());
}
