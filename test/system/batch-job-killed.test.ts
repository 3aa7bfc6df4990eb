import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { callBatch } from "../../src/app/api.js";
import { AuditEvent } from "../../src/audit/index.js";
import { Authorization } from "../../src/authorizations/index.js";
import { BatchJob } from "../../src/batch-jobs/batch-job.entity.js";
import { BatchJobChunk } from "../../src/batch-jobs/batch-job-chunk.entity.js";
import { BatchJobResult } from "../../src/batch-jobs/batch-job-result.entity.js";
import { workOnBatchJobs } from "../../src/batch-jobs/index.js";
import type { DatabaseLocation } from "../../src/config/index.js";
import type { Database } from "../../src/database/index.js";
import { FeedEntry } from "../../src/feed/index.js";
import { plantAdministrator } from "../graphql/access-people.js";
import { createTenants, innerIdOf } from "../graphql/tenancy-tree.js";
import { startTestApi } from "../support/api.js";
import { INSIDE } from "../support/batch-job-worker.js";
import { compiledScript } from "../support/compiled-script.js";
import { describeOnEachEngine } from "../support/engines.js";

const ITEMS = 600;
/** From the beginning of a chunk to the kill: as it begins, and amid its statements. */
const MILLISECONDS_INSIDE = [0, 100];

function locationOf({ writerSource: { options } }: Database): DatabaseLocation {
  return options.type === "better-sqlite3"
    ? { kind: "sqlite", file: options.database }
    : { kind: "mysql", url: String("url" in options && options.url), poolSize: 4, replicaUrls: [] };
}

async function killInside(database: Database, milliseconds: number): Promise<void> {
  const script = compiledScript("support/batch-job-worker.ts");
  const worker = spawn(process.execPath, [script, JSON.stringify(locationOf(database))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(worker.stdout, "data")) as [Buffer];
  expect(said.toString()).toContain(INSIDE);
  await sleep(milliseconds);
  worker.kill("SIGKILL");
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
}

describeOnEachEngine("a batch job whose worker is killed", (engine) => {
  it("loses none of its items and does none twice", { timeout: 480_000 }, async () => {
    const api = await startTestApi(engine);
    const { north } = await createTenants(api);
    const { actor } = await plantAdministrator(api, "boss", { resellerId: north.id });
    const { database } = api;
    const items = Array.from({ length: ITEMS }, (_, index) => ({
      accountId: north.account.id,
      address: `killed-${index}@${north.domain.name}`,
    }));
    const { grantAuthorizations } = await api.succeed<{ grantAuthorizations: { job: { id: string } } }>(
      actor,
      `mutation ($input: GrantAuthorizationsInput!) { grantAuthorizations(input: $input, asJob: true) { job { id } } }`,
      { input: { idempotencyKey: "killed", items } },
    );
    const id = innerIdOf(grantAuthorizations.job.id);
    const job = () => database.reader.findOneByOrFail(BatchJob, { id });
    const granted = () =>
      database.reader.createQueryBuilder(Authorization, "it").where("it.addressKey LIKE 'killed-%'").getCount();

    let cutShort = 0;
    for (const milliseconds of MILLISECONDS_INSIDE) {
      const before = await job();
      await killInside(database, milliseconds);
      // The next worker waits a minute for one that may only be slow; here that minute is over at once.
      await database.write((tx) => tx.manager.update(BatchJob, { id }, { dueAt: tx.now }));
      const { doneCount } = await job();
      if (doneCount === before.doneCount) cutShort += 1;
      expect(await granted()).toBe(doneCount);
      expect(await database.reader.countBy(BatchJobResult, { jobId: id })).toBe(doneCount);
    }
    expect(cutShort).toBeGreaterThan(0);

    while (await workOnBatchJobs(api.services, callBatch));
    expect(await job()).toMatchObject({ state: "DONE", doneCount: ITEMS, leftCount: 0, refusedCount: 0 });
    expect(await granted()).toBe(ITEMS);
    expect(await database.reader.countBy(BatchJobChunk, { jobId: id })).toBe(0);
    const places = await database.reader.findBy(BatchJobResult, { jobId: id });
    expect(new Set(places.map(({ subjectId }) => subjectId)).size).toBe(ITEMS);
    const events = await database.reader.findBy(AuditEvent, { action: "authorization.granted" });
    expect(new Set(events.map(({ subjectLabel }) => subjectLabel)).size).toBe(events.length);
    expect(events).toHaveLength(ITEMS);
    const entries = await database.reader.find(FeedEntry);
    const told = entries.flatMap(({ change }) => (change.kind === "AUTHORIZATION" ? [change.addressKey] : []));
    expect(told.filter((key) => key.startsWith("killed-")).sort()).toEqual(items.map(({ address }) => address).sort());
  });
});
