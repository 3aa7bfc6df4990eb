import type { AgentLogger } from "../agent-logger.js";
import type { DecisionTimes } from "../decision-times.js";
import { type PlatformClient, PlatformRefused } from "./platform-client.js";

/** Between two reports while the copy moves on; somebody may wait for a revocation to have arrived. */
const MIN_INTERVAL_MS = 500;
const HEARTBEAT_MS = 15_000;
const LOG_EVERY_MS = 60_000;

const REPORT = `mutation AgentReport($input: ReportGatewayInput!) { reportGateway(input: $input) { id } }`;

export interface GatewayIdentity {
  /** Of the host; visible ASCII. */
  readonly name: string;
  readonly version: string;
  readonly domains: readonly string[] | null;
}

export interface GatewayReporter {
  /** The copy has reached this revision. */
  reached(revision: number): void;
  stop(): Promise<void>;
}

interface ReportingParts {
  readonly client: PlatformClient;
  readonly logger: AgentLogger;
  /** How long decisions took, to be told with the next report. */
  readonly times: DecisionTimes;
}

/** Tells the platform how far this agent is: soon after each step forward, and every fifteen seconds. */
export function reportToPlatform(
  identity: GatewayIdentity,
  { client, logger, times }: ReportingParts,
): GatewayReporter {
  let areTimesKnown = true;
  let revision: number | null = null;
  let reported: number | null = null;
  let reportedAt = 0;
  let loggedAt = 0;
  let underWay: Promise<void> | null = null;

  async function report(current: number): Promise<void> {
    const decisionTimes = times.drain();
    const input = {
      ...identity,
      domains: identity.domains ?? [],
      revision: current,
      decisionTimes: areTimesKnown && decisionTimes.length > 0 ? decisionTimes : undefined,
    };
    try {
      await client.call(REPORT, { input });
      reported = current;
    } catch (error) {
      times.add(decisionTimes);
      // A platform that is older than this agent does not know them; the rest of the report it takes.
      if (input.decisionTimes !== undefined && error instanceof PlatformRefused && error.code === "BAD_USER_INPUT") {
        areTimesKnown = false;
        return;
      }
      if (Date.now() - loggedAt > LOG_EVERY_MS) {
        loggedAt = Date.now();
        logger.warn({ err: error }, "the platform could not be told how far this agent is");
      }
    }
  }

  function consider(): void {
    const sinceMs = Date.now() - reportedAt;
    if (revision === null || underWay !== null || sinceMs < MIN_INTERVAL_MS) return;
    if (revision === reported && sinceMs < HEARTBEAT_MS) return;
    reportedAt = Date.now();
    underWay = report(revision).finally(() => {
      underWay = null;
    });
  }

  const timer = setInterval(consider, MIN_INTERVAL_MS / 2);
  timer.unref();
  return {
    reached(current) {
      revision = current;
      consider();
    },
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
