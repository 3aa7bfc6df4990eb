import { isDeepStrictEqual } from "node:util";
import type { EntityManager } from "typeorm";
import { type AuditEvent, newestEventsAbout } from "../audit/index.js";
import type { Policy } from "./policy.entity.js";

/** A policy is set a few times in its life; whoever sets one daily is not followed back for ever. */
const EVENTS_LOOKED_AT = 20;

/**
 * The event by which each policy's schedule, or the lock on it, became what it is, by the policy's identifier; absent
 * where that is too many changes ago. Events of whichever tenant: callers show what is in their scope.
 */
export async function scheduleEventsOf(
  manager: EntityManager,
  policies: readonly Pick<Policy, "id">[],
): Promise<Map<string, AuditEvent>> {
  const events = await newestEventsAbout(
    manager,
    policies.map(({ id }) => id),
    EVENTS_LOOKED_AT,
  );
  const latest = new Map<string, AuditEvent>();
  for (const event of events) {
    if (event.subjectId === null || latest.has(event.subjectId)) continue;
    if (!isDeepStrictEqual(scheduling(event.before), scheduling(event.after))) latest.set(event.subjectId, event);
  }
  return latest;
}

type Recorded = Pick<Policy, "settings" | "locked"> | null;

/** As `setPolicy` records it. */
function scheduling(recorded: unknown): readonly [schedule: unknown, isLocked: boolean] {
  const policy = recorded as Recorded;
  return [policy?.settings.schedule ?? null, policy?.locked.includes("schedule") ?? false];
}
