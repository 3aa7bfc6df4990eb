import type { Logger } from "pino";

/** The part of pino that the agent writes to. */
export type AgentLogger = Pick<Logger, "debug" | "info" | "warn" | "error">;
