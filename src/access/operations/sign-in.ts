import { recordAudit } from "../../audit/index.js";
import { type Actor, badInput, DomainError } from "../../kernel/index.js";
import { type Services, verifyPassword } from "../../request/index.js";
import { issueTokens, type SessionTokens } from "../session.js";
import { countAttempt, forgiveAttempt, noteSuccess, tooManyAttempts } from "../sign-in-limit.js";
import {
  actorOfSubject,
  findCredentials,
  findSubject,
  type Origin,
  type Subject,
  subjectForAudit,
} from "../subject.js";

const LONGEST_LOGIN = 254;

export interface SignIn {
  readonly login: string;
  readonly password: string;
}

export interface StartedSession extends SessionTokens {
  readonly actor: Actor;
}

/**
 * Starts a session. Throws UNAUTHENTICATED for a wrong login or password, with one message and after the same work for
 * both, and for a right one that is disabled or suspended; RATE_LIMITED after too many failures.
 */
export async function signIn(services: Services, origin: Origin, input: SignIn): Promise<StartedSession> {
  if (input.login === "" || input.login.length > LONGEST_LOGIN) {
    throw badInput("input.login", "This is not a login", "an administrator's name or an account's address");
  }
  const subject = await requireSubjectWithPassword(services, origin, input);
  if (subject.isBlocked) throw new DomainError("UNAUTHENTICATED", "This login is suspended; ask your administrator");
  const actor = actorOfSubject(subject, origin);
  return services.database.write(async (tx) => {
    await forgiveAttempt(tx, input.login, origin.remoteAddress);
    await noteSuccess(tx, input.login, origin.remoteAddress);
    recordAudit(tx, actor, "session.started", subjectForAudit(subject));
    return { actor, ...(await issueTokens(tx, services.configuration, subject)) };
  });
}

/** Nobody is told apart here: a try is counted, looked up and hashed alike whether its login exists or not. */
async function requireSubjectWithPassword(services: Services, origin: Origin, input: SignIn): Promise<Subject> {
  const secondsToWait = await services.database.write((tx) => countAttempt(tx, input.login, origin.remoteAddress));
  if (secondsToWait !== null) {
    services.log.warn({ remoteAddress: origin.remoteAddress, requestId: origin.requestId }, "too many sign-ins failed");
    throw tooManyAttempts(secondsToWait);
  }
  const { reader } = services.database;
  const credentials = await findCredentials(reader, input.login);
  const fits = await verifyPassword(credentials?.passwordHash ?? null, input.password);
  const subject = credentials !== null && fits ? await findSubject(reader, credentials.kind, credentials.id) : null;
  if (subject !== null) return subject;
  // The login stays out of the log: people type passwords into the wrong field.
  services.log.info({ remoteAddress: origin.remoteAddress, requestId: origin.requestId }, "a sign-in failed");
  throw new DomainError("UNAUTHENTICATED", "The login or the password is wrong");
}
