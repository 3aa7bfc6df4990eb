/**
 * A process that follows one log into one SQLite database until it is killed, for tests of what a kill leaves behind.
 * `node --import @swc-node/register/esm-register test/support/follow-process.ts DATABASE LOG`
 */
import "reflect-metadata";
import { pino } from "pino";
import { openDatabase } from "../../src/database/index.js";
import { systemClock } from "../../src/kernel/index.js";
import { alertWriter, ingestFiles } from "../../src/observations/index.js";
import { schemaParts } from "../../src/schema-parts.js";

const [file = "", path = ""] = process.argv.slice(2);
const database = await openDatabase({ kind: "sqlite", file }, schemaParts, systemClock);
console.log("ready");
await ingestFiles({
  services: { database, clock: systemClock, log: pino({ level: "silent" }) },
  files: [path],
  reportPorts: {
    writer: alertWriter({ jwtSecret: "a secret of the tests, longer than thirty-two characters" }),
    bounces: { bounced: async () => false },
  },
  isFollowing: true,
  followLimits: { pollMs: 1, commitMs: 5, drainMs: 2_000 },
});
