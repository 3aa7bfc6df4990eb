import type { Logger } from "pino";
import { databasePartsOf } from "../app/index.js";
import { type ReadyConfiguration, readConfiguration, withSecrets } from "../config/index.js";
import { openDatabase } from "../database/index.js";
import { createResolver } from "../dns/index.js";
import type { Services } from "../graphql/index.js";
import { systemClock } from "../kernel/index.js";
import { createLog } from "./create-log.js";

/** Configuration from the environment, and the log it asks for. `quiet` keeps all but trouble out of a one-shot verb. */
export function readEnvironment({ quiet = false } = {}): { configuration: ReadyConfiguration; log: Logger } {
  const configuration = withSecrets(readConfiguration(process.env, process.stdout.isTTY));
  return { configuration, log: createLog(configuration, quiet) };
}

/** Everything a verb that touches the database needs. The caller closes `database`. */
export async function openServices(options: { quiet?: boolean } = {}): Promise<Services> {
  const { configuration, log } = readEnvironment(options);
  return connect(configuration, log);
}

export async function connect(configuration: ReadyConfiguration, log: Logger): Promise<Services> {
  const database = await openDatabase(configuration.database, databasePartsOf(configuration), systemClock);
  return { configuration, log, database, clock: systemClock, resolver: createResolver(configuration.nameServers) };
}

/** Runs a one-shot verb and closes the database whatever happens. */
export async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const services = await openServices({ quiet: true });
  try {
    return await work(services);
  } finally {
    await services.database.close();
  }
}
