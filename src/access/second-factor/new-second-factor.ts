import { IsNull } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { because, conflict } from "../../kernel/index.js";
import { requireLine } from "../../tenancy/index.js";
import { SecondFactor } from "./second-factor.entity.js";
import { MAX_SECOND_FACTORS } from "./second-factors.queries.js";

/** For so long a device that was begun may be confirmed. */
export const PENDING_LIFETIME_MS = 15 * 60_000;
const MAX_NAME_LENGTH = 64;
/** Begun, not confirmed, not yet over; more are somebody who has lost their way. */
const MAX_PENDING = 5;

export function requireFactorName(name: string): string {
  return requireLine(name, "input.name", MAX_NAME_LENGTH);
}

/** Throws CONFLICT where the administrator has as many as can be listed. Older beginnings are dropped. */
export async function requireRoomForAnother(tx: Transaction, administratorId: string): Promise<void> {
  const factors = await tx.manager.find(SecondFactor, {
    select: { id: true, confirmedAt: true },
    where: { administratorId },
    order: { id: "ASC" },
  });
  const pending = factors.filter(({ confirmedAt }) => confirmedAt === null);
  if (factors.length - pending.length >= MAX_SECOND_FACTORS) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_SECOND_FACTORS }),
      `Nobody has more than ${MAX_SECOND_FACTORS} second factors; remove one first`,
    );
  }
  for (const { id } of pending.slice(0, Math.max(0, pending.length - MAX_PENDING + 1))) {
    await tx.manager.delete(SecondFactor, { id, confirmedAt: IsNull() });
  }
}

export async function insertPending(
  tx: Transaction,
  parts: Pick<SecondFactor, "id" | "administratorId" | "kind" | "name"> &
    Partial<Pick<SecondFactor, "sealedSecret" | "challenge">>,
): Promise<void> {
  await tx.manager.insert(SecondFactor, {
    sealedSecret: null,
    challenge: null,
    lastStep: null,
    credentialId: null,
    credentialHash: null,
    publicKey: null,
    signatureCounter: null,
    transports: null,
    createdAt: tx.now,
    confirmedAt: null,
    lastUsedAt: null,
    ...parts,
  });
}
