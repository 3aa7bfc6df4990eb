import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Services, verifyPassword } from "../../graphql/index.js";
import { type Actor, badInput, DomainError } from "../../kernel/index.js";
import { openChallenge } from "../second-factor/challenge.js";
import { type DescribedChallenge, describeChallenge } from "../second-factor/described-challenge.js";
import { lacksSecondFactor } from "../second-factor/second-factor-rules.queries.js";
import { issueTokens, type SessionTokens } from "../session.js";
import { countAttempt, type Limit, noteSuccess, takeBackTry, tooManyAttempts } from "../sign-in-limit.js";
import {
  actorOfSubject,
  findCredentials,
  findSubject,
  type Origin,
  type Subject,
  subjectForAudit,
} from "../subject.js";

const MAX_LOGIN_LENGTH = 254;

export interface SignIn {
  readonly login: string;
  readonly password: string;
}

export interface StartedSession extends SessionTokens {
  readonly actor: Actor;
}

/** A session, or what is asked for besides the password. */
export type SignInOutcome =
  | { readonly state: "SIGNED_IN"; readonly session: StartedSession }
  | { readonly state: "SECOND_FACTOR_NEEDED"; readonly challenge: DescribedChallenge };

/**
 * Starts a session, or asks for the second factor of whoever has one. Throws UNAUTHENTICATED for a wrong login or
 * password, with one message and after the same work for both, and for a right one that is disabled or suspended;
 * RATE_LIMITED after too many failures.
 */
export async function signIn(services: Services, origin: Origin, input: SignIn): Promise<SignInOutcome> {
  if (input.login === "" || input.login.length > MAX_LOGIN_LENGTH) {
    throw badInput(
      "NAME_MALFORMED",
      "input.login",
      "This is not a login",
      "an administrator's name or an account's address",
    );
  }
  const found = await requireSubjectWithPassword(services, origin, input);
  const { subject } = found;
  if (subject.isBlocked) throw new DomainError("LOGIN_SUSPENDED", "This login is suspended; ask your administrator");
  return subject.secondFactorSince === null
    ? { state: "SIGNED_IN", session: await startWithPassword(services, origin, found) }
    : { state: "SECOND_FACTOR_NEEDED", challenge: await askForSecondFactor(services, origin, found) };
}

/** Whose password was right, and what the try was counted in. */
interface Recognized {
  readonly subject: Subject;
  readonly limits: readonly Limit[];
}

function startWithPassword(services: Services, origin: Origin, found: Recognized): Promise<StartedSession> {
  return services.database.write(async (tx) => {
    await takeBackTry(tx, found.limits);
    return startSession(tx, services, { origin, subject: found.subject, secondFactor: null });
  });
}

/** The password was right, and nothing is given for it yet: the network counts as the login's own after the second half. */
async function askForSecondFactor(
  services: Services,
  origin: Origin,
  { subject, limits }: Recognized,
): Promise<DescribedChallenge> {
  const opened = await services.database.write(async (tx) => {
    await takeBackTry(tx, limits);
    recordAudit(tx, actorOfSubject(subject, origin), {
      action: "session.challenged",
      subject: subjectForAudit(subject),
    });
    return openChallenge(tx, subject, "SIGN_IN");
  });
  return describeChallenge(services, subject.id, opened);
}

export interface SessionToStart {
  readonly origin: Origin;
  readonly subject: Subject;
  readonly secondFactor: string | null;
}

/** The end of every sign-in. `secondFactor` is what was shown besides the password, for the audit trail. */
export async function startSession(
  tx: Transaction,
  { configuration }: Services,
  { origin, subject, secondFactor }: SessionToStart,
): Promise<StartedSession> {
  const actor = actorOfSubject(subject, origin);
  await noteSuccess(tx, subject.login, origin.remoteAddress);
  recordAudit(tx, actor, {
    action: "session.started",
    subject: subjectForAudit(subject),
    after: secondFactor === null ? undefined : { secondFactor },
  });
  const tokens = await issueTokens(tx, configuration, subject);
  const isLacking = await lacksSecondFactor(tx.manager, subject);
  return { actor: isLacking ? { ...actor, restriction: "SECOND_FACTOR_MISSING" } : actor, ...tokens };
}

/** Nobody is told apart here: a try is counted, looked up and hashed alike whether its login exists or not. */
async function requireSubjectWithPassword(services: Services, origin: Origin, input: SignIn): Promise<Recognized> {
  const attempt = await services.database.write((tx) => countAttempt(tx, input.login, origin.remoteAddress));
  if (attempt.secondsToWait !== null) {
    services.log.warn({ remoteAddress: origin.remoteAddress, requestId: origin.requestId }, "too many sign-ins failed");
    throw tooManyAttempts(attempt.secondsToWait);
  }
  const { reader } = services.database;
  const credentials = await findCredentials(reader, input.login);
  const fits = await verifyPassword(credentials?.passwordHash ?? null, input.password);
  const subject = credentials !== null && fits ? await findSubject(reader, credentials.kind, credentials.id) : null;
  if (subject !== null) return { subject, limits: attempt.limits };
  // The login stays out of the log: people type passwords into the wrong field.
  services.log.info({ remoteAddress: origin.remoteAddress, requestId: origin.requestId }, "a sign-in failed");
  throw new DomainError("WRONG_PASSWORD", "The login or the password is wrong");
}
