import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../../src/database/index.js";
import { newIdentifier } from "../../../src/kernel/index.js";
import {
  cancelMails,
  deleteOldMails,
  knownPerson,
  OutboxMail,
  outboxCounts,
  queueMail,
} from "../../../src/outbox/index.js";
import { oldestDueAgeMs } from "../../../src/outbox/outbox.queries.js";
import { whenMailIsQueued } from "../../../src/outbox/wake.js";
import { describeOnEachEngine, openTestDatabase } from "../../support/engines.js";
import { mailToQueue, movableClock, queueOne, storedMail, testSealer } from "../../support/outbox.js";

describeOnEachEngine("the outbox", (engine) => {
  const clock = movableClock();
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine, clock);
  });

  it("keeps a mail with its secrets sealed and everything else readable", async () => {
    expect(await queueOne(database, "first", { returnPath: "bounce+1@example.net" })).toBe(true);
    const mail = await storedMail(database, "first");
    expect(mail).toMatchObject({
      state: "QUEUED",
      attempts: 0,
      toAddress: "first@example.org",
      returnPath: "bounce+1@example.net",
      parameters: { number: "first" },
      dueAt: clock.now(),
    });
    expect(JSON.stringify(mail)).not.toContain("token-of-first");
    expect(testSealer.open(mail.id, mail.sealed!)).toEqual({ token: "token-of-first" });
  });

  it("takes a mail once, and the transaction that tries again goes on and commits", async () => {
    await queueOne(database, "once");
    const before = await storedMail(database, "once");
    await database.write(async (tx) => {
      expect(await queueMail(tx, testSealer, mailToQueue("once", { to: knownPerson("other@example.org") }))).toBe(
        false,
      );
      expect(await queueMail(tx, testSealer, mailToQueue("after the clash"))).toBe(true);
      expect(await queueMail(tx, testSealer, mailToQueue("after the clash"))).toBe(false);
    });
    expect(await storedMail(database, "once")).toEqual(before);
    expect((await storedMail(database, "after the clash")).state).toBe("QUEUED");
  });

  it("takes a mail once from ten transactions at a time", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => queueOne(database, "contested")));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it("keeps nothing of a transaction that rolls back, and gives no hint of it", async () => {
    let hints = 0;
    const stop = whenMailIsQueued(() => {
      hints += 1;
    });
    const failing = database.write(async (tx) => {
      await queueMail(tx, testSealer, mailToQueue("undone"));
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await database.reader.countBy(OutboxMail, { uniqueKey: "undone" })).toBe(0);
    expect(hints).toBe(0);
    await queueOne(database, "hinted");
    expect(hints).toBe(1);
    stop();
  });

  it("cancels what is about one subject and is not done, secrets included, and nothing else", async () => {
    const [subjectId, otherId] = [newIdentifier(), newIdentifier()];
    await queueOne(database, "about it", { subjectId });
    await queueOne(database, "about it too", { subjectId });
    await queueOne(database, "about another", { subjectId: otherId });
    expect(await database.write((tx) => cancelMails(tx, subjectId))).toBe(2);
    expect(await database.write((tx) => cancelMails(tx, subjectId))).toBe(0);
    expect(await storedMail(database, "about it")).toMatchObject({ state: "CANCELLED", sealed: null });
    expect((await storedMail(database, "about another")).state).toBe("QUEUED");
  });

  describe("for those who watch it", () => {
    it("counts what waits, and says how long the oldest has been due", async () => {
      const before = await outboxCounts(database.reader);
      await queueOne(database, "counted");
      const after = await outboxCounts(database.reader);
      expect(after.QUEUED).toBe(before.QUEUED + 1);
      clock.advance(90_000);
      expect(await oldestDueAgeMs(database.reader, clock.now())).toBe(90_000);
    });

    it("forgets what was done long ago, and keeps what waits", async () => {
      const waiting = (await outboxCounts(database.reader)).QUEUED;
      clock.advance(86_400_000);
      expect(await database.write((tx) => deleteOldMails(tx, clock.now()))).toBe(2);
      expect(await database.reader.countBy(OutboxMail, { uniqueKey: "about it" })).toBe(0);
      expect((await outboxCounts(database.reader)).QUEUED).toBe(waiting);
    });
  });
});
