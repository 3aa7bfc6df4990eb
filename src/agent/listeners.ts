import { Gauge, Registry } from "prom-client";
import { formatListenAddress, type ListenAddress, parseListenAddress } from "../config/index.js";
import type { AgentLogger } from "./agent-logger.js";
import { createDecisionMetrics, type DecisionMetrics } from "./decision-metrics.js";
import type { DecisionSource } from "./decision-source.js";
import { HTTP_LIMITS, openHttpServer } from "./http/http-server.js";
import { type AgentProtocol, createJudge, type DecisionObserver } from "./judge.js";
import { MILTER_DEFAULTS, openMilterServer } from "./milter/milter-server.js";
import type { MilterOptions } from "./milter/milter-session.js";
import { openPolicyServer, POLICY_DEFAULTS } from "./policy-delegation/policy-server.js";
import type { PolicyDelegationOptions } from "./policy-delegation/policy-session.js";
import { openSocketmapServer, SOCKETMAP_DEFAULTS } from "./socketmap/socketmap-server.js";
import type { SocketmapOptions } from "./socketmap/socketmap-session.js";
import type { ProtocolTrouble } from "./wire/protocol-trouble.js";
import { createRepeatLimiter } from "./wire/repeat-limiter.js";

/** Each listener is `host:port`, `unix:/path`, `off` or null. */
export interface AgentListeners {
  readonly policyListen: string | null;
  readonly socketmapListen: string | null;
  readonly milterListen: string | null;
  readonly httpListen: string | null;
}

export interface AgentSettings extends AgentListeners {
  readonly policyDelegation?: Partial<PolicyDelegationOptions>;
  readonly socketmap?: Partial<SocketmapOptions>;
  readonly milter?: Partial<MilterOptions>;
  /** Sees each decision, for instance to report it. */
  readonly observe?: DecisionObserver;
  /** Where others put metrics of theirs beside ours. */
  readonly registry?: Registry;
}

export interface RunningAgent {
  /** The addresses in use; null where a listener is off. */
  readonly addresses: Readonly<Record<AgentProtocol, ListenAddress | null>>;
  readonly registry: Registry;
  /** Takes no new connection, lets answers under way go out, and resolves when all connections are gone. */
  close(): Promise<void>;
}

interface Closable {
  readonly address: ListenAddress;
  readonly connectionCount?: number;
  close(): Promise<void>;
}

/** Opens all listeners, or none: when one cannot be opened, the others are closed again and the reason is thrown. */
export async function startListeners(
  settings: AgentSettings,
  source: DecisionSource,
  logger: AgentLogger,
): Promise<RunningAgent> {
  const registry = settings.registry ?? new Registry();
  const tally = createDecisionMetrics(registry);
  const judge = createJudge(source, tally, logger, settings.observe ?? null);
  const onTrouble = createTroubleLog(tally, logger);
  const listen = {
    policy: read("policyListen", settings.policyListen),
    socketmap: read("socketmapListen", settings.socketmapListen),
    milter: read("milterListen", settings.milterListen),
    http: read("httpListen", settings.httpListen),
  };
  const open: Readonly<Record<AgentProtocol, (at: ListenAddress) => Promise<Closable>>> = {
    policy: (at) =>
      openPolicyServer(at, judge, {
        onTrouble: onTrouble("policy"),
        options: { ...POLICY_DEFAULTS, ...settings.policyDelegation },
      }),
    socketmap: (at) =>
      openSocketmapServer(at, source, {
        count: tally.countLookup,
        onTrouble: onTrouble("socketmap"),
        options: {
          ...SOCKETMAP_DEFAULTS,
          ...settings.socketmap,
        },
      }),
    milter: (at) =>
      openMilterServer(at, judge, {
        onTrouble: onTrouble("milter"),
        options: { ...MILTER_DEFAULTS, ...settings.milter },
      }),
    http: (at) =>
      openHttpServer({ listen: at, judge, source, registry, limits: HTTP_LIMITS, onTrouble: onTrouble("http") }),
  };

  const servers = new Map<AgentProtocol, Closable>();
  try {
    for (const protocol of Object.keys(open) as AgentProtocol[]) {
      const at = listen[protocol];
      if (at === null) continue;
      const server = await open[protocol](at);
      servers.set(protocol, server);
      logger.info({ protocol, address: formatListenAddress(server.address) }, "agent listens");
    }
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
  registerGauges(registry, source, servers);
  const addressOf = (protocol: AgentProtocol) => servers.get(protocol)?.address ?? null;
  return {
    registry,
    addresses: {
      policy: addressOf("policy"),
      socketmap: addressOf("socketmap"),
      milter: addressOf("milter"),
      http: addressOf("http"),
    },
    close: () => closeAll(servers),
  };
}

function read(setting: keyof AgentListeners, text: string | null): ListenAddress | null {
  return text === null ? null : parseListenAddress(setting, text);
}

async function closeAll(servers: ReadonlyMap<AgentProtocol, Closable>): Promise<void> {
  await Promise.all([...servers.values()].map((server) => server.close()));
}

/** Counts each trouble, and logs it once a peer, kind and minute. */
function createTroubleLog(tally: DecisionMetrics, logger: AgentLogger) {
  const limiter = createRepeatLimiter();
  return (protocol: AgentProtocol) => (trouble: ProtocolTrouble, peer: string) => {
    tally.countTrouble(protocol, trouble.kind);
    const heldBack = limiter.admit(`${protocol} ${trouble.kind} ${peer}`);
    if (heldBack === null) return;
    const isOurs = trouble.kind === "INTERNAL" || trouble.kind === "NO_DECISION";
    const fields = { protocol, peer, kind: trouble.kind, alikeInLastMinute: heldBack, err: trouble.cause };
    if (isOurs) logger.error(fields, trouble.message);
    else logger.warn(fields, trouble.message);
  };
}

function registerGauges(
  registry: Registry,
  source: DecisionSource,
  servers: ReadonlyMap<AgentProtocol, Closable>,
): void {
  new Gauge({
    name: "mayfrom_agent_connections",
    help: "Open connections",
    labelNames: ["protocol"],
    registers: [registry],
    collect() {
      for (const [protocol, { connectionCount }] of servers) {
        if (connectionCount !== undefined) this.set({ protocol }, connectionCount);
      }
    },
  });
  new Gauge({
    name: "mayfrom_agent_revision",
    help: "The last committed change in the data that answers come from; -1 before there is any",
    registers: [registry],
    collect() {
      this.set(source.freshness().revision ?? -1);
    },
  });
  new Gauge({
    name: "mayfrom_agent_data_age_seconds",
    help: "Since the data was last known to be current; NaN before there is any",
    registers: [registry],
    collect() {
      const { ageMs } = source.freshness();
      this.set(ageMs === null ? Number.NaN : ageMs / 1000);
    },
  });
}
