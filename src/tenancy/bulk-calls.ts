import { type EntityManager, LessThan } from "typeorm";
import { isMacOf, type KeyRing, macOf } from "../config/index.js";
import { type Database, insertRow, isUniqueViolation, type Transaction, updateRows } from "../database/index.js";
import { type Actor, badInput, because, conflict } from "../kernel/index.js";
import { BulkCall } from "./bulk-call.entity.js";

/** Items of one batch: what one transaction carries without holding others up. */
export const MAX_BATCH_SIZE = 1_000;

/** The column takes no null; nobody sees this before the update that follows in the same transaction. */
const UNFINISHED = {};

const HASH_OCTETS = 32;
/** Of a hash, that stand for a caller whom nobody knows. */
const CALLER_DIGITS = 40;

const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/;

/** One call under the caller's own key. */
export interface KeyedCall {
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly operation: string;
  readonly inputHash: string;
  hasHash(hash: string): boolean;
  /** Where the key stands among the arguments. */
  readonly field: string;
  /** Nothing stays, the key neither. */
  readonly isDryRun: boolean;
}

export interface RememberedAnswer<Answer> {
  readonly answer: Answer;
  /** The answer of an earlier call; this one did nothing. */
  readonly wasRepeated: boolean;
}

export interface KeyedInput {
  readonly input: { readonly idempotencyKey: string; readonly dryRun?: boolean };
  readonly ring: KeyRing;
  readonly field?: string | undefined;
}

/**
 * Throws BAD_USER_INPUT for a key that cannot be kept. The hash is keyed, because an input may hold
 * passwords that a plain hash would let people guess at.
 */
export function keyedCall(
  actor: Actor,
  operation: string,
  { input, ring, field = "input.idempotencyKey" }: KeyedInput,
): KeyedCall {
  const { idempotencyKey } = input;
  if (!KEY.test(idempotencyKey)) {
    throw badInput(
      "IDEMPOTENCY_KEY_MALFORMED",
      field,
      "A key has 1 to 128 printable ASCII characters",
      "for instance a UUID",
    );
  }
  const text = JSON.stringify([operation, input]);
  const inputHash = macOf(ring, text, HASH_OCTETS).toString("hex");
  // Callers without a sign-in share nothing but the very same call.
  const caller = `${actor.kind}:${actor.id ?? inputHash.slice(0, CALLER_DIGITS)}`;
  // Under a secret before this one too: a call is repeated for days.
  const hasHash = (hash: string) => isMacOf(ring, text, Buffer.from(hash, "hex"));
  return { caller, idempotencyKey, operation, inputHash, hasHash, isDryRun: input.dryRun === true, field };
}

/** The answer this call had before, or null. Throws CONFLICT when the key was used for something else. */
export async function findAnswer<Answer>(manager: EntityManager, call: KeyedCall): Promise<Answer | null> {
  const { caller, idempotencyKey } = call;
  const known = await manager.findOneBy(BulkCall, { caller, idempotencyKey });
  if (known === null) return null;
  if (known.operation !== call.operation || !call.hasHash(known.inputHash)) {
    throw conflict("IDEMPOTENCY_KEY_USED", "This key was used for another call", call.field);
  }
  return known.result as Answer;
}

/**
 * Does `work` in one transaction, once for this key: whoever calls again, or at the same time, gets the answer of the
 * first. A failed call leaves no trace, so it may be repeated under its key.
 */
export async function answerOnce<Answer>(
  database: Database,
  call: KeyedCall,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<RememberedAnswer<Answer>> {
  if (call.isDryRun) return { answer: await database.rehearse(work), wasRepeated: false };
  const attempt = () =>
    database.write(async (tx) => {
      const known = await findAnswer<Answer>(tx.manager, call);
      if (known !== null) return { answer: known, wasRepeated: true };
      await beginCall(tx, call);
      const answer = await work(tx);
      await keepAnswer(tx, call, answer);
      return { answer, wasRepeated: false };
    });
  try {
    return await attempt();
  } catch (error) {
    if (!isBegunElsewhere(error)) throw error;
    return attempt();
  }
}

/** First of all in a transaction, so that the same call at the same time waits here for our commit. */
export async function beginCall(tx: Transaction, call: KeyedCall): Promise<void> {
  const { caller, idempotencyKey, operation, inputHash } = call;
  const row = { caller, idempotencyKey, operation, inputHash };
  await insertRow(tx, BulkCall, { ...row, result: UNFINISHED, createdAt: tx.now });
}

export async function keepAnswer(tx: Transaction, call: KeyedCall, answer: unknown): Promise<void> {
  const { caller, idempotencyKey } = call;
  await updateRows(tx, BulkCall, { caller, idempotencyKey }, { result: answer });
}

/** Whether the same call was begun at the same time, and is done by now. */
export function isBegunElsewhere(error: unknown): boolean {
  return isUniqueViolation(error, "bulk_call", "PRIMARY");
}

/** For the timer that forgets answers nobody asks for any more. Returns how many went. */
export async function forgetBulkCalls(tx: Transaction, before: Date): Promise<number> {
  const removed = await tx.manager.delete(BulkCall, { createdAt: LessThan(before) });
  return removed.affected ?? 0;
}

/** Throws BAD_USER_INPUT for an empty batch or one that is too large. */
export function requireBatch(items: readonly unknown[], field: string): void {
  if (items.length >= 1 && items.length <= MAX_BATCH_SIZE) return;
  throw badInput(
    because("BATCH_SIZE", { min: 1, max: MAX_BATCH_SIZE }),
    field,
    `A batch has 1 to ${MAX_BATCH_SIZE} items; this one has ${items.length}`,
    `1…${MAX_BATCH_SIZE}`,
  );
}
