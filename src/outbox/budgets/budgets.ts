import type { EntityManager } from "typeorm";
import {
  alignedWindow,
  type CountedWindow,
  countedIn,
  countOne,
  countWithin,
  countWithinAll,
  type LimitedWindow,
  uncountEach,
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

/** A budget that was used up, and when it is worth trying again. */
export interface UsedUp {
  readonly budget: Budget;
  readonly retryAt: Date;
}

/**
 * `spend` for budgets of which no party may use up all: a tenth of each, at least one, is kept for the others until the
 * last minutes of the window, in which it would be lost. Null when one was taken of each, else the first that is used
 * up, and nothing taken.
 */
export async function spendShared(
  tx: Transaction,
  budgets: readonly Budget[],
  party: string,
  at = tx.now,
): Promise<UsedUp | null> {
  const windows = budgets.flatMap((budget) => windowsOfShared(budget, party, at));
  return countWithinAll(tx, at, windows);
}

/** Puts back what `spendShared` took in this transaction. */
export async function giveBackShared(tx: Transaction, budget: Budget, party: string, at = tx.now): Promise<void> {
  const windows = windowsOfShared(budget, party, at);
  await uncountEach(
    tx,
    windows.map(({ window }) => window),
  );
}

/** That of the party, and that of all. */
function windowsOfShared(budget: Budget, party: string, at: Date): (LimitedWindow & UsedUp)[] {
  const window = windowOf(budget, at);
  const { endsAt } = window;
  const opensAt = new Date(endsAt.getTime() - KEPT_UNTIL_MS);
  const kept = at < opensAt && budget.max > 1 ? Math.max(1, Math.floor(budget.max / 10)) : 0;
  const share = windowOf({ ...budget, name: `${budget.name} of ${party}` }, at);
  return [
    { window: share, max: budget.max - kept, budget, retryAt: kept > 0 ? opensAt : endsAt },
    { window, max: budget.max, budget, retryAt: endsAt },
  ];
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
