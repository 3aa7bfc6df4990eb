import { createFirstOperator } from "../access/index.js";
import { countLmtpMessage } from "../api/index.js";
import { createApi, replyPortOf, reportPortsOf, startWorker } from "../app/index.js";
import { parseListenAddress } from "../config/index.js";
import { hasPendingMigrations, migrate } from "../database/index.js";
import type { Services } from "../graphql/index.js";
import { type LmtpServer, openLmtpServer } from "../intake/index.js";
import { DomainError } from "../kernel/index.js";
import { platformSettings } from "../tenancy/index.js";
import { languageFor } from "../texts/index.js";
import { atBeginningOfStory, makeDemo } from "./demo/make-demo.js";
import { type Greeting, greet } from "./greeting.js";
import { onTermination } from "./on-termination.js";
import { openServices } from "./open-services.js";
import { startTraces } from "./trace.js";
import { undeclaredProxy } from "./undeclared-proxy.js";

export interface ServeOptions {
  /** False with --no-worker. */
  readonly worker?: boolean;
  readonly demo?: boolean;
}

/** API, pages, reports by LMTP and by default the worker in one process, until SIGTERM or SIGINT. */
export async function serve({ worker = true, demo = false }: ServeOptions): Promise<void> {
  const services = await openServices();
  const { configuration, log, database } = services;
  let app: Awaited<ReturnType<typeof createApi>> | undefined;
  let lmtp: LmtpServer | null = null;
  const stopTraces = await startTraces(services);
  try {
    await prepareTables(services);
    const isTrial = configuration.isLocalOnly && database.dialect.isEmbedded;
    // The samples' operator was there before the samples.
    const beginning = demo && isTrial ? atBeginningOfStory(services) : database;
    const operator = await createFirstOperator(beginning, configuration.adminPassword);
    let hasStarted = false;
    const api = await createApi(services, () => hasStarted);
    app = api;
    const address = await api.listen({ host: configuration.host, port: configuration.port });
    // The API answers from here on; what it shows comes in the next seconds, before anybody is told to look. Whoever
    // changes something before that would meet the sample tenants half made.
    const isDemo = demo && isTrial && (await makeDemo(services));
    if (demo && !isTrial)
      log.info("no sample tenants: HOST, PUBLIC_URL or the mail transport lead beyond this machine");
    hasStarted = true;
    warnOfProxies(services);
    const reports = await openReports(services);
    lmtp = reports;
    const { name, timeZone } = await platformSettings(database.reader);
    const isNamed = name !== null && timeZone !== null;
    const background = worker ? startWorker({ services }) : null;
    greet({ services, address, operator, isDemo, isWorkerHere: worker, isNamed } satisfies Greeting);
    onTermination(log, async () => {
      await Promise.all([api.close(), reports?.stop()]);
      await background?.stop();
      await database.close();
      await stopTraces();
    });
  } catch (error) {
    await Promise.all([app?.close(), lmtp?.stop()]);
    await database.close();
    await stopTraces();
    throw error;
  }
}

function warnOfProxies({ configuration, log }: Services): void {
  const warning = undeclaredProxy(configuration, languageFor("en"));
  if (warning !== null) log.warn(warning);
}

async function openReports(services: Services): Promise<LmtpServer | null> {
  const setting = services.configuration.lmtpListen;
  const listen = setting === null ? null : parseListenAddress("MAYFROM_LMTP_LISTEN", setting);
  if (listen === null) return null;
  return openLmtpServer({
    services,
    listen,
    reportPorts: reportPortsOf(services),
    replyPort: replyPortOf(services),
    onMessage: countLmtpMessage,
  });
}

// The embedded database is this process's own. Tables shared with other servers are changed when the operator says so.
async function prepareTables({ database, log }: Services): Promise<void> {
  if (database.dialect.isEmbedded) {
    for (const name of await migrate(database)) log.debug({ migration: name }, "migrated");
    return;
  }
  if (await hasPendingMigrations(database)) {
    throw new DomainError("MIGRATIONS_PENDING", "Migrations are pending; run `mayfrom migrate` first");
  }
}
