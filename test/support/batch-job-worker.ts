import "reflect-metadata";
import { pino } from "pino";
import { callBatch } from "../../src/app/api.js";
import { workOnBatchJobs } from "../../src/batch-jobs/index.js";
import type { DatabaseLocation } from "../../src/config/index.js";
import { openDatabase } from "../../src/database/index.js";
import { createResolver } from "../../src/dns/index.js";
import type { Services } from "../../src/graphql/index.js";
import { systemClock } from "../../src/kernel/index.js";
import { databaseParts, testConfiguration } from "./configuration.js";

/** What it says as soon as it is inside of a chunk. */
export const INSIDE = "inside\n";

/** Run compiled, with LOCATION (JSON): does what is due of all jobs, and ends. */
if (process.argv[1]?.endsWith("batch-job-worker.js")) {
  const location = JSON.parse(process.argv[2] ?? "null") as DatabaseLocation;
  const database = await openDatabase(location, databaseParts, systemClock);
  const configuration = testConfiguration();
  const log = pino({ level: "silent" });
  const services: Services = { database, clock: systemClock, log, configuration, resolver: createResolver([]) };
  const called: typeof callBatch = (...call) => {
    process.stdout.write(INSIDE);
    return callBatch(...call);
  };
  while (await workOnBatchJobs(services, called));
  await database.close();
}
