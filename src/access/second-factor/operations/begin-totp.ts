import { recordAudit } from "../../../audit/index.js";
import type { Services } from "../../../graphql/index.js";
import { type Actor, newIdentifier } from "../../../kernel/index.js";
import { subjectForAudit } from "../../subject.js";
import { insertPending, requireFactorName, requireRoomForAnother } from "../new-second-factor.js";
import { type OwnProof, requireOwnProof } from "../own-proof.js";
import { SecondFactorKind } from "../second-factor.entity.js";
import { sealTotpSecret } from "../second-factors.queries.js";
import { newTotpSecret, totpUri } from "../totp.js";

export interface BeginSecondFactor {
  readonly name: string;
  readonly proof: OwnProof;
}

export interface BegunTotp {
  readonly id: string;
  /** Base32; shown here only. */
  readonly secret: string;
  /** The same for a QR code. */
  readonly uri: string;
}

/** An authenticator app for the actor; it counts once a code of it was shown (`confirmSecondFactor`). */
export async function beginTotp(services: Services, actor: Actor, input: BeginSecondFactor): Promise<BegunTotp> {
  const name = requireFactorName(input.name);
  const subject = await requireOwnProof(services, actor, input.proof, "input.proof");
  const { keys, publicUrl } = services.configuration;
  const id = newIdentifier();
  const secret = newTotpSecret();
  await services.database.write(async (tx) => {
    await requireRoomForAnother(tx, subject.id);
    const sealedSecret = sealTotpSecret(keys.secondFactorSeal, id, secret);
    await insertPending(tx, { id, administratorId: subject.id, kind: SecondFactorKind.TOTP, name, sealedSecret });
    recordAudit(tx, actor, {
      action: "second-factor.begun",
      subject: subjectForAudit(subject),
      after: { kind: "TOTP", name },
    });
  });
  return { id, secret, uri: totpUri(secret, subject.login, publicUrl) };
}
