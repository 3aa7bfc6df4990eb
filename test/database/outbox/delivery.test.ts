import { beforeEach, expect, it } from "vitest";
import { keysOf } from "../../../src/config/keys.js";
import { type Database, onItsOwn } from "../../../src/database/index.js";
import { newIdentifier } from "../../../src/kernel/index.js";
import { claimMails, LEASE_MS } from "../../../src/outbox/delivery/claim-mails.js";
import { MAX_ATTEMPTS } from "../../../src/outbox/delivery/retry-delay.js";
import { cancelMails, createSealer, OutboxMail } from "../../../src/outbox/index.js";
import { oldestDueAgeMs } from "../../../src/outbox/outbox.queries.js";
import { describeOnEachEngine, openTestDatabase } from "../../support/engines.js";
import {
  deliverDue,
  type MovableClock,
  movableClock,
  playedDelivery,
  queueOne,
  storedMail,
} from "../../support/outbox.js";

const HOUR = 3_600_000;

describeOnEachEngine("delivery from the outbox", (engine) => {
  let database: Database;
  let clock: MovableClock;
  beforeEach(async () => {
    clock = movableClock();
    database = await openTestDatabase(engine, clock);
  });

  it("sends a due mail once, marks it, and wipes its secrets", async () => {
    const { delivery, sent } = playedDelivery(database);
    await queueOne(database, "a");
    expect(await deliverDue(delivery)).toEqual({ claimed: 1, sent: 1, putOff: 0, dead: 0 });
    expect(await deliverDue(delivery)).toEqual({ claimed: 0, sent: 0, putOff: 0, dead: 0 });
    const mail = await storedMail(database, "a");
    expect(mail).toMatchObject({ state: "SENT", attempts: 1, sealed: null, leasedBy: null, sentAt: clock.now() });
    expect(mail.reply).toBe("250 2.0.0 Ok: queued as 4bXk");
    expect(mail.parameters).toEqual({ number: "a" });
    expect(sent).toMatchObject([
      { to: "a@example.org", subject: "Question a", text: "token-of-a", messageId: `<${mail.id}@mail.example.net>` },
    ]);
  });

  it("leaves a mail alone until its time has come", async () => {
    const { delivery, sent } = playedDelivery(database);
    await queueOne(database, "later", { notBefore: new Date(clock.now().getTime() + HOUR) });
    await deliverDue(delivery);
    expect(sent).toHaveLength(0);
    expect(await oldestDueAgeMs(database.reader, clock.now())).toBe(0);
    clock.advance(HOUR);
    await deliverDue(delivery);
    expect(sent).toHaveLength(1);
  });

  it("tells in the same transaction as the mark that a mail was sent, and takes the mark back when that fails", async () => {
    const told: string[] = [];
    const { delivery, sent } = playedDelivery(database, {
      onSent: async (_tx, mail) => {
        told.push(mail.uniqueKey);
        if (told.length === 1) throw new Error("on purpose");
      },
    });
    await queueOne(database, "told");
    await expect(deliverDue(delivery)).rejects.toThrow("on purpose");
    expect((await storedMail(database, "told")).state).toBe("LEASED");
    clock.advance(LEASE_MS);
    await deliverDue(delivery);
    expect((await storedMail(database, "told")).state).toBe("SENT");
    expect(told).toEqual(["told", "told"]);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it("tries again later and later, and gives a mail up, visibly, after the last attempt", async () => {
    const dead: string[] = [];
    const { delivery, trouble } = playedDelivery(database, {
      onDead: async (_tx, { uniqueKey, state, lastError }) => void dead.push(`${uniqueKey} ${state} ${lastError}`),
    });
    trouble.next = "temporary";
    await queueOne(database, "stubborn");
    let previousDelay = 0;
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
      expect(await deliverDue(delivery)).toMatchObject({ claimed: 1, putOff: 1 });
      const mail = await storedMail(database, "stubborn");
      expect(mail).toMatchObject({ state: "QUEUED", attempts: attempt, lastError: "451 4.3.0 come back later" });
      const delay = mail.dueAt.getTime() - clock.now().getTime();
      if (attempt < 9) expect(delay).toBeGreaterThan(previousDelay);
      previousDelay = delay;
      expect((await deliverDue(delivery)).claimed).toBe(0);
      clock.advance(delay);
    }
    expect(await deliverDue(delivery)).toMatchObject({ claimed: 1, dead: 1 });
    expect(await storedMail(database, "stubborn")).toMatchObject({ state: "DEAD", sealed: null });
    expect(dead).toEqual(["stubborn DEAD 451 4.3.0 come back later"]);
    clock.advance(100 * HOUR);
    expect((await deliverDue(delivery)).claimed).toBe(0);
  });

  it("gives a mail up at once whose address is gone", async () => {
    const { delivery, trouble } = playedDelivery(database);
    trouble.next = "gone";
    await queueOne(database, "refused");
    expect(await deliverDue(delivery)).toMatchObject({ claimed: 1, dead: 1 });
    expect(await storedMail(database, "refused")).toMatchObject({
      state: "DEAD",
      attempts: 1,
      lastError: "550 5.1.1 no such user",
    });
  });

  it("keeps a mail that is refused for our sake, with the words, and leaves that server alone for an hour", async () => {
    const { delivery, trouble, sent } = playedDelivery(database);
    trouble.next = "refused";
    await queueOne(database, "blocked");
    expect(await deliverDue(delivery)).toMatchObject({ putOff: 1, dead: 0 });
    const words = "550 5.7.1 your network is on a block list";
    const mail = await storedMail(database, "blocked");
    expect(mail).toMatchObject({ state: "QUEUED", lastError: words, refusal: words, refusedAt: clock.now() });
    expect(mail.dueAt.getTime() - clock.now().getTime()).toBeGreaterThanOrEqual(HOUR);
    trouble.next = "none";
    clock.advance(HOUR);
    await deliverDue(delivery);
    expect(sent).toHaveLength(1);
  });

  it("gives a mail up at once whose seal was made under another secret", async () => {
    const { delivery, sent } = playedDelivery(database, { sealer: createSealer(keysOf("x".repeat(32)).outboxSeal) });
    await queueOne(database, "foreign");
    expect(await deliverDue(delivery)).toMatchObject({ dead: 1 });
    expect(sent).toHaveLength(0);
  });

  it("sends a mail again, under the same Message-ID, whose worker died before it could mark it", async () => {
    const { delivery, sent } = playedDelivery(database, { workerName: "two" });
    await queueOne(database, "crashed");
    const [leased] = await claimMails(database, { name: "one", messageIdDomain: "mail.example.net" }, 10);
    expect((await deliverDue(delivery)).claimed).toBe(0);
    clock.advance(LEASE_MS);
    expect(await deliverDue(delivery)).toMatchObject({ claimed: 1, sent: 1 });
    expect(sent[0]?.messageId).toBe(leased?.messageId);
    expect((await storedMail(database, "crashed")).attempts).toBe(2);
  });

  it("gives a mail up that has killed its worker at every attempt", async () => {
    const { delivery, sent } = playedDelivery(database, { workerName: "two" });
    await queueOne(database, "deadly");
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      await claimMails(database, { name: "one", messageIdDomain: "mail.example.net" }, 10);
      clock.advance(LEASE_MS);
    }
    expect(await deliverDue(delivery)).toMatchObject({ claimed: 1, dead: 1 });
    expect(sent).toHaveLength(0);
  });

  it("does not touch a mail whose lease went to another worker while this one was sending", async () => {
    const slow = playedDelivery(database, { workerName: "slow" });
    const quick = playedDelivery(database, { workerName: "quick" });
    await queueOne(database, "overtaken");
    slow.delivery.transport.send = async () => {
      clock.advance(LEASE_MS);
      await deliverDue(quick.delivery);
      throw new Error("the connection went away");
    };
    expect(await deliverDue(slow.delivery)).toEqual({ claimed: 1, sent: 0, putOff: 0, dead: 0 });
    expect(await storedMail(database, "overtaken")).toMatchObject({ state: "SENT", attempts: 2, lastError: null });
  });

  it("leaves a mail cancelled that is taken back while it is being sent", async () => {
    const subjectId = newIdentifier();
    const { delivery } = playedDelivery(database);
    await queueOne(database, "taken back", { subjectId });
    delivery.transport.send = async () => {
      await database.write((tx) => cancelMails(tx, subjectId));
      throw new Error("the connection went away");
    };
    await deliverDue(delivery);
    clock.advance(100 * HOUR);
    expect((await deliverDue(delivery)).claimed).toBe(0);
    expect((await storedMail(database, "taken back")).state).toBe("CANCELLED");
  });

  it("gives back untried what it had taken when it is told to stop", async () => {
    const stopping = new AbortController();
    const { delivery, sent } = playedDelivery(database, { signal: stopping.signal });
    for (let number = 0; number < 15; number += 1) await queueOne(database, `m${number}`);
    delivery.transport.send = async (mail) => {
      sent.push(mail);
      stopping.abort();
      return null;
    };
    const { sent: count } = await deliverDue(delivery);
    expect(count).toBe(sent.length);
    expect(count).toBeLessThan(15);
    const left = await database.reader.findBy(OutboxMail, { state: "QUEUED" });
    expect(left).toHaveLength(15 - count);
    expect(left.every(({ attempts, leasedBy }) => attempts === 0 && leasedBy === null)).toBe(true);
  });

  // On SQLite claims wait for one another, which takes no longer than a claim.
  if (engine === "MariaDB") {
    it("does not wait for rows that another worker is taking this moment", async () => {
      await queueOne(database, "being taken");
      await queueOne(database, "free");
      await database.write(async (tx) => {
        await tx.manager.query("SELECT id FROM outbox_mail WHERE uniqueKey = ? FOR UPDATE", ["being taken"]);
        // Another worker's claim is no part of this transaction.
        const worker = { name: "two", messageIdDomain: "mail.example.net" };
        const claimed = await onItsOwn(() => claimMails(database, worker, 10));
        expect(claimed.map(({ uniqueKey }) => uniqueKey)).toEqual(["free"]);
      });
    });
  }

  it("sends every mail once, whoever of several workers takes it", async () => {
    for (let number = 0; number < 120; number += 1) await queueOne(database, `m${number}`);
    const workers = ["one", "two", "three", "four"].map((workerName) => playedDelivery(database, { workerName }));
    await Promise.all(
      workers.map(async ({ delivery }) => {
        while ((await deliverDue({ ...delivery, batch: 7 })).claimed > 0);
      }),
    );
    const sent = workers.flatMap((worker) => worker.sent.map(({ to }) => to));
    expect(sent).toHaveLength(120);
    expect(new Set(sent).size).toBe(120);
    expect(await database.reader.countBy(OutboxMail, { state: "SENT" })).toBe(120);
  });
});
