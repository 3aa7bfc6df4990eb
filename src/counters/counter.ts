import { createHash } from "node:crypto";
import { type EntityManager, In, LessThanOrEqual, MoreThan } from "typeorm";
import { placeholders, type Transaction } from "../database/index.js";
import { WindowCount } from "./window-count.entity.js";

/** A stretch of time in which something is counted. */
export interface CountedWindow {
  readonly bucket: string;
  /** That moment belongs to the window, and `endsAt` to the next. */
  readonly at: Date;
  readonly endsAt: Date;
}

/** The window that `at` is in, where they begin at multiples of their length since 1970 (UTC); also one to come. */
export function alignedWindow(name: string, windowMs: number, at: Date): CountedWindow {
  const endsAt = new Date((Math.floor(at.getTime() / windowMs) + 1) * windowMs);
  return { bucket: hashOf(`${name} ${endsAt.getTime()}`), at, endsAt };
}

/** A window that begins with the first that is counted in it. */
export function windowFromFirst(parts: readonly string[], windowMs: number, at: Date): CountedWindow {
  return { bucket: hashOf(JSON.stringify(parts)), at, endsAt: new Date(at.getTime() + windowMs) };
}

/**
 * Counts one, and answers how many that makes and when the window ends. One statement, so that parallel ones queue for
 * the row instead of deadlocking over it.
 */
export async function countOne(tx: Transaction, window: CountedWindow): Promise<Counted> {
  return (await countEach(tx, window.at, [window]))(window);
}

type Counted = Pick<WindowCount, "used" | "endsAt">;

/** The same for different windows that a moment is in, in two statements. */
async function countEach(
  tx: Transaction,
  at: Date,
  windows: readonly CountedWindow[],
): Promise<(window: CountedWindow) => Counted> {
  const { dialect, manager } = tx;
  const endsAt = dialect.inserted("endsAt");
  // MySQL evaluates from left to right: `used` must come before `endsAt` changes. The windows are locked in their order.
  await manager.query(
    `INSERT INTO window_count (bucket, used, endsAt) VALUES ${windows.map(() => "(?, 1, ?)").join(", ")}
     ${dialect.onDuplicate(["bucket"])}
     used = CASE WHEN window_count.endsAt <= ? THEN 1 ELSE used + 1 END,
     endsAt = CASE WHEN window_count.endsAt <= ? THEN ${endsAt} ELSE window_count.endsAt END`,
    [...windows.flatMap((window) => [window.bucket, window.endsAt.getTime()]), at.getTime(), at.getTime()],
  );
  const rows = await manager.findBy(WindowCount, { bucket: In(windows.map(({ bucket }) => bucket)) });
  const byBucket = new Map(rows.map((row) => [row.bucket, row]));
  return ({ bucket }) => {
    const counted = byBucket.get(bucket);
    if (counted === undefined) throw new Error("a window was counted in that has no row");
    return counted;
  };
}

export interface LimitedWindow {
  readonly window: CountedWindow;
  readonly max: number;
}

/**
 * Counts one in each of these windows that `at` is in, if none of them then holds more than its `max`. Null, else the
 * first that was full, and nothing counted.
 */
export async function countWithinAll<Limited extends LimitedWindow>(
  tx: Transaction,
  at: Date,
  limited: readonly Limited[],
): Promise<Limited | null> {
  const windows = limited.map(({ window }) => window);
  const counted = await countEach(tx, at, windows);
  const full = limited.find(({ window, max }) => counted(window).used > max);
  if (full === undefined) return null;
  await uncountEach(tx, windows);
  return full;
}

/** Counts one if that makes `max` at most. False, and nothing counted, when it would be one too many. */
export async function countWithin(tx: Transaction, window: CountedWindow, max: number): Promise<boolean> {
  if (max <= 0) return false;
  const { used } = await countOne(tx, window);
  if (used <= max) return true;
  await uncountOne(tx, window);
  return false;
}

/** Takes one back that was counted. */
export async function uncountOne(tx: Transaction, window: CountedWindow): Promise<void> {
  await uncountEach(tx, [window]);
}

/** The same of several, in one statement. */
export async function uncountEach(tx: Transaction, windows: readonly CountedWindow[]): Promise<void> {
  await tx.manager.query(
    `UPDATE window_count SET used = used - 1 WHERE bucket IN (${placeholders(windows.length)}) AND used > 0`,
    windows.map(({ bucket }) => bucket),
  );
}

/** Counts one, and lets the window go on until the end of this one. */
export async function prolong(tx: Transaction, window: CountedWindow): Promise<void> {
  await countOne(tx, window);
  await tx.manager.update(WindowCount, { bucket: window.bucket }, { endsAt: window.endsAt });
}

/** How much was counted so far in each of these windows; in one statement. */
export async function countedIn(
  manager: EntityManager,
  windows: readonly CountedWindow[],
): Promise<(window: CountedWindow) => number> {
  const counts = await manager.findBy(WindowCount, { bucket: In(windows.map(({ bucket }) => bucket)) });
  const byBucket = new Map(counts.map((count) => [count.bucket, count]));
  return ({ bucket, at }) => {
    const count = byBucket.get(bucket);
    return count === undefined || count.endsAt <= at ? 0 : count.used;
  };
}

/** Whether the window has begun and is not over. */
export function isOpen(tx: Transaction, { bucket, at }: CountedWindow): Promise<boolean> {
  return tx.manager.existsBy(WindowCount, { bucket, endsAt: MoreThan(at) });
}

/** Removes counts of windows that are over, the oldest first, at most `limit`. Returns how many. */
export async function deleteOldCounts(tx: Transaction, limit = 1_000): Promise<number> {
  const rows = await tx.manager.find(WindowCount, {
    select: { bucket: true },
    where: { endsAt: LessThanOrEqual(tx.now) },
    order: { endsAt: "ASC" },
    take: limit,
  });
  if (rows.length > 0) await tx.manager.delete(WindowCount, { bucket: In(rows.map(({ bucket }) => bucket)) });
  return rows.length;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
