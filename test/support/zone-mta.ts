import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MailUser } from "./dovecot.js";
import { makeServerDirectory, prepareIn, startGuardedServer } from "./guarded-server.js";
import { freePort } from "./ports.js";
import { startRedis } from "./redis.js";
import { INSTALL_COMMAND } from "./system-parts.js";
import { startZoneMtaStore, type ZoneMtaStore } from "./zone-mta-store.js";

/** Our script installs it from npm; it is no dependency of the project. */
const PACKAGE = "/usr/local/lib/mayfrom-test/zone-mta/node_modules/zone-mta";
const PROGRAM = join(PACKAGE, "app.js");
/** The newest line it starts on: it asks Node for a parser that 24 has no more. */
const NODE = `/usr/local/lib/mayfrom-test/node-22/node_modules/node-linux-${process.arch}/bin/node`;

export interface ZoneMtaOptions {
  /** Who may sign in, by AUTH PLAIN or LOGIN. */
  readonly users: readonly MailUser[];
  /** An SMTP server on 127.0.0.1 that takes all mail. */
  readonly relayPort: number;
}

export interface ZoneMta {
  readonly port: number;
  /** What it logs, which is its standard error. */
  readonly logFile: string;
  logLines(): string[];
  /** How many deliveries wait in its queue. */
  queueLength(): number;
  stop(): Promise<void>;
}

/**
 * A private ZoneMTA that takes submissions by password, queues them and delivers them. Its Redis is real; where it wants
 * MongoDB it has zone-mta-store.ts. It cannot outlive this process.
 */
export async function startZoneMta(options: ZoneMtaOptions): Promise<ZoneMta> {
  for (const part of [PROGRAM, NODE]) {
    if (!existsSync(part)) throw new Error(`${part} is missing (from npm). Run as root: ${INSTALL_COMMAND}`);
  }
  const redis = await startRedis();
  const store = await startZoneMtaStore(PROGRAM);
  const stopParts = () => Promise.all([redis.stop(), store.stop()]);
  try {
    const server = await startServer(options, redis.port, store);
    return {
      ...server,
      queueLength: () => store.count("zone-queue"),
      async stop() {
        await server.stop();
        await stopParts();
      },
    };
  } catch (error) {
    await stopParts();
    throw error;
  }
}

async function startServer(options: ZoneMtaOptions, redisPort: number, store: ZoneMtaStore) {
  const directory = makeServerDirectory("zone-mta");
  const [port, apiPort, queuePort] = [await freePort(), await freePort(), await freePort()];
  const configuration = join(directory, "zone-mta.json");
  await prepareIn(directory, () => {
    mkdirSync(join(directory, "plugins"));
    writeFileSync(join(directory, "plugins", "sign-in.js"), SIGN_IN_PLUGIN);
    const settings = configurationOf(options, { port, apiPort, queuePort, redisPort, storePort: store.port });
    writeFileSync(configuration, JSON.stringify({ ...settings, pluginsPath: join(directory, "plugins") }));
  });
  const logFile = join(directory, "output.log");
  const logLines = () => (existsSync(logFile) ? readFileSync(logFile, "utf8").split("\n").slice(0, -1) : []);
  const server = await startGuardedServer({
    name: "ZoneMTA",
    directory,
    command: NODE,
    arguments: [PROGRAM],
    environment: { PATH: process.env.PATH, NODE_CONFIG_PATH: configuration },
    // Its master listens before the process that answers is there.
    isReady: async () => logLines().some((line) => / SMTP\/feeder\/\d+ SMTP feeder MTA server started$/.test(line)),
  });
  return { port, logFile, logLines, stop: server.stop };
}

interface Ports {
  readonly port: number;
  readonly apiPort: number;
  readonly queuePort: number;
  readonly redisPort: number;
  readonly storePort: number;
}

/** Laid over its defaults. */
function configurationOf(
  { users, relayPort }: ZoneMtaOptions,
  { port, apiPort, queuePort, redisPort, storePort }: Ports,
): Record<string, unknown> {
  return {
    name: "zone-mta.mayfrom.test",
    dbs: { mongo: `mongodb://127.0.0.1:${storePort}/zone-mta`, redis: { host: "127.0.0.1", port: redisPort } },
    smtpInterfaces: { feeder: { port, processes: 1, authentication: true, disableReverseLookup: true } },
    api: { port: apiPort },
    queueServer: { port: queuePort },
    dns: { caching: false },
    mtaSts: { enabled: false },
    // Straight to the far side of the network: no name is looked up.
    zones: { default: { host: "127.0.0.1", port: relayPort, disableStarttls: true } },
    plugins: {
      "core/email-bounce": false,
      "sign-in": {
        enabled: "receiver",
        passwords: Object.fromEntries(users.map(({ address, password }) => [address, password])),
      },
    },
  };
}

/** ZoneMTA leaves passwords to a plugin of whoever runs it. */
const SIGN_IN_PLUGIN = `
module.exports.title = "passwords of the tests";
module.exports.init = (app, done) => {
  const passwords = new Map(Object.entries(app.config.passwords));
  app.addHook("smtp:auth", (auth, session, next) => {
    if (passwords.get(auth.username) === auth.password) return next();
    next(Object.assign(new Error("Authentication failed"), { responseCode: 535 }));
  });
  done();
};
`;
