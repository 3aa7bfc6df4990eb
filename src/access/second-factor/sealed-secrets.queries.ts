import type { EntityManager } from "typeorm";
import type { KeyRing } from "../../config/index.js";
import { KEY_ID_LENGTH } from "../../outbox/index.js";

/** How many secrets of authenticator apps lie sealed under which key. */
export interface SealedSecrets {
  readonly current: number;
  /** Under a secret before the one in use: that one is still needed. */
  readonly former: number;
  /** Under none of those given: codes of these apps cannot be checked. */
  readonly lost: number;
}

export async function countSealedSecrets(manager: EntityManager, ring: KeyRing): Promise<SealedSecrets> {
  const rows: { keyId: string; count: number | string }[] = await manager.query(
    `SELECT SUBSTR(sealedSecret, 1, ${KEY_ID_LENGTH}) AS keyId, COUNT(*) AS count FROM second_factor
      WHERE sealedSecret IS NOT NULL GROUP BY SUBSTR(sealedSecret, 1, ${KEY_ID_LENGTH})`,
  );
  const known = ring.all.map(({ id }) => id);
  const sum = (isCounted: (keyId: string) => boolean) =>
    rows.filter(({ keyId }) => isCounted(keyId)).reduce((total, { count }) => total + Number(count), 0);
  return {
    current: sum((keyId) => keyId === ring.current.id),
    former: sum((keyId) => keyId !== ring.current.id && known.includes(keyId)),
    lost: sum((keyId) => !known.includes(keyId)),
  };
}
