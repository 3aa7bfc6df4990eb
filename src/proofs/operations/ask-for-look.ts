import type { Transaction } from "../../database/index.js";
import { type Budget, spend } from "../../outbox/index.js";
import type { ProofClaim } from "../proof-claim.entity.js";
import { lockClaim } from "../proof-claim.queries.js";
import { lookIsDue } from "../verdict-signals.js";

const MINUTE_MS = 60 * 1_000;
/** What was found so short a while ago is the answer. */
const FRESH_MS = 5_000;
/** Looks that people ask for; those that come round by themselves are bounded by the claims. */
const MAX_LOOKS_PER_PARTY_AND_MINUTE = 120;
const MAX_LOOKS_PER_RESELLER_AND_MINUTE = 600;

/**
 * Has name servers asked as soon as may be; the claim's `nextLookAt` says when. `party` is the account or the domain
 * whose look it is: over its budget, or its reseller's, the look waits for the next minute. Returns the claim as it is,
 * and whether what it says is fresh enough to be the answer.
 */
export async function askForLook(
  tx: Transaction,
  id: string,
  party: string,
): Promise<{ claim: ProofClaim; isFresh: boolean } | null> {
  const claim = await lockClaim(tx, id);
  if (claim === null) return null;
  const now = tx.now.getTime();
  if (claim.lastLookAt !== null && claim.lastLookAt.getTime() > now - FRESH_MS) return { claim, isFresh: true };
  const isUnderWay = claim.heldUntil !== null && claim.heldUntil.getTime() > now;
  const isDue = claim.nextLookAt !== null && claim.nextLookAt.getTime() <= now;
  if (!isUnderWay && !isDue) {
    const hasBudget = await spendAll(tx, [
      { name: `looks of ${party}`, windowMs: MINUTE_MS, max: MAX_LOOKS_PER_PARTY_AND_MINUTE },
      { name: `looks of reseller ${claim.tenant}`, windowMs: MINUTE_MS, max: MAX_LOOKS_PER_RESELLER_AND_MINUTE },
    ]);
    claim.nextLookAt = hasBudget ? tx.now : new Date((Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS);
    claim.looks = 0;
    await tx.manager.save(claim);
  }
  tx.afterCommit(() => lookIsDue.call());
  return { claim, isFresh: false };
}

async function spendAll(tx: Transaction, budgets: readonly Budget[]): Promise<boolean> {
  for (const budget of budgets) if (!(await spend(tx, budget))) return false;
  return true;
}
