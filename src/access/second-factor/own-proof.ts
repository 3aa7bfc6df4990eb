import type { Services } from "../../graphql/index.js";
import type { Actor } from "../../kernel/index.js";
import { badInput } from "../../kernel/index.js";
import { requireOwnPassword } from "../own-password.js";
import { tooManyAttempts } from "../sign-in-limit.js";
import type { Subject } from "../subject.js";
import { challengeIsOver, closeChallenge, takeTry } from "./challenge.js";
import { findFittingProof, requireProofKind, type SecondFactorProof, spendProof } from "./proof.js";
import { countProof, forgiveProof } from "./second-factor-limit.js";

/** That whoever holds a session is the person: the password, and the second factor of whoever has one. */
export interface OwnProof {
  readonly password: string;
  readonly secondFactor?: (SecondFactorProof & { readonly challenge?: string | null }) | null;
}

/**
 * Throws BAD_USER_INPUT, naming the field, unless password and second factor are the actor's own. Failures are counted
 * like those of a sign-in, so that a stolen session cannot guess them. No transaction may be open.
 */
export async function requireOwnProof(
  services: Services,
  actor: Actor,
  proof: OwnProof | null | undefined,
  field: string,
): Promise<Subject> {
  const subject = await requireOwnPassword(services, actor, proof?.password, `${field}.password`);
  if (subject.secondFactorSince === null) return subject;
  await requireOwnSecondFactor(services, subject.id, proof?.secondFactor ?? {}, `${field}.secondFactor`);
  return subject;
}

async function requireOwnSecondFactor(
  services: Services,
  administratorId: string,
  proof: NonNullable<OwnProof["secondFactor"]>,
  field: string,
): Promise<void> {
  const { database } = services;
  const kind = requireProofKind(proof, field);
  const counted = await database.write(async (tx) => ({
    secondsToWait: await countProof(tx, administratorId, kind),
    challenge: kind === "PASSKEY" ? await takeTry(tx, proof.challenge ?? "", "OWN_PROOF") : null,
  }));
  if (counted.secondsToWait !== null) throw tooManyAttempts(counted.secondsToWait);
  const { challenge } = counted;
  if (kind === "PASSKEY" && challenge?.administratorId !== administratorId) throw challengeIsOver();
  const fitting = await findFittingProof(services, administratorId, proof, challenge?.passkeyChallenge ?? null);
  const isTaken =
    fitting !== null &&
    (await database.write(async (tx) => {
      if (challenge !== null && !(await closeChallenge(tx, challenge.id))) return false;
      if (!(await spendProof(tx, fitting))) return false;
      await forgiveProof(tx, administratorId, kind);
      return true;
    }));
  if (!isTaken) {
    throw badInput(
      "CODE_NOT_MATCHING",
      field,
      "This second factor does not fit, or was used before",
      "your own, unused",
    );
  }
}
