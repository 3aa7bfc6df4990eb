import { type Services, verifyPassword } from "../graphql/index.js";
import { type Actor, badInput, forbidden } from "../kernel/index.js";
import { notSignedIn } from "./session.js";
import { countAttempt, takeBackTry, tooManyAttempts } from "./sign-in-limit.js";
import { findSubject, type Subject } from "./subject.js";

/** The person behind the actor. Throws FORBIDDEN for a key, which has no password. */
export async function requireOwnSubject(services: Services, actor: Actor): Promise<Subject> {
  if (actor.id === null || actor.role === null) throw notSignedIn();
  if (actor.kind === "API_KEY") throw forbidden("PERSON_ONLY", "A key has no password");
  const kind = actor.role === "ACCOUNT" ? "ACCOUNT" : "ADMINISTRATOR";
  const subject = await findSubject(services.database.reader, kind, actor.id);
  if (subject === null) throw notSignedIn();
  return subject;
}

/**
 * Throws BAD_USER_INPUT, naming the field, unless this is the actor's own password. Failures are counted like those of
 * a sign-in, so that a stolen session cannot guess it. No transaction may be open.
 */
export async function requireOwnPassword(
  services: Services,
  actor: Actor,
  password: string | null | undefined,
  field: string,
): Promise<Subject> {
  const subject = await requireOwnSubject(services, actor);
  if (!password)
    throw badInput("PASSWORD_WANTED", field, "Your own password is asked for here", "the password you sign in with");
  const { database } = services;
  const attempt = await database.write((tx) =>
    countAttempt(tx, subject.login, actor.remoteAddress, { isSignedIn: true }),
  );
  if (attempt.secondsToWait !== null) throw tooManyAttempts(attempt.secondsToWait);
  if (!(await verifyPassword(subject.passwordHash, password))) {
    throw badInput(
      "PASSWORD_NOT_MATCHING",
      field,
      "This is not your current password",
      "the password you sign in with",
    );
  }
  await database.write((tx) => takeBackTry(tx, attempt.limits));
  return subject;
}
