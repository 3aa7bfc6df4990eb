import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { reportPortsOf } from "../../../src/app/index.js";
import { ingestFiles } from "../../../src/intake/index.js";
import { type ReportPorts } from "../../../src/rollout/index.js";
import { createTenants } from "../../graphql/tenancy-tree.js";
import { startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";
import { movableClock } from "../../support/outbox.js";
import { rowsOf } from "../observations/observed.js";
import { postfixLines } from "../observations/postfix-log.js";

describeOnEachEngine("ingest", (engine) => {
  const clock = movableClock();
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-ingest-"));
  let api: TestApi;
  let reportPorts: ReportPorts;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    await createTenants(api);
    reportPorts = reportPortsOf(api.services);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  beforeEach(async () => {
    for (const table of ["observation_day", "observation_total", "ingest_position"]) {
      await api.database.write((tx) => tx.manager.query(`DELETE FROM ${table}`));
    }
  });

  const lines = (count: number, from = 0) =>
    postfixLines(
      Array.from({ length: count }, () => ({ login: "user@north.test", sender: "boss@elsewhere.test" })),
      { from },
    );
  const textOf = (all: readonly string[]) => `${all.join("\n")}\n`;
  const run = (...files: string[]) => ingestFiles({ services: api.services, files, reportPorts });

  it("counts a file once, also when it has grown, was renamed or compressed since", async () => {
    const path = join(directory, `grows-${engine}.log`);
    const all = lines(3_000);
    writeFileSync(path, textOf(all.slice(0, 9_001)));
    const first = await run(path);
    expect(first.tally.accepted).toBe(1_500);
    expect((await run(path)).tally.accepted).toBe(0);

    appendFileSync(path, textOf(all.slice(9_001)));
    await run(path);
    renameSync(path, `${path}.1`);
    await run(`${path}.1`);
    writeFileSync(`${path}.1.gz`, gzipSync(textOf(all)));
    await run(`${path}.1.gz`);

    expect(await rowsOf(api)).toEqual(["boss@elsewhere.test 0/0/3000/0+0"]);
  });

  it("counts a short file once, however often it is read while it grows line by line", async () => {
    const path = join(directory, `short-${engine}.log`);
    const all = lines(6);
    writeFileSync(path, "");
    for (const line of all) {
      appendFileSync(path, `${line}\n`);
      await run(path);
    }
    await run(path);
    writeFileSync(`${path}.gz`, gzipSync(textOf(all)));
    await run(`${path}.gz`);
    expect(await rowsOf(api)).toEqual(["boss@elsewhere.test 0/0/6/0+0"]);
  });

  it("takes two short files for what they are when only their first lines are alike", async () => {
    const [start = "", ...rest] = lines(2);
    const paths = [0, 1].map((index) => join(directory, `alike-${engine}-${index}.log`));
    writeFileSync(paths[0]!, textOf([start, ...rest.slice(0, 5)]));
    const other = postfixLines([{ login: "user@north.test", sender: "else@elsewhere.test" }], { from: 50 });
    writeFileSync(paths[1]!, textOf([start, ...other]));
    for (const path of [...paths, ...paths]) await run(path);
    expect(await rowsOf(api)).toEqual(["boss@elsewhere.test 0/0/1/0+0", "else@elsewhere.test 0/0/1/0+0"]);
  });

  it("puts submissions together that began in one file and ended in the next, and counts them once", async () => {
    const all = lines(1_000);
    const files = [0, 1, 2].map((index) => join(directory, `part-${engine}-${index}.log`));
    for (const [index, file] of files.entries()) {
      writeFileSync(file, textOf(all.slice(index * 2_000 + (index > 0 ? 3 : 0), (index + 1) * 2_000 + 3)));
    }
    await run(...files);
    await run(...files);
    await run(files[2]!);
    await run(files[0]!);

    expect(await rowsOf(api)).toEqual(["boss@elsewhere.test 0/0/1000/0+0"]);
  });

  it("goes on where it was when it broke in the middle of a later file", async () => {
    const all = lines(4_000);
    const files = [0, 1].map((index) => join(directory, `broken-${engine}-${index}.log`));
    writeFileSync(files[0]!, textOf(all.slice(0, 9_002)));
    writeFileSync(files[1]!, textOf(all.slice(9_002)));
    const real = api.services.database;
    let transactions = 0;
    const database = new Proxy(real, {
      get(target, name) {
        if (name !== "write") return Reflect.get(target, name, target);
        return async (work: Parameters<typeof real.write>[0]) => {
          transactions += 1;
          if (transactions === 6) throw new Error("the process dies here");
          return target.write(work);
        };
      },
    });
    await expect(ingestFiles({ services: { ...api.services, database }, files, reportPorts })).rejects.toThrow(
      "dies here",
    );
    const before = await rowsOf(api);
    expect(before).not.toEqual(["boss@elsewhere.test 0/0/4000/0+0"]);
    await run(...files);

    expect(await rowsOf(api)).toEqual(["boss@elsewhere.test 0/0/4000/0+0"]);
  });

  it("counts what comes in on standard input, and the same again only once", async () => {
    const feed = () => Readable.from([Buffer.from(textOf(lines(10)))]);
    const ingest = () => ingestFiles({ services: api.services, files: ["-"], standardInput: feed(), reportPorts });
    expect((await ingest()).tally.accepted).toBe(10);
    expect((await ingest()).tally.accepted).toBe(0);
  });

  it("follows a log through a rotation, and goes on after a stop", async () => {
    const path = join(directory, `followed-${engine}.log`);
    const all = lines(300);
    writeFileSync(path, textOf(all.slice(0, 301)));
    const follow = async (until: () => Promise<boolean>, meanwhile: () => void) => {
      const stop = new AbortController();
      const following = ingestFiles({
        services: { ...api.services, clock: { now: () => new Date() } },
        files: [path],
        reportPorts,
        isFollowing: true,
        signal: stop.signal,
        followLimits: { pollMs: 10, commitMs: 20, drainMs: 50 },
      });
      meanwhile();
      await eventually("the lines are counted", until);
      stop.abort();
      return following;
    };
    const count = async () => Number((await rowsOf(api))[0]?.split("/")[2] ?? 0);

    await follow(
      async () => (await count()) >= 50,
      () => undefined,
    );
    appendFileSync(path, textOf(all.slice(301, 900)));
    renameSync(path, `${path}.1`);
    writeFileSync(path, textOf(all.slice(900, 1_000)));
    await follow(
      async () => (await count()) === 300,
      () => appendFileSync(path, textOf(all.slice(1_000))),
    );

    expect(await rowsOf(api)).toEqual(["boss@elsewhere.test 0/0/300/0+0"]);
  });
});
