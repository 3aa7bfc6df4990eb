import { recordAudit } from "../../../audit/index.js";
import type { Services } from "../../../graphql/index.js";
import { type Actor, conflict } from "../../../kernel/index.js";
import { type CredentialEvent, tellAdministrator } from "../../credential-notice.js";
import type { StartedSession } from "../../operations/sign-in.js";
import { requireOwnSubject } from "../../own-password.js";
import { endSessionsOf, issueTokens } from "../../session.js";
import { actorOfSubject, type Subject, subjectForAudit } from "../../subject.js";
import { type OwnProof, requireOwnProof } from "../own-proof.js";
import { RecoveryCode } from "../recovery-code.entity.js";
import { SecondFactor, type SecondFactorKind } from "../second-factor.entity.js";
import { isSecondFactorRequired } from "../second-factor-rules.queries.js";
import { listSecondFactors, lockAdministrator, requireSecondFactorOf } from "../second-factors.queries.js";

const REMOVED: Readonly<Record<SecondFactorKind, CredentialEvent>> = {
  TOTP: "APP_REMOVED",
  PASSKEY: "PASSKEY_REMOVED",
};

export interface RemoveSecondFactor {
  readonly id: string;
  readonly proof: OwnProof;
}

/**
 * Takes one of the actor's own second factors away. With the last one go the recovery codes and all sessions but a new
 * one, which is the answer; null otherwise. Throws CONFLICT for the last one where one is required.
 */
export async function removeSecondFactor(
  services: Services,
  actor: Actor,
  input: RemoveSecondFactor,
): Promise<StartedSession | null> {
  const { database, configuration } = services;
  const own = await requireOwnSubject(services, actor);
  await requireSecondFactorOf(database.reader, own.id, input.id);
  const subject = await requireOwnProof(services, actor, input.proof, "input.proof");
  return database.write(async (tx) => {
    const administrator = await lockAdministrator(tx, subject.id);
    const factor = await requireSecondFactorOf(tx.manager, subject.id, input.id);
    await tx.manager.delete(SecondFactor, { id: factor.id });
    const { kind, name } = factor;
    recordAudit(tx, actor, {
      action: "second-factor.removed",
      subject: subjectForAudit(subject),
      before: { kind, name },
    });
    if (factor.confirmedAt === null) return null;
    await tellAdministrator(tx, administrator, REMOVED[kind]);
    if ((await listSecondFactors(tx.manager, subject.id)).length > 0) return null;
    if (await isSecondFactorRequired(tx.manager, subject.scope)) {
      throw conflict(
        "LAST_SECOND_FACTOR",
        "A second factor is required here; add another one before you remove the last",
      );
    }
    administrator.secondFactorSince = null;
    await tx.manager.save(administrator);
    await tx.manager.delete(RecoveryCode, { administratorId: subject.id });
    await endSessionsOf(tx, subject.id);
    const changed: Subject = { ...subject, secondFactorSince: null };
    return { actor: actorOfSubject(changed, actor), ...(await issueTokens(tx, configuration, changed)) };
  });
}
