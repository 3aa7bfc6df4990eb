import type { EntityManager, EntityTarget } from "typeorm";
import type { KeyRing } from "../config/index.js";
import type { Transaction } from "../database/index.js";
import { createSealer, KEY_ID_LENGTH, SealBrokenError } from "./sealer.js";

const ROWS_PER_CALL = 200;

/** Where a room keeps secrets that outlive a mail: a column of texts, each sealed for the id of its row, or null. */
export interface SealedColumn {
  /** What a row is; `doctor` names it to operators. */
  readonly title: "WEBHOOKS" | "AUTHENTICATOR_APPS";
  readonly Entity: EntityTarget<{ id: string }>;
  readonly column: string;
  readonly ring: KeyRing;
}

/** How many rows lie sealed under which key. */
export interface SealedCounts {
  readonly current: number;
  /** Under a secret before the one in use: that one is still needed. */
  readonly former: number;
  /** Under none of those given: nobody can read them any more. */
  readonly lost: number;
}

export async function countSealed(
  manager: EntityManager,
  { Entity, column, ring }: SealedColumn,
): Promise<SealedCounts> {
  const keyId = `SUBSTR(item.${column}, 1, ${KEY_ID_LENGTH})`;
  const rows = await manager
    .createQueryBuilder(Entity, "item")
    .select(keyId, "keyId")
    .addSelect("COUNT(*)", "count")
    .where(`item.${column} IS NOT NULL`)
    .groupBy(keyId)
    .getRawMany<{ keyId: string; count: number | string }>();
  const former = formerKeyIds(ring);
  const sum = (isCounted: (keyId: string) => boolean) =>
    rows.filter(({ keyId }) => isCounted(keyId)).reduce((total, { count }) => total + Number(count), 0);
  return {
    current: sum((keyId) => keyId === ring.current.id),
    former: sum((keyId) => former.includes(keyId)),
    lost: sum((keyId) => keyId !== ring.current.id && !former.includes(keyId)),
  };
}

/**
 * Seals under the secret in use what is still sealed under one before it, so that that one can go. Returns how many; call
 * again until it is 0. What no secret opens is left as it is: `doctor` says so.
 */
export async function reseal(tx: Transaction, { Entity, column, ring }: SealedColumn): Promise<number> {
  const rows = await tx.manager
    .createQueryBuilder(Entity, "item")
    .select("item.id", "id")
    .addSelect(`item.${column}`, "sealed")
    // Never an empty list, which is no SQL.
    .where(`SUBSTR(item.${column}, 1, ${KEY_ID_LENGTH}) IN (:...former)`, { former: ["", ...formerKeyIds(ring)] })
    .orderBy("item.id")
    .limit(ROWS_PER_CALL)
    .getRawMany<{ id: string; sealed: string }>();
  let resealed = 0;
  for (const { id, sealed } of rows) {
    const anew = sealedAnew(ring, id, sealed);
    if (anew === null) continue;
    await tx.manager.update(Entity, { id }, { [column]: anew });
    resealed += 1;
  }
  return resealed;
}

function formerKeyIds(ring: KeyRing): string[] {
  return ring.all.filter((each) => each !== ring.current).map(({ id }) => id);
}

function sealedAnew(ring: KeyRing, id: string, sealed: string): string | null {
  const sealer = createSealer(ring);
  try {
    return sealer.seal(id, sealer.open(id, sealed));
  } catch (error) {
    if (error instanceof SealBrokenError) return null;
    throw error;
  }
}
