import type { Transaction } from "../../database/index.js";
import { dayOf } from "../../kernel/index.js";
import { timeZoneAt } from "../../tenancy/index.js";
import type { ProofAlerts } from "../proof-alerts.js";
import { ProofClaim } from "../proof-claim.entity.js";
import { lockClaim } from "../proof-claim.queries.js";
import { lockSubject, type ProofSubject } from "../proof-subject.js";
import { ProofAnswer, type ProofVerdict } from "../proof-verdict.js";

const MINUTE_MS = 60 * 1_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MAX_PAUSE_MS = 6 * HOUR_MS;

export interface ProofRules {
  /** Days that a proof may be gone. */
  readonly goneDays: number;
  readonly alerts: ProofAlerts;
}

/** Draws the consequences of one look, in the claim and in what it is for. */
export async function concludeLook(
  tx: Transaction,
  claimId: string,
  verdict: ProofVerdict,
  rules: ProofRules,
): Promise<void> {
  const seen = await tx.manager.findOneBy(ProofClaim, { id: claimId });
  if (seen === null) return;
  // What it is for is locked first, as everywhere.
  const subject = await lockSubject(tx, seen);
  const claim = await lockClaim(tx, claimId);
  if (claim === null) return;
  if (subject === null || !subject.wantsProof) {
    await tx.manager.delete(ProofClaim, { id: claimId });
    return;
  }
  const before = claim.lastAnswer;
  claim.heldUntil = null;
  claim.lastLookAt = tx.now;
  claim.lastAnswer = verdict.answer;
  claim.lastFinding = verdict.finding;
  claim.cachedUntil = verdict.cachedSeconds === null ? null : after(tx, verdict.cachedSeconds * 1_000);
  if (verdict.answer === ProofAnswer.FOUND) await hold(tx, claim, subject, verdict);
  else if (claim.endsAt !== null) lookAgainSoon(tx, claim);
  else await noteFailure(tx, claim, { subject, verdict: { before, ...verdict }, rules });
  await tx.manager.save(claim);
}

async function hold(tx: Transaction, claim: ProofClaim, subject: ProofSubject, verdict: ProofVerdict): Promise<void> {
  claim.nextLookAt = after(tx, DAY_MS);
  claim.looks = 0;
  if (subject.objection !== null) {
    claim.lastFinding = [...verdict.finding, subject.objection];
    return;
  }
  if (!subject.isProvenBy(verdict)) await subject.prove(verdict);
  else if (claim.goneSince !== null) subject.record("proof-found-again", verdict.finding);
  Object.assign(claim, { endsAt: null, goneSince: null, toldAt: null, pausedAt: null });
}

/** Of a claim that was never proven: the pauses grow from a minute to six hours. */
function lookAgainSoon(tx: Transaction, claim: ProofClaim): void {
  const pauseMs = Math.min(MAX_PAUSE_MS, MINUTE_MS * 2 ** Math.min(claim.looks, 20));
  claim.looks += 1;
  const soonest = after(tx, pauseMs);
  // Until then the same name servers would say the same.
  claim.nextLookAt = claim.cachedUntil !== null && claim.cachedUntil > soonest ? claim.cachedUntil : soonest;
}

interface FailedLook {
  readonly subject: ProofSubject;
  readonly verdict: ProofVerdict & { readonly before: ProofAnswer | null };
  readonly rules: ProofRules;
}

/** Of a proof that was there: each failing look is on record, and only days of absence have consequences. */
async function noteFailure(
  tx: Transaction,
  claim: ProofClaim,
  { subject, verdict, rules: { goneDays, alerts } }: FailedLook,
): Promise<void> {
  if (verdict.answer === ProofAnswer.UNKNOWN) {
    // Once for as long as it goes on: while a resolver fails, all proofs are looked at every hour.
    if (verdict.before !== ProofAnswer.UNKNOWN) subject.record("proof-unknown", verdict.finding);
    claim.nextLookAt = after(tx, HOUR_MS);
    return;
  }
  subject.record("proof-missing", verdict.finding);
  claim.goneSince ??= tx.now;
  const pausesAt = new Date(claim.goneSince.getTime() + goneDays * DAY_MS);
  const tomorrow = after(tx, DAY_MS);
  claim.nextLookAt = pausesAt > tx.now && pausesAt < tomorrow ? pausesAt : tomorrow;
  if (claim.pausedAt !== null) return;
  if (claim.toldAt === null) {
    claim.toldAt = tx.now;
    await alerts.tell(tx, { event: "MISSING", claim, pausesAt, ...subject.concerned });
  } else if (pausesAt <= tx.now) {
    claim.pausedAt = tx.now;
    const zone = await timeZoneAt(tx.manager, subject.concerned.resellerPath);
    await subject.pause(dayOf(claim.goneSince, zone));
    await alerts.tell(tx, { event: "PAUSED", claim, pausesAt, ...subject.concerned });
  }
}

function after({ now }: Transaction, ms: number): Date {
  return new Date(now.getTime() + ms);
}
