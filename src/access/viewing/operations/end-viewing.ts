import { recordAudit } from "../../../audit/index.js";
import type { Transaction } from "../../../database/index.js";
import { type Actor, conflict } from "../../../kernel/index.js";
import { ownSubject } from "../../operations/end-session.js";
import { notSignedIn } from "../../session.js";
import { findSubject, subjectForAudit } from "../../subject.js";
import { endView } from "../view-sessions.queries.js";

/** Ends the view that the caller's token belongs to. Throws CONFLICT for everybody who looks as themselves. */
export async function endViewing(tx: Transaction, actor: Actor): Promise<void> {
  if (actor.restriction !== "VIEWING" || actor.sessionId === undefined)
    throw conflict("NOT_VIEWING", "You look as yourself");
  const { kind, id } = ownSubject(actor);
  const subject = await findSubject(tx.manager, kind, id);
  if (subject === null) throw notSignedIn();
  await endView(tx, actor.sessionId);
  recordAudit(tx, actor, { action: "view.ended", subject: subjectForAudit(subject) });
}
