import type { KeyRing } from "../../../config/index.js";
import type { Transaction } from "../../../database/index.js";
import { KEY_ID_LENGTH, SealBrokenError } from "../../../outbox/index.js";
import { SecondFactor } from "../second-factor.entity.js";
import { openTotpSecret, sealTotpSecret } from "../second-factors.queries.js";

const ROWS_PER_CALL = 500;

/**
 * Seals under the secret in use what is still sealed under one before it, so that that one can go. Answers how many; call
 * again until it is 0. What no secret opens is left as it is: `doctor` says so.
 */
export async function resealTotpSecrets(tx: Transaction, ring: KeyRing): Promise<number> {
  const factors = await tx.manager
    .createQueryBuilder(SecondFactor, "factor")
    .where("factor.sealedSecret IS NOT NULL AND SUBSTR(factor.sealedSecret, 1, :length) IN (:...former)", {
      length: KEY_ID_LENGTH,
      // Never an empty list, which is no SQL.
      former: ["", ...ring.all.filter((each) => each !== ring.current).map(({ id }) => id)],
    })
    .orderBy("factor.id")
    .limit(ROWS_PER_CALL)
    .getMany();
  let resealed = 0;
  for (const factor of factors) {
    const secret = secretOrNull(ring, factor);
    if (secret === null) continue;
    await tx.manager.update(SecondFactor, { id: factor.id }, { sealedSecret: sealTotpSecret(ring, factor.id, secret) });
    resealed += 1;
  }
  return resealed;
}

function secretOrNull(ring: KeyRing, factor: SecondFactor): string | null {
  try {
    return openTotpSecret(ring, factor);
  } catch (error) {
    if (error instanceof SealBrokenError) return null;
    throw error;
  }
}
