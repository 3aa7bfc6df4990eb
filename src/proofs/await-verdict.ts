import type { Database } from "../database/index.js";
import { ProofClaim } from "./proof-claim.entity.js";
import { lookIsConcluded } from "./verdict-signals.js";

/** Where another process is looking, how often the database is asked what it has found. */
const ASKED_EVERY_MS = 500;
/** Requests of this process that may wait at once; the others are answered without a verdict. */
const MAX_WAITING = 200;

let waiting = 0;

/**
 * Waits until a look at the claim is concluded that was not when it was `seen`, at most `waitMs`. Holds no connection
 * meanwhile. Null when the time is over; the claim is gone where the look has ended it.
 */
export async function awaitVerdict(
  database: Database,
  seen: Pick<ProofClaim, "id" | "lastLookAt">,
  waitMs: number,
): Promise<ProofClaim | "GONE" | null> {
  if (waitMs <= 0 || waiting >= MAX_WAITING) return null;
  const endsAt = performance.now() + waitMs;
  waiting += 1;
  try {
    for (;;) {
      const claim = await database.reader.findOneBy(ProofClaim, { id: seen.id });
      if (claim === null) return "GONE";
      if (claim.lastLookAt?.getTime() !== seen.lastLookAt?.getTime()) return claim;
      const leftMs = endsAt - performance.now();
      if (leftMs <= 0) return null;
      await concludedWithin(seen.id, Math.min(leftMs, ASKED_EVERY_MS));
    }
  } finally {
    waiting -= 1;
  }
}

function concludedWithin(claimId: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      stopListening();
      resolve();
    };
    const timer = setTimeout(finish, ms);
    const stopListening = lookIsConcluded.listen(claimId, finish);
  });
}
