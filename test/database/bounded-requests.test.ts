import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { Identity } from "../../src/authorizations/index.js";
import { type Database, RequestLimit, refuseInsideTransaction, withinLimit } from "../../src/database/index.js";
import { hashPassword, verifyPassword } from "../../src/graphql/index.js";
import { newIdentifier } from "../../src/kernel/index.js";
import { describeOnEachEngine, openTestDatabase } from "../support/engines.js";

const BUSY = { code: "UNAVAILABLE" };

describeOnEachEngine("a transaction", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });

  it("asks for no other connection, no slow hash and nothing outside, and names what was asked for", async () => {
    const captured = database.reader;
    const attempts: [RegExp, () => unknown][] = [
      [/another connection/, () => captured.query("SELECT 1")],
      [/another connection/, () => captured.find(Identity)],
      [/another transaction/, () => database.write(async () => undefined)],
      [/a snapshot/, () => database.snapshot(async () => undefined)],
      [/the hash of a password/, () => hashPassword("long enough", "input.password")],
      [/the check of a password/, () => verifyPassword(null, "long enough")],
      [/a name server/, () => refuseInsideTransaction("a name server")],
    ];
    for (const [message, attempt] of attempts) {
      const trying = database.write(async () => {
        await attempt();
      });
      await expect(trying).rejects.toThrow(message);
    }
    await expect(database.snapshot(async () => captured.query("SELECT 1"))).rejects.toThrow(/another connection/);
    expect(await captured.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("is finished also when its caller has gone, while what only reads ends", async () => {
    const limit = new RequestLimit(60_000);
    const id = newIdentifier();
    await withinLimit(limit, async () => {
      limit.callerHasGone();
      await expect(database.reader.query("SELECT 1")).rejects.toMatchObject(BUSY);
      await database.write((tx) => tx.manager.insert(Identity, { ...identity(id), createdAt: tx.now }));
    });
    limit.close();
    expect(await database.reader.countBy(Identity, { id })).toBe(1);
  });

  it("ends with the time of its request, and leaves nothing", async () => {
    const id = newIdentifier();
    const limit = new RequestLimit(300);
    const writing = withinLimit(limit, () =>
      database.write(async (tx) => {
        await tx.manager.insert(Identity, { ...identity(id), createdAt: tx.now });
        await sleep(500);
        await tx.manager.query("SELECT 1");
      }),
    );
    await expect(writing).rejects.toMatchObject(BUSY);
    expect(await database.reader.countBy(Identity, { id })).toBe(0);
  });

  it("that waits for one that does not end gives up with its request, and the next one gets its turn", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    // As many as there are connections to write with.
    const holders = Array.from({ length: 5 }, () => database.write(() => held));
    await sleep(200);
    const limit = new RequestLimit(300);
    await expect(withinLimit(limit, () => database.write(async () => undefined))).rejects.toMatchObject(BUSY);
    expect(await database.reader.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    letGo();
    await Promise.all(holders);
    await database.write(async () => undefined);
  });
});

describe("statements on MariaDB", () => {
  it("end on the server with the time of their request, and when their caller goes away", async () => {
    const database = await openTestDatabase("MariaDB");
    const limits = [new RequestLimit(400), new RequestLimit(60_000)];
    const asking = limits.map((limit) =>
      withinLimit(limit, () => database.reader.query("SELECT SLEEP(30), 'ended'").catch((error: unknown) => error)),
    );
    await sleep(400);
    limits[1]?.callerHasGone();
    for (const answer of await Promise.all(asking)) expect(answer).toMatchObject(BUSY);
    const running = await database.reader.query(
      "SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(30)%'",
    );
    expect(running).toEqual([]);
  });

  it("that wait for a connection give up with their request, and the pool serves again by itself", async () => {
    const database = await openTestDatabase("MariaDB");
    const holders = Array.from({ length: 10 }, () => database.reader.query("SELECT SLEEP(2)"));
    await sleep(200);
    const limits = Array.from({ length: 30 }, () => new RequestLimit(300));
    const waiting = limits.map((limit) => withinLimit(limit, () => database.reader.query("SELECT 1")));
    for (const outcome of await Promise.allSettled(waiting)) expect(outcome).toMatchObject({ reason: BUSY });
    await Promise.all(holders);
    const served = Array.from({ length: 30 }, () => database.reader.query("SELECT 1 AS one"));
    for (const answer of await Promise.all(served)) expect(answer).toEqual([{ one: 1 }]);
  });
});

describe("reads on SQLite", () => {
  it("end with the time of their request, and let others of the process be served in between", async () => {
    const database = await openTestDatabase("SQLite");
    const count =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT COUNT(*) FROM n";
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    const walk = async () => {
      for (;;) await database.reader.query(count);
    };
    await expect(withinLimit(new RequestLimit(500), walk)).rejects.toMatchObject(BUSY);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});

function identity(id: string) {
  return { id, address: `${id}@x.test`, addressKey: `${id}@x.test`, domain: "x.test", ownerLinkVersion: 1 };
}
