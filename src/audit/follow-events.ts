import { And, type EntityManager, In, LessThanOrEqual, MoreThan } from "typeorm";
import { required, type Scope } from "../kernel/index.js";
import type { AuditAction } from "./audit-actions.js";
import { AuditEvent } from "./audit-event.entity.js";
import { AuditHead } from "./audit-head.entity.js";
import { AuditReader } from "./audit-reader.entity.js";
import { readerKeyOf } from "./reader-keys.js";

/** Looked at in one step, however few of them somebody wants: a rare kind in a busy scope is no walk over everything. */
const MAX_EVENTS_LOOKED_AT = 1_000;

export interface FollowedEvents {
  /** Oldest first, in the order of the commits. */
  readonly events: readonly AuditEvent[];
  /** Ask for what comes after this one next. */
  readonly lastSequence: number;
  readonly hasMore: boolean;
  /** Some events after the given one are no longer told of here. */
  readonly isTooOld: boolean;
  /** There is no such event yet: the platform was restored from a backup, or the number is another platform's. */
  readonly isAhead: boolean;
}

export interface EventsToFollow {
  readonly scope: Scope;
  /** Null: from now on. */
  readonly after: number | null;
  readonly first: number;
  /** Null: every one. */
  readonly actions: readonly AuditAction[] | null;
}

/**
 * What happened in a scope after an event, without gaps: sequence numbers are given out under a lock that is held until
 * the commit, so whoever has seen one has seen everything before it. What a scope has been told of stays so when things
 * move out of it.
 */
export async function followEvents(manager: EntityManager, wanted: EventsToFollow): Promise<FollowedEvents> {
  const { sequence: end, followableFrom } = await headOf(manager);
  const { after, first } = wanted;
  const nothing = { events: [], hasMore: false, isTooOld: false, isAhead: false };
  if (after === null) return { ...nothing, lastSequence: end };
  if (after > end) return { ...nothing, lastSequence: end, isAhead: true };
  if (after < followableFrom) return { ...nothing, lastSequence: end, isTooOld: true };
  const seen = await sequencesAfter(manager, wanted.scope, after, end);
  const until = seen.length < MAX_EVENTS_LOOKED_AT ? end : required(seen.at(-1));
  const events = await eventsOf(manager, wanted, seen);
  const isCut = events.length > first;
  const shown = events.slice(0, first);
  const lastSequence = isCut ? required(shown.at(-1)).sequence : until;
  return { ...nothing, events: shown, lastSequence, hasMore: lastSequence < end };
}

/** The number of the last recorded event, as this connection sees it. */
export async function lastSequence(manager: EntityManager): Promise<number> {
  return (await headOf(manager)).sequence;
}

async function headOf(manager: EntityManager): Promise<AuditHead> {
  return manager.findOneByOrFail(AuditHead, { id: 1 });
}

async function sequencesAfter(manager: EntityManager, scope: Scope, after: number, end: number): Promise<number[]> {
  const readerKey = readerKeyOf(scope);
  if (readerKey === null) {
    // Without gaps, so nothing has to be asked.
    const count = Math.min(end - after, MAX_EVENTS_LOOKED_AT);
    return Array.from({ length: count }, (_, index) => after + 1 + index);
  }
  const rows = await manager.find(AuditReader, {
    where: { readerKey, sequence: And(MoreThan(after), LessThanOrEqual(end)) },
    order: { sequence: "ASC" },
    take: MAX_EVENTS_LOOKED_AT,
  });
  return rows.map(({ sequence }) => sequence);
}

/** One more than is wanted, where there are as many. */
async function eventsOf(
  manager: EntityManager,
  { first, actions }: EventsToFollow,
  sequences: readonly number[],
): Promise<AuditEvent[]> {
  if (sequences.length === 0) return [];
  return manager.find(AuditEvent, {
    where: { sequence: In([...sequences]), ...(actions === null ? {} : { action: In([...actions]) }) },
    order: { sequence: "ASC" },
    take: first + 1,
  });
}
