import type { AgentLogger } from "../agent-logger.js";
import type { DecisionTimes } from "../decision-times.js";
import { type AskedSenders, noteAskedSenders } from "./asked-senders.js";
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
  /** What its refusals advise, whatever policies say. */
  readonly refusalAdvice?: "LINK" | "WORDS" | null;
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
  readonly askedSenders?: Pick<AskedSenders, "askedAt" | "fromAskedAt">;
}

/** Tells the platform how far this agent is: soon after each step forward, and every fifteen seconds. */
export function reportToPlatform(
  identity: GatewayIdentity,
  { client, logger, times, askedSenders = noteAskedSenders() }: ReportingParts,
): GatewayReporter {
  let isAllKnown = true;
  let revision: number | null = null;
  let reported: string | null = null;
  let reportedAt = 0;
  let loggedAt = 0;
  let underWay: Promise<void> | null = null;

  async function report(current: number): Promise<void> {
    const decisionTimes = times.drain();
    const news = newsAt(current);
    const { name, version, domains, refusalAdvice } = identity;
    const input = { name, version, domains: domains ?? [], revision: current };
    const more = {
      refusalAdvice,
      askedAt: momentOf(askedSenders.askedAt),
      fromAskedAt: momentOf(askedSenders.fromAskedAt),
      decisionTimes: decisionTimes.length > 0 ? decisionTimes : undefined,
    };
    try {
      await client.call(REPORT, { input: isAllKnown ? { ...input, ...more } : input });
      reported = news;
    } catch (error) {
      times.add(decisionTimes);
      // A platform that is older than this agent does not know them; the rest of the report it takes.
      if (isAllKnown && error instanceof PlatformRefused && error.code === "BAD_USER_INPUT") {
        isAllKnown = false;
        return;
      }
      if (Date.now() - loggedAt > LOG_EVERY_MS) {
        loggedAt = Date.now();
        logger.warn({ err: error }, "the platform could not be told how far this agent is");
      }
    }
  }

  /** What is told as soon as it is so: a step forward, the first question, the first about a From header. */
  function newsAt(current: number): string {
    return `${current} ${askedSenders.askedAt !== null} ${askedSenders.fromAskedAt !== null}`;
  }

  function consider(): void {
    const sinceMs = Date.now() - reportedAt;
    if (revision === null || underWay !== null || sinceMs < MIN_INTERVAL_MS) return;
    if (newsAt(revision) === reported && sinceMs < HEARTBEAT_MS) return;
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

function momentOf(at: number | null): string | undefined {
  return at === null ? undefined : new Date(at).toISOString();
}
