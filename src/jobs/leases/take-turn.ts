import { LessThanOrEqual } from "typeorm";
import { isUniqueViolation, type Transaction } from "../../database/index.js";
import { JobLease } from "./job-lease.entity.js";

export type Turn = { readonly isOurs: true } | { readonly isOurs: false; readonly dueAt: Date };

/**
 * Takes the turn of a job when it is due and nobody else has it. A process that dies with it loses it after `leaseMs`,
 * which must be longer than a turn takes; otherwise `dueAt` says when it is worth asking again.
 */
export async function takeTurn(tx: Transaction, job: string, holder: string, leaseMs: number): Promise<Turn> {
  const lease = { heldBy: holder, dueAt: new Date(tx.now.getTime() + leaseMs) };
  const taken = await tx.manager.update(JobLease, { job, dueAt: LessThanOrEqual(tx.now) }, lease);
  if (taken.affected === 1) return { isOurs: true };
  const held = await tx.manager.findOneBy(JobLease, { job });
  if (held !== null) return { isOurs: false, dueAt: held.dueAt };
  try {
    await tx.manager.insert(JobLease, { job, ...lease, finishedAt: null });
    return { isOurs: true };
  } catch (error) {
    // Another process met the first turn of all at the same moment; whose it is, the next question tells.
    if (isUniqueViolation(error)) return { isOurs: false, dueAt: tx.now };
    throw error;
  }
}

/** Ends our turn and sets the next one. Returns false when the lease ran out meanwhile and somebody else took it. */
export async function endTurn(tx: Transaction, job: string, holder: string, nextAt: Date): Promise<boolean> {
  const change = { heldBy: null, dueAt: nextAt, finishedAt: tx.now };
  const ended = await tx.manager.update(JobLease, { job, heldBy: holder }, change);
  return ended.affected === 1;
}
