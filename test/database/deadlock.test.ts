import { beforeAll, describe, expect, it } from "vitest";
import { AuditEvent, CHAIN_START, findBrokenLink, recordAudit } from "../../src/audit/index.js";
import { WindowCount } from "../../src/counters/window-count.entity.js";
import type { Database, Transaction } from "../../src/database/index.js";
import { listChanges, recordChange } from "../../src/feed/index.js";
import { newIdentifier, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { openTestDatabase } from "../support/engines.js";

const BUCKETS = ["first", "second"] as const;

/** SQLite has one writer at a time, so that two transactions never wait for each other there. */
describe("two transactions that wait for each other on MariaDB", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase("MariaDB");
    await database.write((tx) =>
      tx.manager.insert(
        WindowCount,
        BUCKETS.map((bucket) => ({ bucket, used: 0, endsAt: tx.now })),
      ),
    );
  });

  it("both succeed, the loser from its very beginning, and each is recorded once", async () => {
    const attempts: string[] = [];
    let arrived = 0;
    let meet = () => {};
    const bothHoldOne = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const crosswise = (name: string, order: readonly string[]) =>
      database.write(async (tx) => {
        attempts.push(name);
        await addOne(tx, order[0]!);
        arrived += 1;
        if (arrived === 2) meet();
        await bothHoldOne;
        await addOne(tx, order[1]!);
        record(tx, name);
        return attempts.length;
      });
    await Promise.all([crosswise("a", BUCKETS), crosswise("b", [...BUCKETS].reverse())]);

    expect(attempts).toHaveLength(3);
    // The first half of the attempt that was undone is not counted twice.
    const rows = await database.reader.find(WindowCount);
    expect(rows.map(({ used }) => used)).toEqual([2, 2]);
    const { revisions, lastRevision } = await listChanges(database.reader, 0, 10);
    expect(lastRevision).toBe(2);
    expect(revisions.map(({ changes }) => changes.length)).toEqual([1, 1]);
    const events = await database.reader.find(AuditEvent, { order: { sequence: "ASC" } });
    expect(events.map(({ subjectLabel }) => subjectLabel).sort()).toEqual(["a", "b"]);
    expect(findBrokenLink(events, CHAIN_START)).toBeNull();
  });

  it("gives up after four attempts, with the error, and leaves nothing", async () => {
    let attempts = 0;
    const failing = database.write(async (tx) => {
      attempts += 1;
      await addOne(tx, "first");
      throw Object.assign(new Error("Deadlock found"), { errno: 1213 });
    });
    await expect(failing).rejects.toThrow("Deadlock found");
    expect(attempts).toBe(4);
    expect((await database.reader.findOneByOrFail(WindowCount, { bucket: "first" })).used).toBe(2);
  });

  it("does not repeat what failed for another reason", async () => {
    let attempts = 0;
    const failing = database.write(async () => {
      attempts += 1;
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(attempts).toBe(1);
  });
});

function addOne(tx: Transaction, bucket: string): Promise<unknown> {
  return tx.manager.query("UPDATE window_count SET used = used + 1 WHERE bucket = ?", [bucket]);
}

function record(tx: Transaction, label: string): void {
  const id = newIdentifier();
  recordAudit(tx, SYSTEM_ACTOR, { action: "authorization.requested", subject: { kind: "Authorization", id, label } });
  const place = { accountId: id, domainId: id, addressKey: `${label}@test.test` };
  recordChange(tx, { kind: "AUTHORIZATION", id, ...place, state: "PENDING", expiresAt: null });
}
