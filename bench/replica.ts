/**
 * A full copy from a seeded database, and decisions from it: how long it takes, how large it is, what it costs in memory.
 * The platform is a process of its own, as it would be.
 *
 *   DATA_DIR=/var/tmp/seeded npm run mayfrom -- seed --resellers 50 --domains 5000 --accounts 100000 --authorizations 1000000
 *   DATA_DIR=/var/tmp/seeded node --import @swc-node/register/esm-register bench/replica.ts [--questions 500000]
 */
import "reflect-metadata";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CopyDirectory } from "../src/agent/copy/copy-directory.js";
import { CopySource } from "../src/agent/copy/copy-source.js";
import { CopySync } from "../src/agent/copy/copy-sync.js";
import { createPlatformClient } from "../src/agent/platform/platform-client.js";
import { systemClock, writtenReversePath } from "../src/kernel/index.js";

const { values } = parseArgs({
  options: {
    serve: { type: "boolean", default: false },
    questions: { type: "string", default: "500000" },
  },
});

if (values.serve) await servePlatform();
else await measure();

/** Tells its parent where it listens and with which key. */
async function servePlatform(): Promise<void> {
  const { openServices } = await import("../src/cli/open-services.js");
  const { createHttpServer } = await import("../src/api/http-server.js");
  const { createApollo } = await import("../src/api/apollo.js");
  const { buildApiSchema } = await import("../src/app/index.js");
  const { registerFullCopy } = await import("../src/gateways/index.js");
  const { ApiKeyKind, createApiKey } = await import("../src/access/index.js");
  const { SYSTEM_ACTOR } = await import("../src/kernel/index.js");
  const services = await openServices({ quiet: true });
  const apollo = createApollo(await buildApiSchema(), services.log);
  await apollo.start();
  const app = await createHttpServer({ services, apollo, pages: [registerFullCopy] });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { secret } = await services.database.write((tx) =>
    createApiKey(tx, SYSTEM_ACTOR, { name: "bench", kind: ApiKeyKind.GATEWAY, scope: { platform: true } }),
  );
  process.on("message", () => process.send?.({ cpuSeconds: cpuSeconds() }));
  process.send?.({ port: (app.server.address() as AddressInfo).port, secret });
  process.once("disconnect", () => process.exit());
}

async function measure(): Promise<void> {
  const platform = fork(fileURLToPath(import.meta.url), ["--serve"], { execArgv: process.execArgv });
  const folder = mkdtempSync(join(tmpdir(), "mayfrom-bench-replica-"));
  try {
    const [{ port, secret }] = (await once(platform, "message")) as [{ port: number; secret: string }];
    const source = new CopySource({ clock: systemClock, publicUrl: "https://mayfrom.example", whenUnsynced: "defer" });
    let authorizations = 0;
    const logger = {
      debug() {},
      info: (fields: unknown) => {
        authorizations = (fields as { authorizations?: number }).authorizations ?? authorizations;
      },
      warn: console.warn,
      error: console.error,
    };
    const sync = new CopySync({
      client: createPlatformClient({ apiUrl: `http://127.0.0.1:${port}`, gatewayKey: secret }),
      directory: new CopyDirectory(folder),
      domains: null,
      clock: systemClock,
      logger,
      onCopy: (store) => source.use(store),
      onProgress: () => undefined,
    });
    const before = { wall: Date.now(), cpu: cpuSeconds(), platform: await cpuSecondsOf(platform) };
    let mostOwn = 0;
    const watch = setInterval(() => {
      mostOwn = Math.max(mostOwn, ownResidentBytes());
    }, 100);
    await sync.step();
    clearInterval(watch);
    const wallSeconds = (Date.now() - before.wall) / 1000;
    const store = source.store;
    if (store === null) throw new Error("there is no copy");
    const bytes = statSync(join(store.directory, "data.mdb")).size;
    print("authorizations", authorizations);
    print("full copy, seconds", wallSeconds);
    print("  of this process's CPU", cpuSeconds() - before.cpu);
    print("  of the platform's CPU", (await cpuSecondsOf(platform)) - before.platform);
    print("bytes on disk", bytes);
    print("bytes an authorization", bytes / Math.max(1, authorizations));
    for (const [name, table] of Object.entries(store.raw)) {
      const { entryCount, treeLeafPageCount, treeBranchPageCount } = table.getStats() as Record<string, number>;
      const pages = (treeLeafPageCount ?? 0) + (treeBranchPageCount ?? 0);
      print(`  ${name}: ${entryCount} entries, bytes each`, (pages * 4096) / Math.max(1, entryCount ?? 0));
    }
    print("resident beyond the page cache, MB, at the peak of the copy", mostOwn / 1e6);
    await decisionsFrom(source, Number(values.questions));
    print("resident beyond the page cache, MB, at the end", ownResidentBytes() / 1e6);
    await sync.stop();
  } finally {
    platform.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function decisionsFrom(source: CopySource, questions: number): Promise<void> {
  const store = source.store;
  if (store === null) return;
  const logins: string[] = [];
  for (let number = 1; logins.length < 50_000 && number < store.state.nextAccount; number += 1) {
    const login = source.owners.ownersOfAddress(`user${number}@domain${number % 5000}.example`);
    if (Array.isArray(login) && login[0] !== undefined) logins.push(login[0]);
  }
  if (logins.length === 0) {
    const { holdAccount } = await import("../src/agent/copy/held-accounts.js");
    for (let number = 1; logins.length < 50_000 && number < store.state.nextAccount; number += 7) {
      const held = holdAccount(store, number);
      if (held !== null) logins.push(held.loginKey);
    }
  }
  for (const [name, count] of [
    ["decisions a second, logins asked before", Math.min(10_000, logins.length)],
    ["decisions a second, over 50,000 logins", logins.length],
  ] as const) {
    for (let warm = 0; warm < count; warm++) ask(source, logins[warm] as string, warm);
    const startedAt = process.hrtime.bigint();
    for (let asked = 0; asked < questions; asked++) ask(source, logins[(asked * 7919) % count] as string, asked);
    print(name, questions / (Number(process.hrtime.bigint() - startedAt) / 1e9));
  }
}

function ask(source: CopySource, login: string, index: number): void {
  source.decide({ login, reversePath: writtenReversePath(`sender${index % 1000}@elsewhere.example`) });
}

/** Without the pages of files, which are the page cache's: those of the copy are mapped into the process. */
function ownResidentBytes(): number {
  const [, kilobytes = "0"] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function cpuSecondsOf(platform: ReturnType<typeof fork>): Promise<number> {
  const answer = once(platform, "message");
  platform.send("cpu");
  const [{ cpuSeconds: seconds }] = (await answer) as [{ cpuSeconds: number }];
  return seconds;
}

function print(name: string, value: number): void {
  console.log(`${name.padEnd(62)} ${value.toLocaleString("en", { maximumFractionDigits: 1 })}`);
}
