import type { Transaction } from "../../database/index.js";
import type { Recipient } from "../recipient.js";
import {
  type Budget,
  count,
  giveBackShared,
  mailboxBudget,
  noticeBudget,
  spend,
  spendShared,
  targetDomainBudget,
} from "./budgets.js";

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
/** How far ahead a mail may wait for room: what would come later is of no use any more. */
export const MAX_WAIT_DAYS = 7;

/** What a mailbox and the domain behind it are sent at most. */
export interface MailLimits {
  /** To one mailbox, whatever they say, a day: what strangers are sent, and questions. */
  readonly mailsPerMailboxAndDay: number;
  /** Besides, to people who have confirmed their mailbox. */
  readonly noticesPerMailboxAndDay: number;
  readonly mailsPerDomainAndHour: number;
}

export interface MailToPlace {
  readonly mailbox: string;
  readonly from: Date;
  readonly limits: MailLimits;
}

/**
 * When a mail may go to this mailbox, at the earliest `from`, and counts it there; null, and nothing counted, when there
 * is no room within seven days. `mailbox` as `mailboxOf` gives it.
 */
export async function placeMail(
  tx: Transaction,
  { standing, party }: Pick<Recipient, "standing" | "party">,
  { mailbox, from, limits }: MailToPlace,
): Promise<Date | null> {
  const day = mailboxBudget(mailbox, limits.mailsPerMailboxAndDay);
  switch (standing) {
    case "TURN_TAKEN":
      return from;
    case "ASKED_FOR":
      await count(tx, day, from);
      return from;
    case "KNOWN": {
      const at = await firstRoom(tx, noticeBudget(mailbox, limits.noticesPerMailboxAndDay), from);
      if (at !== null) await count(tx, day, at);
      return at;
    }
    case "STRANGER": {
      const domain = targetDomainBudget(mailbox.slice(mailbox.lastIndexOf("@") + 1), limits.mailsPerDomainAndHour);
      return firstRoomForStranger(tx, { day, domain, party, from });
    }
  }
}

async function firstRoom(tx: Transaction, budget: Budget, from: Date): Promise<Date | null> {
  for (const at of daysFrom(from)) {
    if (await spend(tx, budget, at)) return at;
  }
  return null;
}

interface RoomWanted {
  readonly day: Budget;
  readonly domain: Budget;
  readonly party: string;
  readonly from: Date;
}

/** Room in the mailbox's day and in an hour of its domain, of both no more than one party's share. */
async function firstRoomForStranger(tx: Transaction, { day, domain, party, from }: RoomWanted): Promise<Date | null> {
  for (const start of daysFrom(from)) {
    if ((await spendShared(tx, [day], party, start)) !== null) continue;
    for (const at of hoursOfDayFrom(start)) {
      if ((await spendShared(tx, [domain], party, at)) === null) return at;
    }
    await giveBackShared(tx, day, party, start);
  }
  return null;
}

/** That moment, then the beginnings of the days after it. */
function daysFrom(from: Date): Date[] {
  const day = Math.floor(from.getTime() / DAY_MS);
  return Array.from({ length: MAX_WAIT_DAYS + 1 }, (_, index) =>
    index === 0 ? from : new Date((day + index) * DAY_MS),
  );
}

function hoursOfDayFrom(from: Date): Date[] {
  const first = Math.floor(from.getTime() / HOUR_MS);
  const hours = 24 - (first % 24);
  return Array.from({ length: hours }, (_, index) => (index === 0 ? from : new Date((first + index) * HOUR_MS)));
}
