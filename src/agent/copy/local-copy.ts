import { join } from "node:path";
import { Counter, Gauge, type Registry } from "prom-client";
import { type Clock, parseDomainName, systemClock } from "../../kernel/index.js";
import type { AgentLogger } from "../agent-logger.js";
import { countDecisionTimes, type DecisionTimes } from "../decision-times.js";
import { type AskedSenders, noteAskedSenders } from "../platform/asked-senders.js";
import { reportToPlatform } from "../platform/gateway-reporter.js";
import { createPlatformClient, type PlatformClient } from "../platform/platform-client.js";
import { listenForChanges } from "./change-signals.js";
import { CopyDirectory } from "./copy-directory.js";
import { CopySource } from "./copy-source.js";
import { CopyStore } from "./copy-store.js";
import { CopySync } from "./copy-sync.js";
import { followPlatform } from "./follow-platform.js";

const FLUSH_EVERY_MS = 5_000;
const AUDIT_EVERY_MS = 24 * 60 * 60_000;

export interface LocalCopyOptions {
  readonly apiUrl: string;
  readonly gatewayKey: string;
  readonly publicUrl: string;
  readonly dataDirectory: string;
  /** A-labels; empty for all. */
  readonly domains: readonly string[];
  readonly whenUnsynced: "allow" | "defer";
  /** What refusals here advise, whatever policies say; null or left out leaves it to them. */
  readonly refusalAdvice?: "LINK" | "WORDS" | null;
  /** What was asked here, as far as it is counted. */
  readonly askedSenders?: AskedSenders;
  /** Keeps addresses beside their hashes, which makes the copy some three times as large; default false. */
  readonly holdsAddresses?: boolean;
  /** What the platform calls this agent. */
  readonly name: string;
  readonly version: string;
  readonly logger: AgentLogger;
  readonly clock?: Clock;
  readonly registry?: Registry;
  /** How long this agent's decisions took, which the platform is told; default: nothing is told. */
  readonly times?: DecisionTimes;
  /** The copy has another folder, or has moved on: what other processes that read it must know. */
  onProgress?(progress: CopyProgressNotice, store: CopyStore): void;
}

export interface CopyProgressNotice {
  readonly directory: string;
  readonly revision: number;
  /** Epoch milliseconds at which it was last known to be current. */
  readonly currentAt: number;
}

export interface LocalCopy {
  readonly source: CopySource;
  readonly client: PlatformClient;
  stop(): Promise<void>;
}

/** A copy that is followed by this process: it answers from it and is the only one that writes it. */
export async function openLocalCopy(options: LocalCopyOptions): Promise<LocalCopy> {
  const { logger, clock = systemClock, registry } = options;
  const domains = chosenDomains(options.domains);
  const client = createPlatformClient(options);
  const { publicUrl, whenUnsynced, refusalAdvice = null } = options;
  const { times = countDecisionTimes(), askedSenders = noteAskedSenders() } = options;
  const source = new CopySource({ clock, publicUrl, whenUnsynced, refusalAdvice });
  const reporter = reportToPlatform(
    { name: options.name, version: options.version, domains, refusalAdvice },
    { client, logger, times, askedSenders },
  );

  const note = (store: CopyStore) => {
    const { revision, currentAt } = store.state;
    reporter.reached(revision);
    options.onProgress?.({ directory: store.directory, revision, currentAt }, store);
  };
  const sync = new CopySync({
    client,
    directory: new CopyDirectory(join(options.dataDirectory, "replica")),
    domains,
    holdsAddresses: options.holdsAddresses,
    clock,
    logger,
    onCopy: (store) => source.use(store),
    onProgress: note,
  });
  await sync.start();

  const signals = listenForChanges(options, (revision) => {
    const { store } = sync;
    if (store !== null && store.state.revision === revision) {
      store.noteCurrent(clock.now().getTime());
      note(store);
    } else {
      follower.wake();
    }
  });
  const follower = followPlatform(sync, () => signals.isLive, logger);
  const stopFlushing = flushNowAndThen(sync, logger);
  const stopAudits = auditNowAndThen(sync, logger);
  if (registry !== undefined) registerMetrics(registry, sync, () => signals.isLive);

  return {
    source,
    client,
    async stop() {
      stopAudits();
      stopFlushing();
      await signals.close();
      await follower.stop();
      await reporter.stop();
      await sync.stop();
    },
  };
}

/** Throws for what is no domain name, as a copy of the wrong domains would make the MTA defer all mail. */
function chosenDomains(names: readonly string[]): string[] | null {
  const canonical = names.map((name) => {
    const parsed = parseDomainName(name);
    if (parsed === null) throw new Error(`AGENT_DOMAINS: ${name} is not a domain name`);
    return parsed;
  });
  return canonical.length === 0 ? null : [...new Set(canonical)].sort();
}

/** What a machine that loses its power has to fetch again is what was committed in this time. */
function flushNowAndThen(sync: CopySync, logger: AgentLogger): () => void {
  let flushed = "";
  const timer = setInterval(() => {
    const { store } = sync;
    if (store === null || flushed === `${store.directory} ${store.state.revision}`) return;
    flushed = `${store.directory} ${store.state.revision}`;
    store.flush().catch((error: unknown) => logger.error({ err: error }, "the copy cannot be brought to the disk"));
  }, FLUSH_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** At another time on each agent, so that they do not all ask at once. */
function auditNowAndThen(sync: CopySync, logger: AgentLogger): () => void {
  let timer = setTimeout(audit, AUDIT_EVERY_MS * Math.random()).unref();
  function audit(): void {
    sync
      .audit()
      .then((checked) => logger.info({ checked }, "the copy was compared with the platform"))
      .catch((error: unknown) => logger.warn({ err: error }, "the copy could not be compared with the platform"))
      .finally(() => {
        timer = setTimeout(audit, AUDIT_EVERY_MS).unref();
      });
  }
  return () => clearTimeout(timer);
}

export interface SharedCopy {
  readonly source: CopySource;
  /** What the process that follows has told. */
  noteProgress(notice: CopyProgressNotice): Promise<void>;
  stop(): Promise<void>;
}

/** A copy that another process follows: read only, as one of several that answer on one port. */
export async function openSharedCopy(
  options: Pick<LocalCopyOptions, "publicUrl" | "whenUnsynced" | "refusalAdvice" | "clock">,
): Promise<SharedCopy> {
  const source = new CopySource({ ...options, clock: options.clock ?? systemClock });
  let store: CopyStore | null = null;
  return {
    source,
    async noteProgress({ directory, currentAt }) {
      if (store?.directory !== directory) {
        const former = store;
        store = CopyStore.open(directory, { isReadOnly: true });
        source.use(store);
        await former?.close();
      }
      store.refresh();
      store.noteCurrent(currentAt);
    },
    async stop() {
      await store?.close();
    },
  };
}

function registerMetrics(registry: Registry, sync: CopySync, isSignalled: () => boolean): void {
  new Counter({
    name: "mayfrom_agent_full_copies_total",
    help: "Full copies that were put in use since the start",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(sync.figures.copyCount);
    },
  });
  new Counter({
    name: "mayfrom_agent_repaired_domains_total",
    help: "Domains of the copy that differed from the platform and were put right",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(sync.figures.repairCount);
    },
  });
  new Gauge({
    name: "mayfrom_agent_platform_revision",
    help: "The platform's last committed change, as last heard; less mayfrom_agent_revision it is the lag",
    registers: [registry],
    collect() {
      this.set(sync.figures.platformRevision);
    },
  });
  new Gauge({
    name: "mayfrom_agent_is_signalled",
    help: "1 while commits are signalled over the WebSocket, 0 while the feed is polled",
    registers: [registry],
    collect() {
      this.set(isSignalled() ? 1 : 0);
    },
  });
}
