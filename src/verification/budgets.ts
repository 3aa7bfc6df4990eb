import { createHash } from "node:crypto";
import { In, LessThanOrEqual } from "typeorm";
import type { Transaction } from "../database/index.js";
import { DomainError } from "../kernel/index.js";
import { RequestBudget } from "./request-budget.entity.js";

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** One limit: what is counted, over which stretch of time (aligned to UTC), and how many are allowed in it. */
export interface Budget {
  readonly name: string;
  readonly windowMs: number;
  readonly most: number;
}

export function accountBudget(accountId: string, most: number): Budget {
  return { name: `account ${accountId}`, windowMs: DAY_MS, most };
}

export function addressBudget(addressKey: string, most: number): Budget {
  return { name: `address ${addressKey}`, windowMs: DAY_MS, most };
}

export function targetDomainBudget(domain: string, most: number): Budget {
  return { name: `domain ${domain}`, windowMs: HOUR_MS, most };
}

/** Takes one from the budget. False, and nothing taken, when it is used up. Counts over all processes and tenants. */
export async function spend(tx: Transaction, budget: Budget): Promise<boolean> {
  if (budget.most <= 0) return false;
  const endsAt = endOfWindow(tx.now, budget.windowMs);
  const bucket = createHash("sha256").update(`${budget.name} ${endsAt.getTime()}`).digest("hex");
  if (await take(tx, bucket, budget.most)) return true;
  const row = { bucket, used: 0, endsAt };
  await tx.manager.createQueryBuilder().insert().into(RequestBudget).values(row).orIgnore().execute();
  return take(tx, bucket, budget.most);
}

/** `spend` for a limit that the caller may see, because it depends on nobody else. Throws RATE_LIMITED. */
export async function spendOwn(tx: Transaction, budget: Budget): Promise<void> {
  if (await spend(tx, budget)) return;
  const waitMs = endOfWindow(tx.now, budget.windowMs).getTime() - tx.now.getTime();
  throw new DomainError("RATE_LIMITED", `At most ${budget.most} questions a day for one account`, {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  });
}

/** Removes counters whose time is over, at most `limit`. Returns how many. */
export async function deleteOldBudgets(tx: Transaction, limit = 1_000): Promise<number> {
  const rows = await tx.manager.find(RequestBudget, { where: { endsAt: LessThanOrEqual(tx.now) }, take: limit });
  if (rows.length > 0) await tx.manager.delete(RequestBudget, { bucket: In(rows.map(({ bucket }) => bucket)) });
  return rows.length;
}

function endOfWindow(now: Date, windowMs: number): Date {
  return new Date((Math.floor(now.getTime() / windowMs) + 1) * windowMs);
}

async function take(tx: Transaction, bucket: string, most: number): Promise<boolean> {
  const result = await tx.manager
    .createQueryBuilder()
    .update(RequestBudget)
    .set({ used: () => "used + 1" })
    .where("bucket = :bucket AND used < :most", { bucket, most })
    .execute();
  return (result.affected ?? 0) > 0;
}
