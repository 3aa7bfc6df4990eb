import { beforeEach, expect, it } from "vitest";
import type { Database } from "../../../src/database/index.js";
import { deleteOldFeedEntries, listChanges, recordChange } from "../../../src/feed/index.js";
import { describeOnEachEngine, openTestDatabase } from "../../support/engines.js";
import { type MovableClock, movableClock } from "../../support/outbox.js";

const HOUR_MS = 3_600_000;

describeOnEachEngine("the feed's end", (engine) => {
  let database: Database;
  let clock: MovableClock;
  beforeEach(async () => {
    clock = movableClock();
    database = await openTestDatabase(engine, clock);
    for (let revision = 1; revision <= 6; revision += 1) {
      await database.write(async (tx) => {
        recordChange(tx, { kind: "RESELLER_REMOVED", id: `a${revision}` });
        recordChange(tx, { kind: "RESELLER_REMOVED", id: `b${revision}` });
      });
      clock.advance(HOUR_MS);
    }
  });

  // Now it is six hours after the first revision, one hour after the sixth.
  const deleteOlderThan = (hours: number, bounds: { most?: number; leastKept?: number } = {}) =>
    database.write((tx) => deleteOldFeedEntries(tx, new Date(tx.now.getTime() - hours * HOUR_MS), bounds));

  it("moves on by whole revisions, and readers behind it are told so", async () => {
    expect(await deleteOlderThan(3)).toBe(3);
    expect(await deleteOlderThan(3)).toBe(0);
    expect((await listChanges(database.reader, 2, 10)).isTooOld).toBe(true);
    const page = await listChanges(database.reader, 3, 10);
    expect(page.isTooOld).toBe(false);
    expect(page.revisions.map(({ revision, changes }) => [revision, changes.length])).toEqual([
      [4, 2],
      [5, 2],
      [6, 2],
    ]);
  });

  it("takes no more at once than it is told", async () => {
    expect(await deleteOlderThan(3, { most: 2 })).toBe(2);
    expect(await deleteOlderThan(3, { most: 2 })).toBe(1);
  });

  it("keeps the newest, whatever their age, where that is asked for", async () => {
    expect(await deleteOlderThan(0, { leastKept: 4 })).toBe(2);
    expect(await deleteOlderThan(0, { leastKept: 4 })).toBe(0);
    expect((await listChanges(database.reader, 2, 10)).revisions.map(({ revision }) => revision)).toEqual([3, 4, 5, 6]);
    expect(await deleteOlderThan(0, { leastKept: 1_000 })).toBe(0);
  });

  it("never takes the last revision", async () => {
    expect(await deleteOlderThan(0)).toBe(5);
    expect((await listChanges(database.reader, 5, 10)).revisions.map(({ revision }) => revision)).toEqual([6]);
  });
});
