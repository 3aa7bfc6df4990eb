import { beforeEach, expect, it } from "vitest";
import type { Database } from "../../../../src/database/index.js";
import { endTurn, takeTurn } from "../../../../src/jobs/leases/take-turn.js";
import { describeOnEachEngine, openTestDatabase } from "../../../support/engines.js";
import { type MovableClock, movableClock } from "../../../support/outbox.js";

const LEASE_MS = 60_000;

describeOnEachEngine("turns", (engine) => {
  let database: Database;
  let clock: MovableClock;
  beforeEach(async () => {
    clock = movableClock();
    database = await openTestDatabase(engine, clock);
  });

  const take = (holder: string, job = "sweep") => database.write((tx) => takeTurn(tx, job, holder, LEASE_MS));
  const end = (holder: string, inMs: number) =>
    database.write((tx) => endTurn(tx, "sweep", holder, new Date(clock.now().getTime() + inMs)));

  it("go to one of ten processes that ask at once, for the first time and for every later one", async () => {
    for (let round = 0; round < 3; round += 1) {
      const turns = await Promise.all(Array.from({ length: 10 }, (_, number) => take(`process ${number}`)));
      expect(turns.filter(({ isOurs }) => isOurs)).toHaveLength(1);
      clock.advance(LEASE_MS);
    }
  });

  it("come round when the one before has ended and its pause is over, not earlier", async () => {
    await take("one");
    expect(await take("two")).toEqual({ isOurs: false, dueAt: new Date(clock.now().getTime() + LEASE_MS) });
    expect(await end("one", 5_000)).toBe(true);
    expect((await take("two")).isOurs).toBe(false);
    clock.advance(5_000);
    expect((await take("two")).isOurs).toBe(true);
  });

  it("pass on from a process that died with its own, and it cannot end what is another's now", async () => {
    await take("one");
    clock.advance(LEASE_MS);
    expect((await take("two")).isOurs).toBe(true);
    expect(await end("one", 0)).toBe(false);
    expect((await take("three")).isOurs).toBe(false);
  });

  it("of one job do not hold up another job", async () => {
    await take("one");
    expect((await take("two", "another job")).isOurs).toBe(true);
  });
});
