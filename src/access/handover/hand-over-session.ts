import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, badInput, forbidden, newIdentifier } from "../../kernel/index.js";
import { ownSubject } from "../operations/end-session.js";
import { HANDOVER_PREFIX, newSecretToken } from "../secret-token.js";
import { notSignedIn } from "../session.js";
import { findSubject, subjectForAudit } from "../subject.js";
import { SessionHandover } from "./session-handover.entity.js";

/** From the panel's question to the browser that follows its link. */
const CODE_LIFETIME_MS = 60_000;
const MAX_PAGE_LENGTH = 1_000;
/** A path below `/console`, with a query: no other host, and no fragment, which is where the code stands. */
const PAGE = /^\/(?!\/)[A-Za-z0-9\-._~!$&'()*+,;=:@/%]*(\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*)?$/;

export interface OfferedSession {
  /** Shown once. */
  readonly code: string;
  readonly page: string;
  readonly expiresAt: Date;
}

/**
 * Lets a browser sign in as whoever the issuer's token speaks for, once, within a minute. Throws FORBIDDEN for everybody
 * whose call does not come by an issuer's own token: a session cannot be passed on.
 */
export async function handOverSession(tx: Transaction, actor: Actor, page: string): Promise<OfferedSession> {
  if (actor.kind !== "ISSUER" || actor.issuer === undefined || actor.sessionId !== undefined) {
    throw forbidden("ISSUERS_TOKEN_WANTED", "A panel asks for this with a token that it has signed for the person");
  }
  if (page.length > MAX_PAGE_LENGTH || !PAGE.test(page)) {
    throw badInput(
      "ENTRY_MALFORMED",
      "input.page",
      "This is no page of the console",
      "a path such as /senders?address=…",
    );
  }
  const { kind, id } = ownSubject(actor);
  const subject = await findSubject(tx.manager, kind, id);
  if (subject === null) throw notSignedIn();
  const { secret, hash } = newSecretToken(HANDOVER_PREFIX);
  const expiresAt = new Date(tx.now.getTime() + CODE_LIFETIME_MS);
  await tx.manager.insert(SessionHandover, {
    id: newIdentifier(),
    secretHash: hash,
    subjectKind: kind,
    subjectId: id,
    issuerId: actor.issuer.id,
    isMultiFactor: actor.issuer.isMultiFactor,
    expiresAt,
    openedAt: null,
    usedAt: null,
  });
  recordAudit(tx, actor, { action: "session.handed-over", subject: subjectForAudit(subject), after: { expiresAt } });
  return { code: secret, page, expiresAt };
}
