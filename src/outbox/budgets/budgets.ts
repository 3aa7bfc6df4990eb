import type { EntityManager } from "typeorm";
import {
  alignedWindow,
  type CountedWindow,
  countedIn,
  countOne,
  countWithin,
  uncountOne,
} from "../../counters/index.js";
import type { Transaction } from "../../database/index.js";
import { because, DomainError } from "../../kernel/index.js";

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
/** Before the end of a window: whoever is one of several parties finds the rest of a day as they find its beginning. */
const KEPT_UNTIL_MS = 5 * 60 * 1_000;

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
  return countWithin(tx, windowOf(budget, at), budget.max);
}

/** Takes one, used up or not: what is not bounded by this budget still leaves less of it for others. */
export async function count(tx: Transaction, budget: Budget, at = tx.now): Promise<void> {
  await countOne(tx, windowOf(budget, at));
}

/** Puts back what `spend` took in this transaction. */
export async function giveBack(tx: Transaction, budget: Budget, at = tx.now): Promise<void> {
  await uncountOne(tx, windowOf(budget, at));
}

/**
 * `spend` for a budget of which no party may use up all: a tenth of it, at least one, is kept for the others until the
 * last minutes of the window, in which it would be lost. Null when one was taken, else when it is worth trying again.
 */
export async function spendShared(tx: Transaction, budget: Budget, party: string, at = tx.now): Promise<Date | null> {
  const { endsAt } = windowOf(budget, at);
  const opensAt = new Date(endsAt.getTime() - KEPT_UNTIL_MS);
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
  const waitMs = windowOf(budget, tx.now).endsAt.getTime() - tx.now.getTime();
  throw new DomainError(because("LIMIT_REACHED", { limit: budget.max }), `At most ${budget.max} ${what}`, {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  });
}

/** What is left of a budget, and when all of it is there again. */
interface BudgetLeft {
  readonly left: number;
  readonly renewedAt: Date;
}

/** In their order; for limits that whoever asks may see, because they depend on nobody else. */
export async function leftOf(manager: EntityManager, budgets: readonly Budget[], now: Date): Promise<BudgetLeft[]> {
  const windows = budgets.map((budget) => ({ window: windowOf(budget, now), max: budget.max }));
  const counted = await countedIn(
    manager,
    windows.map(({ window }) => window),
  );
  return windows.map(({ window, max }) => ({ left: Math.max(0, max - counted(window)), renewedAt: window.endsAt }));
}

function windowOf({ name, windowMs }: Budget, at: Date): CountedWindow {
  return alignedWindow(name, windowMs, at);
}
