import { inBatches, insertRows, type Transaction } from "../database/index.js";
import { type Actor, newIdentifier, type Place } from "../kernel/index.js";
import type { AuditAction } from "./audit-actions.js";
import { AuditEvent } from "./audit-event.entity.js";
import { AuditHead } from "./audit-head.entity.js";
import { chainHash } from "./chain.js";
import { announceEvents } from "./event-announcements.js";
import { readerKeysOf } from "./reader-keys.js";
import type { CodedTrailReason } from "./trail-reason.js";

/** What an event is about, and where that lives, which decides who may read the event. */
export interface AuditSubject extends Place {
  readonly kind: string;
  readonly id: string | null;
  readonly label: string;
  /** Whose else it is, besides those at its place: whom something leaves learns of it, too. Only by `followEvents`. */
  readonly alsoAt?: readonly Place[];
}

export interface AuditDetails {
  readonly before?: unknown;
  readonly after?: unknown;
  /** As somebody wrote it, or what the program says. */
  readonly reason?: string | CodedTrailReason | null;
}

interface Pending {
  readonly events: AuditEvent[];
  /** Beside that of the event itself. */
  readonly furtherPlaces: Map<AuditEvent, readonly Place[]>;
}

/** An event that has no place in the chain yet. */
export type RecordedEvent = Pick<
  AuditEvent,
  "at" | "action" | "subjectKind" | "subjectId" | "resellerPath" | "domainId" | "accountId" | "before" | "after"
>;

const PENDING = Symbol("pending audit events");
const MAX_LABEL_LENGTH = 254;

export interface AuditRecord extends AuditDetails {
  readonly action: AuditAction;
  readonly subject: AuditSubject;
}

/**
 * Records in the caller's transaction that `actor` did `action` (past tense with a dot) to `subject`. The event takes
 * its place in the chain right before the commit. `before` and `after` must be plain JSON and hold no secret.
 */
export function recordAudit(tx: Transaction, actor: Actor, { action, subject, reason, ...details }: AuditRecord): void {
  // Whoever looks as somebody else does so under their own name.
  const by = actor.viewedBy ?? actor;
  const pending = tx.collect<Pending>(PENDING, () => ({ events: [], furtherPlaces: new Map() }));
  const event = new AuditEvent();
  if (subject.alsoAt !== undefined) pending.furtherPlaces.set(event, subject.alsoAt);
  pending.events.push(
    Object.assign(event, {
      id: newIdentifier(),
      at: tx.now,
      action,
      actorKind: by.kind,
      actorId: by.id,
      actorLabel: by.label.slice(0, MAX_LABEL_LENGTH),
      actorScope: by.scope,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectLabel: subject.label.slice(0, MAX_LABEL_LENGTH),
      resellerPath: subject.resellerPath ?? null,
      domainId: subject.domainId ?? null,
      accountId: subject.accountId ?? null,
      before: details.before ?? null,
      after: details.after ?? null,
      reason: typeof reason === "string" ? reason : (reason?.words ?? null),
      reasonCode: typeof reason === "string" ? null : (reason?.code ?? null),
      remoteAddress: actor.remoteAddress,
      userAgent: actor.userAgent?.slice(0, 256) ?? null,
      requestId: actor.requestId,
    }),
  );
}

/** What was recorded so far, in its order: for a rehearsal, after its commit steps, all that would have happened. */
export function recordedIn(tx: Transaction): readonly RecordedEvent[] {
  return tx.collected<Pending>(PENDING)?.events ?? [];
}

/**
 * Commit step: every event that was recorded takes its place in the chain. `revision` is that of the feed, where copies
 * learn of this transaction.
 */
export async function appendToChain(tx: Transaction, revision: number | null): Promise<void> {
  const pending = tx.collected<Pending>(PENDING);
  if (pending === undefined || pending.events.length === 0) return;
  const { events } = pending;
  // The update comes first: it takes the row's lock, so that what is read after it is the end of the chain.
  await tx.manager.query("UPDATE audit_head SET sequence = sequence + ? WHERE id = 1", [events.length]);
  const head = await tx.manager.findOneByOrFail(AuditHead, { id: 1 });
  let sequence = head.sequence - events.length;
  let hash = head.hash;
  for (const event of events) {
    sequence += 1;
    event.sequence = sequence;
    event.revision = revision;
    hash = chainHash(hash, event);
    event.hash = hash;
  }
  await insertRows(tx, AuditEvent, events);
  await insertReaders(tx, pending);
  await tx.manager.query("UPDATE audit_head SET hash = ? WHERE id = 1", [hash]);
  tx.afterCommit(announceEvents);
}

async function insertReaders(tx: Transaction, { events, furtherPlaces }: Pending): Promise<void> {
  const rows = events.flatMap((event) => {
    const places = [event, ...(furtherPlaces.get(event) ?? [])];
    return [...new Set(places.flatMap(readerKeysOf))].map((readerKey) => [readerKey, event.sequence] as const);
  });
  for (const batch of inBatches(rows)) {
    const values = batch.map(() => "(?, ?)").join(", ");
    await tx.manager.query(`INSERT INTO audit_reader (readerKey, sequence) VALUES ${values}`, batch.flat());
  }
}
