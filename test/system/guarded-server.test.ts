import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { makeServerDirectory, startGuardedServer } from "../support/guarded-server.js";
import { requireProgram } from "../support/system-parts.js";

/** A server that only writes down its process id and then waits. */
const SLEEPER = 'echo $$ > "$0"; exec sleep 600';

async function pidIn(file: string): Promise<number> {
  await eventually("the sleeper runs", () => existsSync(file) && readFileSync(file, "utf8").endsWith("\n"));
  return Number(readFileSync(file, "utf8"));
}

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

describe("a guarded server", () => {
  it("is gone with its directory when it was stopped", async () => {
    const directory = makeServerDirectory("guard");
    const pidFile = join(directory, "pid");
    const server = await startGuardedServer({
      name: "sleeper",
      directory,
      command: "/bin/sh",
      arguments: ["-c", SLEEPER, pidFile],
      isReady: async () => existsSync(pidFile),
    });
    const pid = await pidIn(pidFile);
    expect(isRunning(pid)).toBe(true);
    await server.stop();
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(directory)).toBe(false);
    await server.stop();
  });

  it("does not outlive a test process that is killed", async () => {
    const directory = makeServerDirectory("guard");
    const pidFile = join(directory, "pid");
    const owner = spawn(process.execPath, [
      "--eval",
      `require("node:child_process").spawn("/bin/bash", ${JSON.stringify([
        "test/support/guardian.sh",
        directory,
        "/bin/sh",
        "-c",
        SLEEPER,
        pidFile,
      ])}, { detached: true, stdio: ["pipe", "ignore", "ignore"] }); setInterval(() => {}, 1000);`,
    ]);
    const pid = await pidIn(pidFile);
    owner.kill("SIGKILL");
    await eventually("server and directory are gone", () => !isRunning(pid) && !existsSync(directory));
  });

  it("says what the server said when it does not start", async () => {
    const directory = makeServerDirectory("guard");
    const starting = startGuardedServer({
      name: "grumbler",
      directory,
      command: "/bin/sh",
      arguments: ["-c", "echo the configuration is wrong >&2; exit 3"],
      isReady: async () => false,
    });
    await expect(starting).rejects.toThrow(
      /grumbler does not start: grumbler ended with status 3\nthe configuration is wrong/,
    );
    expect(existsSync(directory)).toBe(false);
  });

  it("names the package of a part that is missing", () => {
    expect(() => requireProgram("swaks", "/nowhere/swaks")).toThrow(
      "/nowhere/swaks is missing (Debian package swaks). Run as root: bash scripts/install-system-parts.sh",
    );
  });
});
