import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { MailUser } from "./dovecot.js";
import { makeServerDirectory, prepareIn, startGuardedServer } from "./guarded-server.js";
import { freePort, isListening } from "./ports.js";
import { INSTALL_COMMAND } from "./system-parts.js";

/** Our script installs it from npm; it is no dependency of the project. */
const PACKAGE = "/usr/local/lib/mayfrom-test/haraka/node_modules/Haraka";
const PROGRAM = join(PACKAGE, "bin", "haraka");

export interface HarakaOptions {
  /** Who may sign in, by AUTH PLAIN, LOGIN or CRAM-MD5. */
  readonly users: readonly MailUser[];
  /** An SMTP server on 127.0.0.1 that takes all mail. */
  readonly relayPort: number;
  /** Haraka's `level` and `format` of log.ini. The SMTP dialogue is logged from level `protocol` on. */
  readonly logLevel?: "notice" | "info" | "protocol";
  readonly logFormat?: "default" | "logfmt" | "json";
  /** Plugin files that run after sign-in and before the queue, by path; each is named by its file without `.js`. */
  readonly plugins?: readonly string[];
  /** Further files of its `config` folder, by name. */
  readonly configuration?: Readonly<Record<string, string>>;
}

export interface Haraka {
  readonly port: number;
  /** What it logs, which is its standard output. */
  readonly logFile: string;
  logLines(): string[];
  stop(): Promise<void>;
}

/** A private Haraka that takes submissions by password and hands them on at once. It cannot outlive this process. */
export async function startHaraka(options: HarakaOptions): Promise<Haraka> {
  if (!existsSync(PROGRAM))
    throw new Error(`${PROGRAM} is missing (npm package Haraka). Run as root: ${INSTALL_COMMAND}`);
  const directory = makeServerDirectory("haraka");
  const port = await freePort();
  await prepareIn(directory, () => configure(directory, port, options));
  const logFile = join(directory, "output.log");
  const server = await startGuardedServer({
    name: "Haraka",
    directory,
    command: process.execPath,
    arguments: [PROGRAM, "-c", directory],
    isReady: () => isListening(port),
  });
  return {
    port,
    logFile,
    logLines: () => (existsSync(logFile) ? readFileSync(logFile, "utf8").split("\n").slice(0, -1) : []),
    stop: server.stop,
  };
}

function configure(directory: string, port: number, options: HarakaOptions): void {
  const { users, relayPort, logLevel = "protocol", logFormat = "default", plugins = [] } = options;
  const names = plugins.map((path) => basename(path, ".js"));
  const files: Record<string, string> = {
    me: "haraka.mayfrom.test\n",
    "smtp.ini": `listen=127.0.0.1:${port}\nnodes=0\n`,
    plugins: `${["auth/flat_file", ...names, "queue/smtp_forward"].join("\n")}\n`,
    "log.ini": `[main]\nlevel=${logLevel}\nformat=${logFormat}\ntimestamps=true\n`,
    "auth_flat_file.ini": `[core]\nmethods=PLAIN,LOGIN,CRAM-MD5\nconstrain_sender=false\n\n[users]\n${users
      .map(({ address, password }) => `${address}=${password}\n`)
      .join("")}`,
    "smtp_forward.ini": `host=127.0.0.1\nport=${relayPort}\nenable_outbound=true\n`,
    ...options.configuration,
  };
  mkdirSync(join(directory, "config"));
  mkdirSync(join(directory, "plugins"));
  mkdirSync(join(directory, "queue"));
  // Without the file that `haraka -i` brings, it ends with its first connection.
  copyFileSync(join(PACKAGE, "config", "connection.ini"), join(directory, "config", "connection.ini"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, "config", name), content);
  for (const path of plugins) copyFileSync(path, join(directory, "plugins", basename(path)));
}
