import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../database/index.js";
import { currentRevision } from "../../feed/index.js";
import { because, DomainError } from "../../kernel/index.js";

const MAX_WAIT_MS = 1_000;
const LOOK_EVERY_MS = 20;

/**
 * Returns once the data holds what the caller has already seen. A cluster node can be some milliseconds behind; one that
 * stays behind longer gives UNAVAILABLE, for an answer from older data would be a wrong one.
 */
export async function waitForRevision(database: Database, atLeast: number | null | undefined): Promise<void> {
  if (atLeast === null || atLeast === undefined) return;
  for (let waited = 0; (await currentRevision(database.reader)) < atLeast; waited += LOOK_EVERY_MS) {
    if (waited >= MAX_WAIT_MS) {
      throw new DomainError(
        because("REVISION_NOT_HERE", { revision: atLeast }),
        `Revision ${atLeast} has not arrived here yet`,
        { retryAfterSeconds: 1 },
      );
    }
    await sleep(LOOK_EVERY_MS);
  }
}
