import { recordAudit } from "../../../audit/index.js";
import type { Transaction } from "../../../database/index.js";
import type { Services } from "../../../graphql/index.js";
import { dayOf, isoDay, UTC } from "../../../kernel/index.js";
import { tellAdministrator } from "../../credential-notice.js";
import { type StartedSession, startSession } from "../../operations/sign-in.js";
import { credentialMark } from "../../secret-token.js";
import { tooManyAttempts } from "../../sign-in-limit.js";
import { actorOfSubject, findSubject, type Origin, type Subject, subjectForAudit } from "../../subject.js";
import { challengeIsOver, closeChallenge, takeTry } from "../challenge.js";
import {
  type FittingProof,
  findFittingProof,
  requireProofKind,
  type SecondFactorProof,
  spendProof,
  wrongProof,
} from "../proof.js";
import { countProof, forgiveProof, type ProofKind } from "../second-factor-limit.js";
import { lockAdministrator } from "../second-factors.queries.js";
import type { SignInChallenge } from "../sign-in-challenge.entity.js";

export interface CompleteSignIn {
  /** What `signIn` gave. */
  readonly challenge: string;
  readonly secondFactor: SecondFactorProof;
}

/**
 * The second half of a sign-in. Throws UNAUTHENTICATED for what does not fit, was used before or comes too late;
 * RATE_LIMITED after too many wrong codes, from wherever they came.
 */
export async function completeSignIn(
  services: Services,
  origin: Origin,
  input: CompleteSignIn,
): Promise<StartedSession> {
  const kind = requireProofKind(input.secondFactor, "input.secondFactor");
  const { challenge, secondsToWait } = await countTheTry(services, input.challenge, kind);
  const subject = await findSubject(services.database.reader, "ADMINISTRATOR", challenge.administratorId);
  if (subject === null || subject.isBlocked || credentialMark(subject) !== challenge.passwordMark) {
    throw challengeIsOver();
  }
  if (secondsToWait !== null) {
    await services.database.write((tx) => recordRefusal(tx, origin, subject, { isGuessing: true }));
    throw tooManyAttempts(secondsToWait);
  }
  const fitting = await findFittingProof(services, subject.id, input.secondFactor, challenge.passkeyChallenge);
  const session = fitting === null ? null : await finish(services, origin, { challenge, subject, fitting });
  if (session !== null) return session;
  await services.database.write((tx) =>
    recordRefusal(tx, origin, subject, { isGuessing: kind === "CODE" && challenge.triesLeft === 0 }),
  );
  throw wrongProof();
}

/** Before the proof is looked at, so that a burst of parallel tries is counted whole. */
async function countTheTry(
  { database }: Services,
  token: string,
  kind: ProofKind,
): Promise<{ challenge: SignInChallenge; secondsToWait: number | null }> {
  const counted = await database.write(async (tx) => {
    const challenge = await takeTry(tx, token, "SIGN_IN");
    if (challenge === null) return null;
    return { challenge, secondsToWait: await countProof(tx, challenge.administratorId, kind) };
  });
  if (counted === null) throw challengeIsOver();
  return counted;
}

interface Finishing {
  readonly challenge: SignInChallenge;
  readonly subject: Subject;
  readonly fitting: FittingProof;
}

/** Null where the proof or the challenge was used in the meantime. */
function finish(services: Services, origin: Origin, parts: Finishing): Promise<StartedSession | null> {
  const { challenge, subject, fitting } = parts;
  return services.database.write(async (tx) => {
    const administrator = await lockAdministrator(tx, subject.id);
    if (!(await spendProof(tx, fitting)) || !(await closeChallenge(tx, challenge.id))) return null;
    await forgiveProof(tx, subject.id, fitting.kind);
    if (fitting.kind === "RECOVERY_CODE") await tellAdministrator(tx, administrator, "RECOVERY_CODE_USED");
    return startSession(tx, services, { origin, subject, secondFactor: fitting.kind });
  });
}

/** Somebody has typed the right password and then something wrong: the person is told, once a day, of who goes on. */
async function recordRefusal(
  tx: Transaction,
  origin: Origin,
  subject: Subject,
  { isGuessing }: { readonly isGuessing: boolean },
): Promise<void> {
  recordAudit(tx, actorOfSubject(subject, origin), {
    action: "second-factor.refused",
    subject: subjectForAudit(subject),
  });
  if (!isGuessing) return;
  const administrator = await lockAdministrator(tx, subject.id);
  const day = isoDay(dayOf(tx.now, UTC));
  await tellAdministrator(tx, administrator, "SECOND_FACTOR_GUESSED", `credential:guessed:${subject.id}:${day}`);
}
