import { recordAudit } from "../../audit/index.js";
import { hashPassword, type Services } from "../../graphql/index.js";
import type { Actor } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import { Administrator } from "../administrator.entity.js";
import { requireOwnPassword } from "../own-password.js";
import { endSessionsOf, issueTokens } from "../session.js";
import { actorOfSubject, type Subject, subjectForAudit } from "../subject.js";
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
  const passwordHash = await hashPassword(input.newPassword, "input.newPassword");
  const subject = await requireOwnPassword(services, actor, input.currentPassword, "input.currentPassword");

  const changed: Subject = { ...subject, passwordHash };
  return database.write(async (tx) => {
    const Row = subject.kind === "ACCOUNT" ? Account : Administrator;
    await tx.manager.update(Row, { id: subject.id }, { passwordHash });
    await endSessionsOf(tx, subject.id);
    recordAudit(tx, actor, { action: "password.changed", subject: subjectForAudit(subject) });
    return { actor: actorOfSubject(changed, actor), ...(await issueTokens(tx, services.configuration, changed)) };
  });
}
