import { type EntityManager, IsNull, LessThanOrEqual, Not } from "typeorm";
import type { Database } from "../../database/index.js";
import { required } from "../../kernel/index.js";
import { NextHop } from "../next-hop.entity.js";

const ONLY_ROW = 1;
const MAX_ERROR_LENGTH = 1_000;
/** A restart of the mail server is no news. */
const ALARM_AFTER_MS = 2 * 60 * 1_000;

/**
 * Keeps that no mail leaves, whichever worker finds it. Returns whether this is the moment to tell somebody: once a time
 * of trouble, after two minutes of it.
 */
export async function noteNextHopDown(database: Database, error: string): Promise<boolean> {
  return database.write(async (tx) => {
    const lastError = error.slice(0, MAX_ERROR_LENGTH);
    const known = await tx.manager.findOneBy(NextHop, { id: ONLY_ROW });
    const downSince = known?.downSince ?? tx.now;
    await tx.manager.upsert(NextHop, { id: ONLY_ROW, downSince, lastError }, ["id"]);
    // Of several workers that find it at once one tells.
    const untold = { id: ONLY_ROW, alarmedAt: IsNull(), downSince: LessThanOrEqual(minutesAgo(tx.now)) };
    const { affected } = await tx.manager.update(NextHop, untold, { alarmedAt: tx.now });
    return affected === 1;
  });
}

function minutesAgo(now: Date): Date {
  return new Date(now.getTime() - ALARM_AFTER_MS);
}

/** Keeps that mails leave again. Returns for how long none did, in milliseconds; null where that was not known. */
export async function noteNextHopUp(database: Database): Promise<number | null> {
  return database.write(async (tx) => {
    const down = await tx.manager.findOneBy(NextHop, { id: ONLY_ROW, downSince: Not(IsNull()) });
    if (down === null) return null;
    await tx.manager.update(NextHop, { id: ONLY_ROW }, { downSince: null, alarmedAt: null });
    return tx.now.getTime() - required(down.downSince).getTime();
  });
}

export interface NextHopTrouble {
  readonly since: Date;
  readonly error: string;
}

/** Why no mail leaves at the moment; null while they do. */
export async function nextHopTrouble(reader: EntityManager): Promise<NextHopTrouble | null> {
  const row = await reader.findOneBy(NextHop, { id: ONLY_ROW });
  return row?.downSince == null ? null : { since: row.downSince, error: row.lastError ?? "" };
}
