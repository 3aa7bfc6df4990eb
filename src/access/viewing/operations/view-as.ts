import { actorNameAt, recordAudit } from "../../../audit/index.js";
import type { Transaction } from "../../../database/index.js";
import type { Services } from "../../../graphql/index.js";
import {
  type Actor,
  conflict,
  forbidden,
  type GlobalId,
  newIdentifier,
  placeOfScope,
  requireScope,
} from "../../../kernel/index.js";
import { requireLine } from "../../../tenancy/index.js";
import { signViewToken } from "../../access-token.js";
import { tellSubject } from "../../credential-notice.js";
import { requireSubjectInScope } from "../../operations/end-session.js";
import { notSignedIn } from "../../session.js";
import { findSubject, type Subject, subjectForAudit } from "../../subject.js";
import { isStrictlyAbove } from "../may-view.js";
import { ViewSession } from "../view-session.entity.js";
import { viewingActor } from "../viewing-actor.js";

const LIFETIME_MS = 30 * 60_000;
const MAX_REASON_LENGTH = 200;

export interface ViewAs {
  /** An administrator or an account. */
  readonly of: GlobalId;
  readonly reason: string;
}

export interface StartedView {
  readonly actor: Actor;
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/**
 * A session that sees what that person sees, for half an hour, and changes nothing. The person finds it among their
 * sessions, may end it, and is told by mail; the audit trail names whoever looks. Throws FORBIDDEN for equal or higher
 * ranks and for callers without a session of their own.
 */
export function viewAs({ database, configuration }: Services, actor: Actor, input: ViewAs): Promise<StartedView> {
  const reason = requireLine(input.reason, "input.reason", MAX_REASON_LENGTH);
  return database.write(async (tx) => {
    const subject = await requireSubjectInScope(tx, actor, input.of);
    if (!isStrictlyAbove(requireScope(actor), subject.scope)) {
      throw forbidden("BEYOND_OWN_SCOPE", "Only somebody further up looks as this person");
    }
    const { viewer, sessionId } = await requireViewer(tx, actor);
    if (subject.isBlocked) throw conflict("CANNOT_BE_VIEWED", "This person is disabled or suspended, and sees nothing");
    const id = newIdentifier();
    const expiresAt = new Date(tx.now.getTime() + LIFETIME_MS);
    await tx.manager.insert(ViewSession, {
      id,
      subjectKind: subject.kind,
      subjectId: subject.id,
      viewerId: viewer.id,
      shownViewer: actorNameAt(placeOfScope(subject.scope), actor),
      startedAt: tx.now,
      expiresAt,
      endedAt: null,
    });
    recordAudit(tx, actor, { action: "view.started", subject: subjectForAudit(subject), reason, after: { expiresAt } });
    await tellSubject(tx, subject, "VIEWED");
    const accessToken = signViewToken(configuration, {
      viewer,
      subject,
      viewId: id,
      sessionId,
      now: tx.now,
      expiresAt,
    });
    return { actor: viewingActor(subject, viewer, id, actor), accessToken, expiresAt };
  });
}

/** A person with a session of ours: when that ends, so does what they look at. */
async function requireViewer(tx: Transaction, actor: Actor): Promise<{ viewer: Subject; sessionId: string }> {
  const { kind, id, sessionId } = actor;
  if (kind !== "ADMINISTRATOR" || id === null || sessionId === undefined) {
    throw forbidden("OWN_SIGN_IN_WANTED", "Sign in with a password of ours to look as somebody else");
  }
  const viewer = await findSubject(tx.manager, "ADMINISTRATOR", id);
  if (viewer === null) throw notSignedIn();
  return { viewer, sessionId };
}
