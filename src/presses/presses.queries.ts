import { type EntityManager, In, LessThan, MoreThan, MoreThanOrEqual } from "typeorm";
import type { Transaction } from "../database/index.js";
import { LinkPress } from "./link-press.entity.js";
import { mayStillTurnRound, PAGE_ACTS, type PageAct, TURN_ROUND_MS } from "./page-acts.js";

/** Shown on one page at most. */
const MAX_TURNABLE = 50;

const TURNABLE = (Object.keys(PAGE_ACTS) as PageAct[]).filter((act) => PAGE_ACTS[act].turnsRound === "HOUR");

/** What was done within the last hour and can be turned round, newest first. */
export async function turnablePresses(manager: EntityManager, subjectId: string, now: Date): Promise<LinkPress[]> {
  const since = new Date(now.getTime() - TURN_ROUND_MS);
  const rows = await manager.find(LinkPress, {
    where: { subjectId, createdAt: MoreThan(since), state: "DONE", act: In(TURNABLE) },
    order: { createdAt: "DESC", id: "DESC" },
    take: MAX_TURNABLE,
  });
  return rows.filter(({ act, createdAt }) => mayStillTurnRound(act, createdAt, now));
}

const TOLD = (Object.keys(PAGE_ACTS) as PageAct[]).filter((act) => PAGE_ACTS[act].isTold);

/** What the mailbox is to be told of the last hour, turned round or not, newest first. */
export async function recentPresses(
  manager: EntityManager,
  subjectId: string,
  now: Date,
  limit: number,
): Promise<LinkPress[]> {
  const since = new Date(now.getTime() - TURN_ROUND_MS);
  return manager.find(LinkPress, {
    where: { subjectId, createdAt: MoreThan(since), state: In(["DONE", "TURNED_ROUND"]), act: In(TOLD) },
    order: { createdAt: "DESC", id: "DESC" },
    take: limit,
  });
}

const OF_READERS = (Object.keys(PAGE_ACTS) as PageAct[]).filter((act) => PAGE_ACTS[act].proof !== "PRESS");

/** Whether somebody has pressed since then with what no program brings along: whoever has, reads that mailbox. */
export function wasPressedByReader(manager: EntityManager, subjectId: string, since: Date): Promise<boolean> {
  const where = {
    subjectId,
    createdAt: MoreThanOrEqual(since),
    state: In(["DONE", "TURNED_ROUND"]),
    act: In(OF_READERS),
  };
  return manager.existsBy(LinkPress, where);
}

/** Forgets presses from before this moment, at most `limit`. Returns how many. */
export async function deleteOldPresses(tx: Transaction, before: Date, limit = 1_000): Promise<number> {
  const rows = await tx.manager.find(LinkPress, {
    select: { id: true },
    where: { createdAt: LessThan(before) },
    order: { createdAt: "ASC" },
    take: limit,
  });
  if (rows.length > 0) await tx.manager.delete(LinkPress, { id: In(rows.map(({ id }) => id)) });
  return rows.length;
}
