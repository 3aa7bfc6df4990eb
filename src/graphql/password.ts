import { availableParallelism } from "node:os";
import { hash, type Options, verify } from "@node-rs/argon2";
import { Semaphore } from "async-mutex";
import { refuseInsideTransaction } from "../database/index.js";
import { badInput, because, DomainError } from "../kernel/index.js";

/** In Unicode characters. Only the length counts (NIST SP 800-63B); the upper end keeps input small. */
export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 256;

/** OWASP's choice: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const ARGON2ID: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashing runs in libuv's four threads, which name look-ups need too, and takes 19 MiB each: never more than three at
 * a time, and never more than there are cores.
 */
const threads = new Semaphore(Math.max(1, Math.min(3, availableParallelism())));
/** A sign-in goes before the passwords of a batch of new accounts. */
const PRIORITY = { verify: 1, hash: 0 };
/** Sign-ins that may wait for a thread: some seconds' worth, after which waiting only makes it worse. */
const MAX_WAITING = 200;
let waitingToVerify = 0;

/** Line ends and NUL break SASL mechanisms, files and logs alike. */
const REFUSED = /[\0\r\n]/;

/**
 * Argon2id hash in PHC form. Throws BAD_USER_INPUT that names `field` unless the password has 8 to 256 characters.
 * It takes tens of milliseconds of a core: call it before the transaction begins, not inside.
 */
export async function hashPassword(password: string, field: string): Promise<string> {
  refuseInsideTransaction("the hash of a password");
  requirePassword(password, field);
  return threads.runExclusive(() => hash(prepared(password), ARGON2ID), 1, PRIORITY.hash);
}

/** What `hashPassword` refuses, without the hashing. */
export function requirePassword(password: string, field: string): void {
  const length = [...password.slice(0, 2 * MAX_PASSWORD_LENGTH + 1)].length;
  if (length < MIN_PASSWORD_LENGTH || length > MAX_PASSWORD_LENGTH) {
    throw badInput(
      because("PASSWORD_LENGTH", { min: MIN_PASSWORD_LENGTH, max: MAX_PASSWORD_LENGTH }),
      field,
      `A password has ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters`,
      `${MIN_PASSWORD_LENGTH}…${MAX_PASSWORD_LENGTH} characters`,
    );
  }
  if (REFUSED.test(password))
    throw badInput("CHARACTER_NOT_ALLOWED", field, "A password has no line ends", "characters on one line");
}

/**
 * Whether the password fits the hash. Without a hash (no such login, or one without a password) the answer is no, after
 * the same work, so that the time tells nobody which logins exist. Throws UNAVAILABLE when too many are waiting.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  refuseInsideTransaction("the check of a password");
  if (waitingToVerify >= MAX_WAITING) {
    throw new DomainError("BUSY", "Too many sign-ins at once", { retryAfterSeconds: 2 });
  }
  waitingToVerify += 1;
  try {
    const ofNobody = await hashOfNobody();
    const against = passwordHash ?? ofNobody;
    // A longer one is never right; hashing the start of it takes the time that any other would.
    const given = password.slice(0, 2 * MAX_PASSWORD_LENGTH);
    const fits = await threads.runExclusive(() => verify(against, prepared(given)), 1, PRIORITY.verify);
    return fits && passwordHash !== null && given.length === password.length;
  } finally {
    waitingToVerify -= 1;
  }
}

let dummy: Promise<string> | undefined;

/** Made once a process, with the same parameters as every real one. */
function hashOfNobody(): Promise<string> {
  dummy ??= hash("the password of nobody", ARGON2ID);
  return dummy;
}

/** Keyboards differ in how they compose a letter (NIST SP 800-63B 5.1.1.2). */
function prepared(password: string): string {
  return password.normalize("NFKC");
}
