import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentLogger } from "../../../../src/agent/agent-logger.js";

export const silentLogger: AgentLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export async function temporarySocketPath(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "mayfrom-agent-")), "agent.sock");
}
