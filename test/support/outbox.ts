import { keysOf } from "../../src/config/keys.js";
import type { Database } from "../../src/database/index.js";
import { type Clock, systemClock } from "../../src/kernel/index.js";
import { type Delivery } from "../../src/outbox/delivery/deliver-mail.js";
import { type DeliveryTally } from "../../src/outbox/delivery/delivery-lanes.js";
import { createSealer, DeliveryLanes, knownPerson, OutboxMail, queueMail } from "../../src/outbox/index.js";
import { type MailToQueue } from "../../src/outbox/operations/queue-mail.js";
import { MailRefusedError, type OutgoingMail } from "../../src/outbox/transports/mail-transport.js";

export const testSealer = createSealer(keysOf("a secret of thirty-two characters or more").outboxSeal);

export interface MovableClock extends Clock {
  advance(milliseconds: number): void;
}

export function movableClock(start = Date.UTC(2026, 2, 1)): MovableClock {
  let at = start;
  return {
    now: () => new Date(at),
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

/** Goes on by itself as well: for what a browser shows, which compares with its own clock. */
export function goingClock(): MovableClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

export function mailToQueue(uniqueKey: string, change: Partial<MailToQueue> = {}): MailToQueue {
  return {
    uniqueKey,
    template: "question",
    language: "en",
    to: knownPerson(`${uniqueKey.replaceAll(" ", "-")}@example.org`),
    parameters: { number: uniqueKey },
    secrets: { token: `token-of-${uniqueKey}` },
    ...change,
  };
}

export function queueOne(database: Database, uniqueKey: string, change: Partial<MailToQueue> = {}): Promise<boolean> {
  return database.write((tx) => queueMail(tx, testSealer, mailToQueue(uniqueKey, change)));
}

export function storedMail(database: Database, uniqueKey: string): Promise<OutboxMail> {
  return database.reader.findOneByOrFail(OutboxMail, { uniqueKey });
}

export const silentLog: Delivery["log"] = { info() {}, warn() {}, error() {} };

/** One worker's round, and what it had set aside. */
export async function deliverDue(delivery: Delivery): Promise<DeliveryTally> {
  const lanes = new DeliveryLanes(delivery);
  const tally = await lanes.run();
  await lanes.settled();
  return tally;
}

/** A worker whose far side keeps what it is sent, and refuses what it is told to. */
export function playedDelivery(database: Database, change: Partial<Delivery> = {}) {
  const sent: OutgoingMail[] = [];
  const trouble: { next: "none" | "temporary" | "gone" | "refused" | "down" } = { next: "none" };
  const delivery: Delivery = {
    database,
    clock: systemClock,
    log: silentLog,
    sealer: testSealer,
    workerName: "one",
    render: ({ parameters, secrets }) => ({
      subject: `Question ${parameters.number}`,
      text: secrets.token ?? "",
      html: "",
      headers: {},
    }),
    transport: {
      domain: "mail.example.net",
      async send(mail) {
        if (trouble.next === "temporary") throw new MailRefusedError("451 4.3.0 come back later");
        if (trouble.next === "gone") throw new MailRefusedError("550 5.1.1 no such user");
        if (trouble.next === "refused") throw new MailRefusedError("550 5.7.1 your network is on a block list");
        if (trouble.next === "down") throw new Error("connect ECONNREFUSED");
        sent.push(mail);
        return "250 2.0.0 Ok: queued as 4bXk";
      },
      async isOpen() {
        return trouble.next !== "down";
      },
      async close() {},
    },
    ...change,
  };
  return { delivery, sent, trouble };
}
