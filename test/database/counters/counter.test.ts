import { beforeAll, describe, expect, it } from "vitest";
import {
  alignedWindow,
  countOne,
  countWithin,
  countWithinAll,
  deleteOldCounts,
  isOpen,
  prolong,
  uncountOne,
  windowFromFirst,
} from "../../../src/counters/index.js";
import { WindowCount } from "../../../src/counters/window-count.entity.js";
import type { Database } from "../../../src/database/index.js";
import { describeOnEachEngine, openTestDatabase } from "../../support/engines.js";
import { movableClock } from "../../support/outbox.js";

const HOUR_MS = 3_600_000;

describeOnEachEngine("a count in a window of time", (engine) => {
  const clock = movableClock();
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine, clock);
  });

  const inTurn = async <Result>(times: number, act: () => Promise<Result>) => {
    const results: Result[] = [];
    for (let time = 0; time < times; time += 1) results.push(await act());
    return results;
  };

  describe("that begins at a multiple of its length", () => {
    const hourOf = (name: string, at = clock.now()) => alignedWindow(name, HOUR_MS, at);

    it("takes exactly as many as it may hold, by however many at once, and begins anew with the next", async () => {
      const take = () => database.write((tx) => countWithin(tx, hourOf("a"), 3));
      const taken = await Promise.all(Array.from({ length: 8 }, take));
      expect(taken.filter(Boolean)).toHaveLength(3);
      clock.advance(HOUR_MS);
      expect(await inTurn(4, take)).toEqual([true, true, true, false]);
    });

    it("counts each window for itself, also one to come, and each name", async () => {
      const later = new Date(clock.now().getTime() + 5 * HOUR_MS);
      const take = (name: string, at: Date) => database.write((tx) => countWithin(tx, hourOf(name, at), 1));
      expect(await take("b", later)).toBe(true);
      expect(await take("b", clock.now())).toBe(true);
      expect(await take("c", later)).toBe(true);
      expect(await take("b", later)).toBe(false);
    });

    it("is counted with others, or none is where one of them is full", async () => {
      const take = (...names: string[]) =>
        database.write((tx) =>
          countWithinAll(
            tx,
            tx.now,
            names.map((name) => ({ name, window: hourOf(name), max: name === "small" ? 1 : 3 })),
          ),
        );
      expect(await take("big", "small")).toBeNull();
      expect((await take("big", "small"))?.name).toBe("small");
      expect(await take("big")).toBeNull();
      expect(await take("big")).toBeNull();
      expect((await take("big", "small"))?.name).toBe("big");
      clock.advance(HOUR_MS);
      expect(await take("big", "small")).toBeNull();
    });

    it("holds nothing where nothing is allowed, and again what was taken back, never less than none", async () => {
      await database.write(async (tx) => {
        expect(await countWithin(tx, hourOf("d"), 0)).toBe(false);
        expect(await isOpen(tx, hourOf("d"))).toBe(false);
        expect(await countWithin(tx, hourOf("d"), 1)).toBe(true);
        for (let time = 0; time < 3; time += 1) await uncountOne(tx, hourOf("d"));
        expect(await countWithin(tx, hourOf("d"), 1)).toBe(true);
        expect(await countWithin(tx, hourOf("d"), 1)).toBe(false);
      });
    });

    it("counts nothing for a transaction that fails", async () => {
      const failing = database.write(async (tx) => {
        await countOne(tx, hourOf("e"));
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await database.write((tx) => isOpen(tx, hourOf("e")))).toBe(false);
    });
  });

  describe("that begins with the first", () => {
    const quarter = () => windowFromFirst(["try", "anna"], HOUR_MS / 4, clock.now());

    it("counts on while it is open, also beyond any bound, and begins anew when it is over", async () => {
      const endsAt = new Date(clock.now().getTime() + HOUR_MS / 4);
      const count = () => database.write((tx) => countOne(tx, quarter()));
      expect(await count()).toMatchObject({ used: 1, endsAt });
      clock.advance(HOUR_MS / 4 - 1);
      expect(await count()).toMatchObject({ used: 2, endsAt });
      clock.advance(1);
      expect((await count()).used).toBe(1);
    });

    it("stays open for as long again when it is prolonged", async () => {
      const known = () => windowFromFirst(["known", "anna"], HOUR_MS, clock.now());
      const isKnown = () => database.write((tx) => isOpen(tx, known()));
      expect(await isKnown()).toBe(false);
      await database.write((tx) => prolong(tx, known()));
      clock.advance(HOUR_MS - 1);
      await database.write((tx) => prolong(tx, known()));
      clock.advance(HOUR_MS - 1);
      expect(await isKnown()).toBe(true);
      clock.advance(1);
      expect(await isKnown()).toBe(false);
    });

    it("is told from one whose parts only read alike", async () => {
      const count = (...parts: string[]) =>
        database.write((tx) => countOne(tx, windowFromFirst(parts, HOUR_MS, clock.now())));
      expect((await count("login", "a b")).used).toBe(1);
      expect((await count("login a", "b")).used).toBe(1);
      expect((await count("login", "a", "b")).used).toBe(1);
    });
  });

  it("is removed once its window is over, not before", async () => {
    await database.write((tx) => countOne(tx, alignedWindow("kept", HOUR_MS, clock.now())));
    await database.write((tx) => deleteOldCounts(tx));
    expect(await database.reader.countBy(WindowCount, {})).toBeGreaterThan(0);
    clock.advance(24 * HOUR_MS);
    expect(await database.write((tx) => deleteOldCounts(tx, 1))).toBe(1);
    while ((await database.write((tx) => deleteOldCounts(tx))) > 0);
    expect(await database.reader.countBy(WindowCount, {})).toBe(0);
  });
});
