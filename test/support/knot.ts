import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { askServer } from "../../src/dns/ask-server.js";
import { makeServerDirectory, prepareIn, startGuardedServer } from "./guarded-server.js";
import { freePort } from "./ports.js";
import { requireProgram } from "./system-parts.js";

export interface Knot {
  readonly port: number;
  /** Publishes these lines (zone-file form, absolute names without the dot at the end) in the place of those before. */
  load(lines: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

const run = promisify(execFile);

/** Knot DNS with one zone for everything, the root; what it says that there is nothing holds for five seconds. */
export async function startKnot(): Promise<Knot> {
  const command = requireProgram("knot", "/usr/sbin/knotd");
  const control = requireProgram("knot", "/usr/sbin/knotc");
  const directory = makeServerDirectory("knot");
  const port = await freePort();
  let serial = 1;
  const writeZone = (lines: readonly string[]) => {
    const head = ["$ORIGIN .", "$TTL 60", `@ SOA ns.invalid. host.invalid. ${serial++} 60 60 60 5`, "@ NS ns.invalid."];
    writeFileSync(join(directory, "root.zone"), `${[...head, "ns.invalid. A 127.0.0.1", ...lines].join("\n")}\n`);
  };
  const configuration = join(directory, "knot.conf");
  await prepareIn(directory, () => {
    mkdirSync(join(directory, "db"));
    writeFileSync(configuration, configurationOf(directory, port));
    writeZone([]);
  });
  const soa = { name: "invalid", type: "SOA" } as const;
  const server = await startGuardedServer({
    name: "Knot",
    directory,
    command,
    arguments: ["-c", configuration],
    isReady: async () => (await askServer({ address: "127.0.0.1", port }, soa, 200)).kind !== "UNKNOWN",
  });
  return {
    port,
    stop: server.stop,
    async load(lines) {
      writeZone(lines);
      await run(control, ["-b", "-s", join(directory, "knot.sock"), "zone-reload", "."]);
    },
  };
}

// `journal-content: none` goes with `zonefile-load: whole` only.
function configurationOf(directory: string, port: number): string {
  return `server:
    rundir: "${directory}"
    user: ${userInfo().username}
    listen: 127.0.0.1@${port}
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
control:
    listen: "${join(directory, "knot.sock")}"
database:
    storage: "${join(directory, "db")}"
zone:
  - domain: .
    storage: "${directory}"
    file: root.zone
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
`;
}
