import { createHash } from "node:crypto";
import type { AuditEvent } from "./audit-event.entity.js";

/** What the first event's hash covers in place of a previous one. */
export const CHAIN_START = "0".repeat(64);

/** Hash of one event, from the hash before it. Every stored column but the row's id takes part, in this fixed order. */
export function chainHash(previousHash: string, event: Omit<AuditEvent, "hash" | "globalId">): string {
  const covered = [
    previousHash,
    event.id,
    event.sequence,
    event.at.getTime(),
    event.action,
    event.actorKind,
    event.actorId,
    event.actorLabel,
    event.subjectKind,
    event.subjectId,
    event.subjectLabel,
    event.resellerPath,
    event.domainId,
    event.accountId,
    event.before ?? null,
    event.after ?? null,
    event.reason,
    event.remoteAddress,
    event.userAgent,
    event.requestId,
    // Absent from events older than the column, whose hashes were made without it.
    ...(event.actorScope === null ? [] : [event.actorScope]),
    ...(event.revision === null ? [] : [event.revision]),
    ...(event.reasonCode === null ? [] : [event.reasonCode]),
  ];
  return createHash("sha256").update(JSON.stringify(covered)).digest("hex");
}

/** The first event whose hash does not follow from the one before it, or null when the chain is whole. */
export function findBrokenLink(events: readonly AuditEvent[], previousHash: string): AuditEvent | null {
  let expected = previousHash;
  for (const event of events) {
    expected = chainHash(expected, event);
    if (event.hash !== expected) return event;
  }
  return null;
}
