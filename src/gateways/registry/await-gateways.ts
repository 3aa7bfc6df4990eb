import { setTimeout as sleep } from "node:timers/promises";
import { type Database, refuseInsideTransaction } from "../../database/index.js";
import { type Clock, systemClock } from "../../kernel/index.js";
import type { Gateway } from "../gateway.entity.js";
import { listLiveGateways } from "./gateway.queries.js";

const LOOK_EVERY_MS = 100;

export interface AwaitedGateways {
  readonly isReached: boolean;
  readonly missing: readonly Gateway[];
  /** Heard of in the last day. */
  readonly liveCount: number;
}

/**
 * Returns once all gateways heard of in the last day hold this revision, or after `timeoutMs` with those that do not: a
 * gateway that has lost its network may still answer its MTA from an older copy, so it counts as missing.
 */
export async function awaitGateways(
  database: Database,
  revision: number,
  timeoutMs: number,
  clock: Clock = systemClock,
): Promise<AwaitedGateways> {
  refuseInsideTransaction("word from the gateways");
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const live = await listLiveGateways(database.reader, clock.now());
    const missing = live.filter((gateway) => gateway.revision < revision);
    if (missing.length === 0 || waitedMs >= timeoutMs) {
      return { isReached: missing.length === 0, missing, liveCount: live.length };
    }
    await sleep(LOOK_EVERY_MS);
  }
}
