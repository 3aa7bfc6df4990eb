import { type DestinationStream, type Logger, pino } from "pino";
import pretty from "pino-pretty";
import { type Configuration, type ReadyConfiguration, readConfiguration, withSecrets } from "../config/index.js";
import { openDatabase } from "../database/index.js";
import { systemClock } from "../kernel/index.js";
import type { Services } from "../request/index.js";
import { schemaParts } from "../schema-parts.js";

/** Configuration from the environment, and the log it asks for. `quiet` keeps all but trouble out of a one-shot verb. */
export function readEnvironment({ quiet = false } = {}): { configuration: ReadyConfiguration; log: Logger } {
  const configuration = withSecrets(readConfiguration(process.env, process.stdout.isTTY));
  return { configuration, log: createLog(configuration, quiet) };
}

/** Everything a verb that touches the database needs. The caller closes `database`. */
export async function openServices(options: { quiet?: boolean } = {}): Promise<Services> {
  const { configuration, log } = readEnvironment(options);
  const database = await openDatabase(configuration.database, schemaParts, systemClock);
  return { configuration, log, database, clock: systemClock };
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

// What must never reach a log, wherever it hangs.
const SECRETS = ["password", "token", "accessToken", "refreshToken", "secret", "authorization", "jwtSecret"];

export function createLog(
  { logLevel, logFormat }: Pick<Configuration, "logLevel" | "logFormat">,
  quiet = false,
): Logger {
  const level = quiet && logLevel === "info" ? "warn" : logLevel;
  // Synchronous and on standard error for one-shot verbs, whose standard output is their answer.
  const stream: DestinationStream =
    logFormat === "pretty"
      ? pretty({ destination: quiet ? 2 : 1, sync: true, ignore: "pid,hostname", translateTime: "HH:MM:ss.l" })
      : pino.destination({ dest: quiet ? 2 : 1, sync: quiet });
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, redact: { paths, censor: "[secret]" }, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    stream,
  );
}
