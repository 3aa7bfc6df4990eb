import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventually } from "./eventually.js";

const GUARDIAN = fileURLToPath(new URL("./guardian.sh", import.meta.url));
const START_TIMEOUT_MS = 60_000;

export interface GuardedServerOptions {
  /** For error messages. */
  readonly name: string;
  /** Made with `makeServerDirectory`; removed when the server has been stopped. */
  readonly directory: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Where the server itself logs; shown, after its standard output, when it does not start. */
  readonly logFile?: string;
  /** Resolves to true once the server answers. */
  readonly isReady: () => Promise<boolean>;
}

export interface GuardedServer {
  /** Stops the server and removes its directory. A second call does nothing. */
  stop(): Promise<void>;
}

/** A new folder under the system's temporary one that the server's own user may walk into. */
export function makeServerDirectory(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `mayfrom-${name}-`));
  chmodSync(directory, 0o755);
  return directory;
}

/** Runs the preparation of a server, and removes its directory again when that fails. */
export async function prepareIn<T>(directory: string, prepare: () => T | Promise<T>): Promise<T> {
  try {
    return await prepare();
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

/** Starts a server that cannot outlive this process (see guardian.sh), and waits until it answers. */
export async function startGuardedServer(options: GuardedServerOptions): Promise<GuardedServer> {
  const outputFile = join(options.directory, "output.log");
  const output = openSync(outputFile, "a");
  const child = spawn("/bin/bash", [GUARDIAN, options.directory, options.command, ...options.arguments], {
    // A session of its own, so that ctrl-c in the terminal reaches the tests first and the server through them.
    detached: true,
    stdio: ["pipe", output, output],
    env: options.environment ?? process.env,
  });
  closeSync(output);
  const ended = endOf(child);
  // A test process that is done need not wait for its servers: the guardian does.
  child.unref();

  const stop = async () => {
    child.ref();
    child.stdin?.destroy();
    await ended;
    rmSync(options.directory, { recursive: true, force: true });
  };
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  try {
    await eventually(`${options.name} answers`, async () => hasEnded() || (await options.isReady()), START_TIMEOUT_MS);
    if (hasEnded()) throw new Error(`${options.name} ended with status ${child.exitCode}`);
  } catch (error) {
    const log = [outputFile, options.logFile].map(lastLines).join("");
    await stop();
    throw new Error(`${options.name} does not start: ${(error as Error).message}\n${log}`);
  }
  return { stop };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", () => resolve());
    child.once("error", reject);
  });
}

function lastLines(file: string | undefined): string {
  if (file === undefined) return "";
  try {
    return `${readFileSync(file, "utf8").trimEnd().split("\n").slice(-30).join("\n")}\n`;
  } catch {
    return ""; // The server ended before it opened its log.
  }
}
