import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { parseGlobalId } from "../../graphql/index.js";
import {
  type Actor,
  forbidden,
  type GlobalId,
  notFound,
  placeOfScope,
  requireScope,
  scopeCovers,
} from "../../kernel/index.js";
import { listOpenSessions } from "../open-sessions.js";
import type { SubjectKind } from "../refresh-token.entity.js";
import { endSession, notSignedIn } from "../session.js";
import { findSubject, type Subject, subjectForAudit } from "../subject.js";
import { endView, listOpenViews } from "../viewing/view-sessions.queries.js";

/** Ends one of the actor's own sessions. Throws NOT_FOUND for anybody else's, and for one that has ended. */
export async function endOwnSession(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const subject = await requireSubject(tx, ownSubject(actor));
  const views = await listOpenViews(tx.manager, subject, tx.now);
  if (views.some((view) => view.id === id)) {
    await endView(tx, id);
    recordAudit(tx, actor, { action: "view.ended", subject: subjectForAudit(subject) });
    return;
  }
  const open = await listOpenSessions(tx.manager, subject, tx.now);
  if (!open.some(({ sessionId }) => sessionId === id)) throw notFound("OpenSession");
  await endSession(tx, id, actor);
  recordAudit(tx, actor, { action: "session.ended", subject: subjectForAudit(subject) });
}

/**
 * Ends all sessions of the actor but the one that asks, or every session of an administrator or account of the actor's
 * scope. Returns how many.
 */
export async function endAllSessions(tx: Transaction, actor: Actor, of?: GlobalId | null): Promise<number> {
  const subject = of ? await requireSubjectInScope(tx, actor, of) : await requireSubject(tx, ownSubject(actor));
  const open = await listOpenSessions(tx.manager, subject, tx.now);
  const ended = open.filter(({ sessionId }) => sessionId !== actor.sessionId);
  for (const { sessionId } of ended) await endSession(tx, sessionId, actor);
  for (const { id } of await listOpenViews(tx.manager, subject, tx.now)) await endView(tx, id);
  recordAudit(tx, actor, {
    action: "sessions.ended",
    subject: subjectForAudit(subject),
    after: { sessions: ended.length },
  });
  return ended.length;
}

/** The person behind the actor. Throws FORBIDDEN for a key, which has no sessions. */
export function ownSubject(actor: Actor): { kind: SubjectKind; id: string } {
  if (actor.id === null || actor.role === null) throw notSignedIn();
  if (actor.kind === "API_KEY") throw forbidden("PERSON_ONLY", "A key has no sessions");
  return { kind: actor.role === "ACCOUNT" ? "ACCOUNT" : "ADMINISTRATOR", id: actor.id };
}

async function requireSubject(tx: Transaction, { kind, id }: { kind: SubjectKind; id: string }): Promise<Subject> {
  const subject = await findSubject(tx.manager, kind, id);
  if (subject === null) throw notSignedIn();
  return subject;
}

const SUBJECT_KINDS: ReadonlyMap<string, SubjectKind> = new Map([
  ["Administrator", "ADMINISTRATOR"],
  ["Account", "ACCOUNT"],
]);

/** An administrator or account by its global id. Throws NOT_FOUND for what lies outside the actor's scope. */
export async function requireSubjectInScope(tx: Transaction, actor: Actor, globalId: GlobalId): Promise<Subject> {
  const parsed = parseGlobalId(globalId);
  const kind = parsed === null ? undefined : SUBJECT_KINDS.get(parsed.kind);
  const subject = parsed === null || kind === undefined ? null : await findSubject(tx.manager, kind, parsed.id);
  if (subject === null || !scopeCovers(requireScope(actor), placeOfScope(subject.scope))) throw notFound("Node");
  return subject;
}
