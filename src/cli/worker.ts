import { startWorker } from "../app/index.js";
import { hasPendingMigrations } from "../database/index.js";
import { DomainError } from "../kernel/index.js";
import { onTermination } from "./on-termination.js";
import { openServices } from "./open-services.js";
import { startTraces } from "./trace.js";

/** The background work alone, until SIGTERM or SIGINT. */
export async function worker(): Promise<void> {
  const services = await openServices();
  const { database, log } = services;
  if (await hasPendingMigrations(database)) {
    await database.close();
    throw new DomainError("MIGRATIONS_PENDING", "Migrations are pending; run `mayfrom migrate` first");
  }
  const stopTraces = await startTraces(services);
  const background = startWorker({ services });
  log.info({ worker: background.name }, "mayfrom works");
  // The worker's own timers let a process end; this one keeps it until it is told to.
  const alive = setInterval(() => undefined, 60_000);
  onTermination(log, async () => {
    clearInterval(alive);
    await background.stop();
    await database.close();
    await stopTraces();
  });
}
