import { createHash } from "node:crypto";
import { In, LessThanOrEqual } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { DomainError } from "../../kernel/index.js";
import { RequestBudget } from "./request-budget.entity.js";

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** One limit: what is counted, over which stretch of time (aligned to UTC), and how many are allowed in it. */
export interface Budget {
  readonly name: string;
  readonly windowMs: number;
  readonly max: number;
}

export function accountBudget(accountId: string, max: number): Budget {
  return { name: `account ${accountId}`, windowMs: DAY_MS, max };
}

/** Every mail to a mailbox, whatever it says; `mailbox` as `mailboxOf` gives it. */
export function mailboxBudget(mailbox: string, max: number): Budget {
  return { name: `mailbox ${mailbox}`, windowMs: DAY_MS, max };
}

/** Mails to somebody who has confirmed the mailbox, on top of what strangers may be sent. */
export function noticeBudget(mailbox: string, max: number): Budget {
  return { name: `notices ${mailbox}`, windowMs: DAY_MS, max };
}

export function targetDomainBudget(domain: string, max: number): Budget {
  return { name: `domain ${domain}`, windowMs: HOUR_MS, max };
}

/**
 * Takes one from the budget's window at that moment. False, and nothing taken, when it is used up. Counts over all
 * processes and tenants.
 */
export async function spend(tx: Transaction, budget: Budget, at = tx.now): Promise<boolean> {
  if (budget.max <= 0) return false;
  const endsAt = endOfWindow(at, budget);
  const bucket = bucketOf(budget, endsAt);
  if (await take(tx, bucket, budget.max)) return true;
  const row = { bucket, used: 0, endsAt };
  await tx.manager.createQueryBuilder().insert().into(RequestBudget).values(row).orIgnore().execute();
  return take(tx, bucket, budget.max);
}

/** Takes one, used up or not: what is not bounded by this budget still leaves less of it for others. */
export async function count(tx: Transaction, budget: Budget, at = tx.now): Promise<void> {
  await spend(tx, { ...budget, max: Number.MAX_SAFE_INTEGER }, at);
}

/** Puts back what `spend` took in this transaction. */
export async function giveBack(tx: Transaction, budget: Budget, at = tx.now): Promise<void> {
  const bucket = bucketOf(budget, endOfWindow(at, budget));
  await tx.manager.update(RequestBudget, { bucket }, { used: () => "used - 1" });
}

/**
 * `spend` for a budget of which no party may use up all: a tenth of it, at least one, is kept for the others until the
 * last quarter of the window. Null when one was taken, else when it is worth trying again.
 */
export async function spendShared(tx: Transaction, budget: Budget, party: string, at = tx.now): Promise<Date | null> {
  const endsAt = endOfWindow(at, budget);
  const opensAt = new Date(endsAt.getTime() - budget.windowMs / 4);
  const kept = at < opensAt && budget.max > 1 ? Math.max(1, Math.floor(budget.max / 10)) : 0;
  const share = { ...budget, name: `${budget.name} of ${party}`, max: budget.max - kept };
  if (!(await spend(tx, share, at))) return kept > 0 ? opensAt : endsAt;
  if (await spend(tx, budget, at)) return null;
  await giveBack(tx, share, at);
  return endsAt;
}

export async function giveBackShared(tx: Transaction, budget: Budget, party: string, at = tx.now): Promise<void> {
  await giveBack(tx, budget, at);
  await giveBack(tx, { ...budget, name: `${budget.name} of ${party}` }, at);
}

/** `spend` for a limit that the caller may see, because it depends on nobody else. Throws RATE_LIMITED. */
export async function spendOwn(tx: Transaction, budget: Budget, what: string): Promise<void> {
  if (await spend(tx, budget)) return;
  const waitMs = endOfWindow(tx.now, budget).getTime() - tx.now.getTime();
  throw new DomainError("RATE_LIMITED", `At most ${budget.max} ${what}`, {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  });
}

/** Removes counters whose time is over, at most `limit`. Returns how many. */
export async function deleteOldBudgets(tx: Transaction, limit = 1_000): Promise<number> {
  const rows = await tx.manager.find(RequestBudget, { where: { endsAt: LessThanOrEqual(tx.now) }, take: limit });
  if (rows.length > 0) await tx.manager.delete(RequestBudget, { bucket: In(rows.map(({ bucket }) => bucket)) });
  return rows.length;
}

function endOfWindow(now: Date, { windowMs }: Budget): Date {
  return new Date((Math.floor(now.getTime() / windowMs) + 1) * windowMs);
}

function bucketOf({ name }: Budget, endsAt: Date): string {
  return createHash("sha256").update(`${name} ${endsAt.getTime()}`).digest("hex");
}

async function take(tx: Transaction, bucket: string, max: number): Promise<boolean> {
  const result = await tx.manager
    .createQueryBuilder()
    .update(RequestBudget)
    .set({ used: () => "used + 1" })
    .where("bucket = :bucket AND used < :max", { bucket, max })
    .execute();
  return (result.affected ?? 0) > 0;
}
