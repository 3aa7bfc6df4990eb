import { IsNull, MoreThan, Not } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { type Actor, DomainError } from "../../kernel/index.js";
import type { StartedSession } from "../operations/sign-in.js";
import { HANDOVER_PREFIX, hashSecretToken, newSecretToken } from "../secret-token.js";
import { issueTokens } from "../session.js";
import { findSubject, type Origin, type Subject, subjectForAudit } from "../subject.js";
import { vouchedActorOf } from "../vouched-subject.js";
import { SessionHandover } from "./session-handover.entity.js";

/** How long somebody may look at whose name they go on in. */
const TICKET_LIFETIME_MS = 5 * 60_000;

export interface OpenedHandover {
  /** Takes the place of the code; it has stood in no address. */
  readonly ticket: string;
  readonly login: string;
  /** Name of the issuer. */
  readonly issuer: string;
}

/**
 * The code of a link for a ticket, with whom it signs in: the browser asks its person, unless they are that already,
 * before anything counts. A link that somebody else has sent would else sign them in to a mailbox of that somebody.
 * Throws UNAUTHENTICATED for a code that was used, is over, or whose issuer signs that person in no more.
 */
export function openHandover({ database }: Services, origin: Origin, code: string): Promise<OpenedHandover> {
  return database.write(async (tx) => {
    const { secret, hash } = newSecretToken(HANDOVER_PREFIX);
    const offered = { secretHash: hashSecretToken(code), openedAt: IsNull(), expiresAt: MoreThan(tx.now) };
    const opened = { secretHash: hash, openedAt: tx.now, expiresAt: new Date(tx.now.getTime() + TICKET_LIFETIME_MS) };
    // The condition decides between two browsers with one code: the second finds nothing to change.
    const { affected } = await tx.manager.update(SessionHandover, offered, opened);
    if (affected !== 1) throw handoverIsOver();
    const { subject, issuer } = await requireVouched(tx, hash, origin);
    return { ticket: secret, login: subject.login, issuer };
  });
}

/** Begins the session that the ticket is for, once. Throws UNAUTHENTICATED as `openHandover` does. */
export function takeSession(
  { database, configuration }: Services,
  origin: Origin,
  ticket: string,
): Promise<StartedSession> {
  return database.write(async (tx) => {
    const hash = hashSecretToken(ticket);
    const open = { secretHash: hash, openedAt: Not(IsNull()), usedAt: IsNull(), expiresAt: MoreThan(tx.now) };
    const { affected } = await tx.manager.update(SessionHandover, open, { usedAt: tx.now });
    if (affected !== 1) throw handoverIsOver();
    const { handover, subject, actor } = await requireVouched(tx, hash, origin);
    recordAudit(tx, actor, { action: "session.started", subject: subjectForAudit(subject) });
    return { actor, ...(await issueTokens(tx, configuration, subject, { word: handover })) };
  });
}

interface Vouched {
  readonly handover: SessionHandover;
  readonly subject: Subject;
  readonly actor: Actor;
  readonly issuer: string;
}

async function requireVouched(tx: Transaction, secretHash: string, origin: Origin): Promise<Vouched> {
  const handover = await tx.manager.findOneBy(SessionHandover, { secretHash });
  const subject = handover && (await findSubject(tx.manager, handover.subjectKind, handover.subjectId));
  const actor = subject && (await vouchedActorOf(tx.manager, subject, handover, origin));
  if (handover === null || subject === null || !actor?.issuer) throw handoverIsOver();
  return { handover, subject, actor, issuer: actor.issuer.name };
}

function handoverIsOver(): DomainError {
  return new DomainError("HANDOVER_OVER", "This way in was used or is over; come from your panel again");
}
