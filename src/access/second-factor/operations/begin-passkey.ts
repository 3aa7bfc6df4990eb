import { recordAudit } from "../../../audit/index.js";
import type { Services } from "../../../graphql/index.js";
import { type Actor, newIdentifier } from "../../../kernel/index.js";
import { subjectForAudit } from "../../subject.js";
import { insertPending, requireFactorName, requireRoomForAnother } from "../new-second-factor.js";
import { requireOwnProof } from "../own-proof.js";
import { creationOptions, newPasskeyChallenge, relyingPartyOf } from "../passkey.js";
import { SecondFactorKind } from "../second-factor.entity.js";
import { listSecondFactors, passkeysAmong } from "../second-factors.queries.js";
import type { BeginSecondFactor } from "./begin-totp.js";

export interface BegunPasskey {
  readonly id: string;
  /** For the browser's `parseCreationOptionsFromJSON`. */
  readonly options: object;
}

/** A passkey for the actor; it counts once the authenticator has answered (`confirmSecondFactor`). */
export async function beginPasskey(services: Services, actor: Actor, input: BeginSecondFactor): Promise<BegunPasskey> {
  const { publicUrl } = services.configuration;
  relyingPartyOf(publicUrl);
  const name = requireFactorName(input.name);
  const subject = await requireOwnProof(services, actor, input.proof, "input.proof");
  const known = passkeysAmong(await listSecondFactors(services.database.reader, subject.id));
  const id = newIdentifier();
  const challenge = newPasskeyChallenge();
  const options = await creationOptions(publicUrl, subject, challenge, known);
  await services.database.write(async (tx) => {
    await requireRoomForAnother(tx, subject.id);
    await insertPending(tx, { id, administratorId: subject.id, kind: SecondFactorKind.PASSKEY, name, challenge });
    recordAudit(tx, actor, {
      action: "second-factor.begun",
      subject: subjectForAudit(subject),
      after: { kind: "PASSKEY", name },
    });
  });
  return { id, options };
}
