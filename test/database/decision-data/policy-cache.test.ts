import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, migrate, openDatabase, type Transaction } from "../../../src/database/index.js";
import type { PolicyMode } from "../../../src/decision/index.js";
import { decideBatch } from "../../../src/decision-data/index.js";
import { PolicyCache } from "../../../src/decision-data/policy-cache.js";
import { revisionOf } from "../../../src/feed/index.js";
import { type Scope, SYSTEM_ACTOR, systemClock, writtenReversePath } from "../../../src/kernel/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { removePolicy } from "../../../src/policy/operations/remove-policy.js";
import { type Domain, type Reseller } from "../../../src/tenancy/index.js";
import { moveReseller } from "../../../src/tenancy/operations/move-reseller.js";
import { resumeDomain } from "../../../src/tenancy/operations/resume-domain.js";
import { resumeReseller } from "../../../src/tenancy/operations/resume-reseller.js";
import { suspendDomain } from "../../../src/tenancy/operations/suspend-domain.js";
import { suspendReseller } from "../../../src/tenancy/operations/suspend-reseller.js";
import { databaseParts } from "../../support/configuration.js";
import { createDatabase } from "../../support/database.js";
import { describeOnEachEngine, type EngineName } from "../../support/engines.js";
import { plantAccounts, plantDomain, plantReseller } from "../tenancy-rows.js";

const MODES: readonly PolicyMode[] = ["OFF", "MONITOR", "WARN", "ENFORCE"];
const PLATFORM: Scope = { kind: "PLATFORM" };

describeOnEachEngine("rules that are kept between questions", (engine) => {
  let close: () => Promise<void>;
  /** As two server processes have it: each opens the database for itself. */
  let asking: Database;
  let writing: Database;
  let reseller: Reseller;
  let under: Reseller;
  let domain: Domain;

  beforeAll(async () => {
    ({ asking, writing, close } = await openTwice(engine));
    reseller = await plantReseller(writing);
    under = await plantReseller(writing, { parent: reseller });
    domain = await plantDomain(writing, under);
    await plantAccounts(writing, domain, 3);
  });
  afterAll(() => close());

  async function decide(kept?: PolicyCache) {
    const questions = [0, 1, 2].map((index) => ({
      login: `user${index}@${domain.name}`,
      reversePath: writtenReversePath(index === 2 ? `user2-x@${domain.name}` : "stranger@elsewhere.test"),
    }));
    const unknown = { login: "nobody@nowhere.test", reversePath: writtenReversePath("") };
    const located = await decideBatch(asking.reader, [...questions, unknown], new Date(), {
      policyCache: kept ?? null,
    });
    return located.map(({ decision }) => decision);
  }

  /** The revision that the write took. */
  async function write(work: (tx: Transaction) => Promise<unknown>): Promise<number> {
    return (await writing
      .write(async (tx) => {
        await work(tx);
        return tx;
      })
      .then(revisionOf)) as number;
  }

  function setMode(mode: PolicyMode, scope = PLATFORM): Promise<number> {
    return write((tx) => setPolicy(tx, SYSTEM_ACTOR, scope, { changes: { schedule: [{ at: 0, mode }] } }));
  }

  it.each([10_000, 0])(
    "decide as rules read anew after every change of another process, at most %i kept",
    async (most) => {
      const kept = new PolicyCache(most);
      const ofReseller: Scope = { kind: "RESELLER", resellerId: under.id, resellerPath: under.path };
      const ofDomain: Scope = {
        kind: "DOMAIN",
        domainId: domain.id,
        domainName: domain.name,
        resellerPath: under.path,
      };
      const changes: (() => Promise<unknown>)[] = [
        () => setMode("ENFORCE"),
        () => plantDomain(writing, reseller),
        () => setMode("WARN", ofReseller),
        () =>
          write((tx) =>
            setPolicy(tx, SYSTEM_ACTOR, ofDomain, { changes: { subaddressDelimiters: "-", allowNullSender: false } }),
          ),
        () => write((tx) => suspendReseller(tx, SYSTEM_ACTOR, reseller.id)),
        () => plantDomain(writing, under),
        () => write((tx) => moveReseller(tx, SYSTEM_ACTOR, under.id, null)),
        () => write((tx) => moveReseller(tx, SYSTEM_ACTOR, under.id, reseller.id)),
        () => write((tx) => suspendDomain(tx, SYSTEM_ACTOR, domain.id)),
        () => write((tx) => resumeReseller(tx, SYSTEM_ACTOR, reseller.id)),
        () => write((tx) => removePolicy(tx, SYSTEM_ACTOR, ofReseller)),
        () => plantDomain(writing, under),
        () => write((tx) => resumeDomain(tx, SYSTEM_ACTOR, domain.id)),
        () => write((tx) => removePolicy(tx, SYSTEM_ACTOR, ofDomain)),
        () => write((tx) => removePolicy(tx, SYSTEM_ACTOR, PLATFORM)),
      ];
      const seen = new Set<string>();
      for (const change of changes) {
        await change();
        const decisions = await decide(kept);
        expect(decisions).toEqual(await decide());
        seen.add(JSON.stringify(decisions.map(({ mode, reason }) => [mode, reason])));
      }
      expect(seen.size).toBeGreaterThan(5);
    },
  );

  it("are never older than the revision of the answer, while another process changes them all the time", async () => {
    const kept = new PolicyCache();
    const modeAt = new Map<number, PolicyMode>([[await setMode("OFF"), "OFF"]]);
    const answers: { mode: PolicyMode; revision: number }[] = [];
    let isWriting = true;
    const asked = Array.from({ length: 3 }, async () => {
      while (isWriting) {
        answers.push(...(await decide(kept)));
        await turnOfEventLoop();
      }
    });
    for (let round = 1; round <= 60; round += 1) {
      const mode = MODES[round % MODES.length]!;
      const isUnrelated = round % 3 === 0;
      if (isUnrelated) await plantDomain(writing, reseller);
      else modeAt.set(await setMode(mode), mode);
      // Whoever has seen the commit gets nothing older.
      const [decision] = await decide(kept);
      const [latest = 0] = [...modeAt.keys()].sort((one, other) => other - one);
      expect(decision).toMatchObject({ mode: modeAt.get(latest) });
      expect(decision?.revision).toBeGreaterThanOrEqual(latest);
      await turnOfEventLoop();
      // Now and then those who ask all the time get a look at it too, so that enough of them is compared below.
      while (round % 5 === 0 && (answers.at(-1)?.revision ?? 0) < latest) await sleep(2);
    }
    isWriting = false;
    await Promise.all(asked);
    const revisions = [...modeAt.keys()].sort((one, other) => one - other);
    for (const { mode, revision } of answers) {
      const own = revisions.findLastIndex((each) => each <= revision);
      expect(revisions.slice(own).map((each) => modeAt.get(each))).toContain(mode);
    }
    expect(new Set(answers.map(({ revision }) => revision)).size).toBeGreaterThan(10);
  });

  it("are read anew after a revision that the feed knows nothing of", async () => {
    const kept = new PolicyCache();
    await setMode("WARN");
    expect((await decide(kept))[0]?.mode).toBe("WARN");
    await writing.write(async ({ manager }) => {
      await manager.query("UPDATE policy SET settings = ?", [
        JSON.stringify({ schedule: [{ at: 0, mode: "ENFORCE" }] }),
      ]);
      await manager.query("UPDATE revision_counter SET value = value + 1 WHERE id = 1");
    });
    await plantDomain(writing, reseller);
    expect((await decide(kept))[0]?.mode).toBe("ENFORCE");
  });
});

/** The embedded database answers without ever letting go of it. */
function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function openTwice(engine: EngineName) {
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-kept-rules-"));
  const location =
    engine === "MariaDB"
      ? { kind: "mysql" as const, url: await createDatabase(), poolSize: 5, replicaUrls: [] }
      : { kind: "sqlite" as const, file: join(directory, "mayfrom.sqlite") };
  const writing = await openDatabase(location, databaseParts, systemClock);
  await migrate(writing);
  const asking = await openDatabase(location, databaseParts, systemClock);
  const close = async () => {
    await Promise.all([asking.close(), writing.close()]);
    rmSync(directory, { recursive: true, force: true });
  };
  return { asking, writing, close };
}
