import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nameOf } from "../../src/dns/ask-server.js";
import { createDatabase } from "./database.js";
import type { EngineName } from "./engines.js";
import { eventually } from "./eventually.js";
import { mailNameServer } from "./mail-name-server.js";
import { freePort } from "./ports.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = join(ROOT, "dist/src/cli/main.js");
export const ADMIN_PASSWORD = "a password of the tests";

/** mayfrom as it is installed: the built program in processes of its own, told everything by its environment. */
export interface Installation {
  readonly url: string;
  readonly directory: string;
  /** Null on SQLite, whose file is in the directory. */
  readonly databaseUrl: string | null;
  /** Runs a verb to its end and gives what it printed. */
  run(...words: string[]): string;
  /** Starts a verb that goes on; `environment` is added to the installation's. */
  start(words: readonly string[], environment?: Record<string, string>): RunningVerb;
  /** Stops everything started and removes the directory. */
  remove(): Promise<void>;
}

export interface RunningVerb {
  readonly process: ChildProcess;
  /** Everything it has printed. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Builds the program where a source is newer than it; returns its path. Compiled as it loads, it takes ten times as long. */
export function buildProgram(): string {
  execFileSync(process.execPath, [join(ROOT, "scripts/build.mjs")], { cwd: ROOT });
  return PROGRAM;
}

export async function install(engine: EngineName, environment: Record<string, string> = {}): Promise<Installation> {
  buildProgram();
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-installation-"));
  const port = await freePort();
  const settings: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    PORT: String(port),
    DATA_DIR: directory,
    MAYFROM_ADMIN_PASSWORD: ADMIN_PASSWORD,
    MAYFROM_DNS_SERVERS: nameOf(mailNameServer()),
    LOG_LEVEL: "info",
    ...(engine === "MariaDB"
      ? {
          DATABASE_URL: await createDatabase(),
          JWT_SECRET: "a secret of the tests with more than thirty-two characters",
        }
      : {}),
    ...environment,
  };
  const running: RunningVerb[] = [];
  const installation: Installation = {
    url: `http://127.0.0.1:${port}`,
    directory,
    databaseUrl: settings.DATABASE_URL ?? null,
    run: (...words) =>
      execFileSync(process.execPath, [PROGRAM, ...words], {
        env: settings,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      }),
    start(words, more = {}) {
      const verb = startVerb(words, { ...settings, ...more });
      running.push(verb);
      return verb;
    },
    async remove() {
      await Promise.all(running.map((verb) => verb.stop()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
  if (engine === "MariaDB") installation.run("migrate");
  return installation;
}

function startVerb(words: readonly string[], environment: NodeJS.ProcessEnv): RunningVerb {
  const child = spawn(process.execPath, [PROGRAM, ...words], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    process: child,
    output: () => printed,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}

/** Starts `serve` and waits until it is ready. */
/** Sample tenants are made within it on a machine that does much else. */
const MAX_START_MS = 90_000;

export async function serve(installation: Installation, ...words: string[]): Promise<RunningVerb> {
  const verb = installation.start(["serve", ...words]);
  const isReady = async () => {
    if (verb.process.exitCode !== null) throw new Error(`serve ended: ${verb.output()}`);
    // The greeting comes last: sample tenants are made while the API already answers.
    if (!verb.output().includes("mayfrom is ready")) return false;
    const answer = await fetch(`${installation.url}/readyz`).catch(() => null);
    return answer?.ok === true;
  };
  await eventually(`${installation.url} serves\n${verb.output()}`, isReady, MAX_START_MS);
  return verb;
}

/** One caller of the API over HTTP. */
export interface Caller {
  call<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
}

export async function signInAs(url: string, login = "admin", password = ADMIN_PASSWORD): Promise<Caller> {
  const anonymous = callerWith(url, null);
  const { signIn } = await anonymous.call<{ signIn: { accessToken: string } }>(
    "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }",
    { input: { login, password } },
  );
  return callerWith(url, signIn.accessToken);
}

export function callerWith(url: string, bearer: string | null): Caller {
  return {
    async call<Data>(query: string, variables: Record<string, unknown> = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: Data; errors?: unknown[] };
      if (errors) throw new Error(`the call failed: ${JSON.stringify(errors)}`);
      return data;
    },
  };
}
