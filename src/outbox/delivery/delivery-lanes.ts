import { setTimeout as sleep } from "node:timers/promises";
import { required } from "../../kernel/index.js";
import type { OutboxMail } from "../outbox-mail.entity.js";
import { domainOf } from "../transports/mail-transport.js";
import { claimMails, LEASE_MS, releaseMails } from "./claim-mails.js";
import { type Delivery, deliverMail } from "./deliver-mail.js";
import { noteNextHopDown, noteNextHopUp } from "./next-hop.js";

/** Mails under way at once while the next server is brisk. */
export const MAX_BRISK = 5;
/** Beyond those: mails whose server lets us wait. With the brisk ones fewer than the 50 that Postfix takes of one client. */
export const MAX_SLOW = 40;

/** Soon: each slow mail takes a lane away for so long. One that is set aside goes on all the same. */
const SLOW_AFTER_MS = 150;
const MAX_SLOW_PER_DOMAIN = 5;
/** Mails that wait in this process for slow ones of their domain; what is beyond waits in the database. */
const MAX_HELD_UP = 100;
const HELD_UP_POLL_MS = 2_000;
const HELD_BACK_MS = 30_000;
const USUAL_BATCH = 20;
const FIRST_PAUSE_MS = 5_000;
const MAX_PAUSE_MS = 2 * 60 * 1_000;

export interface DeliveryTally {
  claimed: number;
  sent: number;
  putOff: number;
  dead: number;
}

interface Round {
  readonly tally: DeliveryTally;
  readonly waiting: OutboxMail[];
  moving: Promise<void> | null;
  isDry: boolean;
}

/**
 * One worker's way out of the outbox. Each of a few lanes takes the next due mail. One whose server lets us wait is
 * set aside and its lane goes on, so that slow targets hold up nobody else's mail; a domain with several such
 * waits until one of them has ended. When no mail at all can leave, nothing is tried for a while and no mail loses a try.
 */
export class DeliveryLanes {
  private readonly slow = new Map<Promise<void>, string>();
  private pausedUntil = 0;
  private pauseMs = FIRST_PAUSE_MS;
  private isKnownUp = false;

  private readonly stopping: Promise<void>;

  constructor(private readonly delivery: Delivery) {
    this.stopping = whenAborted(delivery.signal);
  }

  /**
   * Sends what is due, and resolves when nothing more is, without waiting for mails that were set aside. A mail whose worker
   * dies between sending and marking is sent again, with the same Message-ID, when its lease ends: at least once, never
   * silently not at all.
   */
  async run(): Promise<DeliveryTally> {
    const tally: DeliveryTally = { claimed: 0, sent: 0, putOff: 0, dead: 0 };
    if (this.isPaused()) return tally;
    const round: Round = { tally, waiting: [], moving: null, isDry: false };
    // Marking can fail (no database); the others go on, and that mail comes back when its lease ends.
    const lanes = await Promise.allSettled(Array.from({ length: MAX_BRISK }, () => this.drive(round)));
    await releaseMails(this.delivery.database, round.waiting);
    const failed = lanes.find((lane) => lane.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    return tally;
  }

  /**
   * Resolves when the mails that were set aside have ended, too, or when that time is over: their leases then run out, and
   * they are sent again under the same Message-ID.
   */
  async settled(withinMs = Number.POSITIVE_INFINITY): Promise<void> {
    const ended = Promise.all(this.slow.keys());
    if (!Number.isFinite(withinMs)) await ended;
    else if (!(await endsWithin(ended, withinMs))) {
      this.delivery.log.warn({ mails: this.slow.size }, "Mails whose servers let us wait are left to another worker");
    }
  }

  private async drive(round: Round): Promise<void> {
    for (let mail = await this.next(round); mail !== null; mail = await this.next(round)) {
      const delivering = this.deliver(mail, round.tally);
      if (await endsWithin(delivering, SLOW_AFTER_MS)) continue;
      // Where many wait already this lane waits too, but not once the worker is told to stop.
      if (this.slow.size >= MAX_SLOW) await Promise.race([delivering, this.stopping]);
      this.setAside(delivering, mail);
    }
  }

  private async next(round: Round): Promise<OutboxMail | null> {
    while (!this.delivery.signal?.aborted && !this.isPaused()) {
      const index = round.waiting.findIndex((mail) => !this.isHeldUp(mail));
      if (index >= 0) return required(round.waiting.splice(index, 1)[0]);
      if (round.isDry && round.waiting.length === 0) return null;
      round.moving ??= this.moveOn(round).finally(() => {
        round.moving = null;
      });
      await round.moving;
    }
    return null;
  }

  /** Where nothing may be begun: looks for other mails, or waits until one of those that hold the rest up has ended. */
  private async moveOn(round: Round): Promise<void> {
    if (!round.isDry && round.waiting.length < MAX_HELD_UP) return this.claim(round);
    await Promise.race([...this.slow.keys(), pauseOf(HELD_UP_POLL_MS, this.delivery.signal)]);
    // Others may have been queued meanwhile; and what waits here for long is somebody else's soon.
    round.isDry = false;
    const soon = this.delivery.clock.now().getTime() + LEASE_MS / 2;
    const tooMany = round.waiting.length >= MAX_HELD_UP;
    const back = round.waiting.filter(({ dueAt }) => tooMany || dueAt.getTime() < soon);
    round.waiting.splice(0, round.waiting.length, ...round.waiting.filter((mail) => !back.includes(mail)));
    await releaseMails(this.delivery.database, back, { afterMs: HELD_BACK_MS });
  }

  private async claim(round: Round): Promise<void> {
    const { database, workerName, transport, batch = USUAL_BATCH } = this.delivery;
    const claimed = await claimMails(database, { name: workerName, messageIdDomain: transport.domain }, batch);
    round.tally.claimed += claimed.length;
    round.waiting.push(...claimed);
    round.isDry = claimed.length < batch;
  }

  private async deliver(mail: OutboxMail, tally: DeliveryTally): Promise<void> {
    const outcome = await deliverMail(this.delivery, mail);
    if (outcome.kind === "NEXT_HOP_DOWN") return this.pause(mail, outcome.error);
    await this.noteUp();
    if (outcome.kind === "SENT") tally.sent += 1;
    if (outcome.kind === "PUT_OFF") tally.putOff += 1;
    if (outcome.kind === "DEAD") tally.dead += 1;
  }

  private async pause(mail: OutboxMail, error: string): Promise<void> {
    const { database, log } = this.delivery;
    if (!this.isPaused()) {
      this.pausedUntil = this.delivery.clock.now().getTime() + this.pauseMs;
      this.pauseMs = Math.min(this.pauseMs * 2, MAX_PAUSE_MS);
    }
    this.isKnownUp = false;
    await releaseMails(database, [mail], { lastError: error });
    log.warn({ error }, "The mail server takes no mail; all mails wait");
    if (await noteNextHopDown(database, error)) log.error({ error }, "No mail has left for minutes");
  }

  private async noteUp(): Promise<void> {
    this.pauseMs = FIRST_PAUSE_MS;
    if (this.isKnownUp) return;
    this.isKnownUp = true;
    const downMs = await noteNextHopUp(this.delivery.database);
    if (downMs !== null) this.delivery.log.info({ minutes: Math.round(downMs / 60_000) }, "Mails leave again");
  }

  private isPaused(): boolean {
    return this.delivery.clock.now().getTime() < this.pausedUntil;
  }

  private isHeldUp(mail: OutboxMail): boolean {
    const domain = domainOf(mail.toAddress);
    return [...this.slow.values()].filter((slow) => slow === domain).length >= MAX_SLOW_PER_DOMAIN;
  }

  private setAside(delivering: Promise<void>, mail: OutboxMail): void {
    const ending = delivering
      .catch((error: unknown) => {
        this.delivery.log.error({ mailId: mail.id, err: error }, "The end of a slow delivery could not be kept");
      })
      .finally(() => this.slow.delete(ending));
    this.slow.set(ending, domainOf(mail.toAddress));
  }
}

function pauseOf(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {});
}

function whenAborted(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}

async function endsWithin(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(limitMs, false, { signal: timer.signal, ref: false }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    timer.abort();
  }
}
