import type { Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";

/** Sessions that a transaction ends, each by whom. */
export type EndedSessions = ReadonlyMap<string, Actor>;

const ENDED = Symbol("sessions that this transaction ends");

/** This room ends the sessions; rooms above read it in a commit step (`findEndedSessions`) and end what was begun there. */
export function noteEndedSession(tx: Transaction, sessionId: string, actor: Actor): void {
  tx.collect(ENDED, () => new Map<string, Actor>()).set(sessionId, actor);
}

/** For commit steps; undefined where no session is ended. */
export function findEndedSessions(tx: Transaction): EndedSessions | undefined {
  return tx.collected<EndedSessions>(ENDED);
}
