import { createFirstOperator } from "../access/index.js";
import { createApi } from "../api/index.js";
import { hasPendingMigrations, migrate } from "../database/index.js";
import { startWorker } from "../jobs/index.js";
import { DomainError } from "../kernel/index.js";
import type { Services } from "../request/index.js";
import { makeDemo } from "./demo/make-demo.js";
import { type Greeting, greet } from "./greeting.js";
import { onTermination } from "./on-termination.js";
import { openServices } from "./open-services.js";

export interface ServeOptions {
  /** False with --no-worker. */
  readonly worker?: boolean;
  readonly demo?: boolean;
}

/** API, pages and, unless told otherwise, the worker in one process, until SIGTERM or SIGINT. */
export async function serve({ worker = true, demo = false }: ServeOptions): Promise<void> {
  const services = await openServices();
  const { configuration, log, database } = services;
  let app: Awaited<ReturnType<typeof createApi>> | undefined;
  try {
    await prepareTables(services);
    const operator = await createFirstOperator(database, configuration.adminPassword);
    const api = await createApi(services);
    app = api;
    const address = await api.listen({ host: configuration.host, port: configuration.port });
    // The API answers from here on; what it shows comes in the next half second, before anybody is told to look.
    const isDemo = demo && database.engine === "sqlite" && (await makeDemo(services));
    const background = worker ? startWorker({ services }) : null;
    greet({ services, address, operator, isDemo, isWorkerHere: worker } satisfies Greeting);
    onTermination(log, async () => {
      await api.close();
      await background?.stop();
      await database.close();
    });
  } catch (error) {
    await app?.close();
    await database.close();
    throw error;
  }
}

// The embedded database is this process's own. Tables shared with other servers are changed when the operator says so.
async function prepareTables({ database, log }: Services): Promise<void> {
  if (database.engine === "sqlite") {
    for (const name of await migrate(database)) log.debug({ migration: name }, "migrated");
    return;
  }
  if (await hasPendingMigrations(database)) {
    throw new DomainError("UNAVAILABLE", "Migrations are pending; run `mayfrom migrate` first");
  }
}
