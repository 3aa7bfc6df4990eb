import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startMailNameServer } from "./mail-name-server.js";
import { type MariaDb, startMariaDb } from "./mariadb.js";
import { chooseSeed } from "./seed.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Unix socket that answers each connection with one line of JSON, a `MariaDbAnswer`. */
    mariaDbProxy: string;
    /** Of the name server to which every domain takes mail. */
    mailNameServerPort: number;
    /** What all chance in the run comes from. */
    seed: number;
  }
}

export type MariaDbAnswer = { readonly url: string } | { readonly error: string };

/** Before all files: the run's seed, its name server, and the way to its MariaDB. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const seed = chooseSeed(process.env);
  console.log(`Seed ${seed}: SEED=${seed} repeats what this run draws`);
  project.provide("seed", seed);
  const nameServer = await startMailNameServer();
  project.provide("mailNameServerPort", nameServer.port);
  const closeProxy = await openMariaDbProxy(project);
  return async () => {
    await closeProxy();
    await nameServer.close();
  };
}

/**
 * One MariaDB for the whole run, started when the first test file asks for it: a run of unit tests alone pays
 * nothing. Test files live in other processes, so they ask through a door, a Unix socket (see database.ts).
 */
async function openMariaDbProxy(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<MariaDb> | undefined;
  const door = createServer(async (visitor) => {
    visitor.on("error", () => visitor.destroy());
    starting ??= startMariaDb();
    const answer: MariaDbAnswer = await starting.then(
      ({ url }) => ({ url }),
      (error: Error) => ({ error: error.message }),
    );
    visitor.end(`${JSON.stringify(answer)}\n`);
  });
  const path = join(tmpdir(), `mayfrom-mariadb-door-${randomBytes(6).toString("hex")}.sock`);
  await listen(door, path);
  project.provide("mariaDbProxy", path);

  return async () => {
    door.close();
    const server = await starting?.catch(() => undefined);
    await server?.stop();
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
}
