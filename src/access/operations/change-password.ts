import { recordAudit } from "../../audit/index.js";
import { type Actor, badInput, forbidden } from "../../kernel/index.js";
import { hashPassword, type Services, verifyPassword } from "../../request/index.js";
import { Account } from "../../tenancy/index.js";
import { Administrator } from "../administrator.entity.js";
import { endSessionsOf, issueTokens, notSignedIn } from "../session.js";
import { countAttempt, forgiveAttempt, tooManyAttempts } from "../sign-in-limit.js";
import { actorOfSubject, findSubject, type Subject, subjectForAudit } from "../subject.js";
import type { StartedSession } from "./sign-in.js";

export interface ChangePassword {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/**
 * Changes the actor's own password and ends all of its sessions; the answer is a new one. The current password is asked
 * for and its failures are counted like those of a sign-in, so that a stolen session cannot guess it.
 */
export async function changePassword(services: Services, actor: Actor, input: ChangePassword): Promise<StartedSession> {
  const { database } = services;
  const subject = await requireOwnSubject(services, actor);
  const passwordHash = await hashPassword(input.newPassword, "input.newPassword");

  const secondsToWait = await database.write((tx) => countAttempt(tx, subject.login, actor.remoteAddress));
  if (secondsToWait !== null) throw tooManyAttempts(secondsToWait);
  if (!(await verifyPassword(subject.passwordHash, input.currentPassword))) {
    throw badInput("input.currentPassword", "This is not the current password", "the password in use until now");
  }

  const changed: Subject = { ...subject, passwordHash };
  return database.write(async (tx) => {
    await forgiveAttempt(tx, subject.login, actor.remoteAddress);
    const Row = subject.kind === "ACCOUNT" ? Account : Administrator;
    await tx.manager.update(Row, { id: subject.id }, { passwordHash });
    await endSessionsOf(tx, subject.id);
    recordAudit(tx, actor, "password.changed", subjectForAudit(subject));
    return { actor: actorOfSubject(changed, actor), ...(await issueTokens(tx, services.configuration, changed)) };
  });
}

async function requireOwnSubject(services: Services, actor: Actor): Promise<Subject> {
  if (actor.id === null || actor.role === null) throw notSignedIn();
  if (actor.kind === "API_KEY") throw forbidden("A key has no password");
  const kind = actor.role === "ACCOUNT" ? "ACCOUNT" : "ADMINISTRATOR";
  const subject = await findSubject(services.database.reader, kind, actor.id);
  if (subject === null) throw notSignedIn();
  return subject;
}
