import { hashPassword } from "../graphql/index.js";
import { badInput, DomainError } from "../kernel/index.js";

interface PasswordInput {
  readonly password?: string | null;
  readonly passwordHash?: string | null;
}

const ARGON2ID = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{22,128}$/;
const MAX_HASH_LENGTH = 255;
/** Whoever gives a hash decides what a sign-in costs us; these bound it to about a second of one core. */
const MAX_MEMORY_KIB = 256 * 1024;
const MAX_PASSES = 16;
const MAX_LANES = 16;

/**
 * The hash to keep, null where neither is given. Hashing takes tens of milliseconds of a core: call it before the
 * transaction begins. Throws BAD_USER_INPUT.
 */
export async function passwordHashOf(input: PasswordInput, field: string): Promise<string | null> {
  const { password, passwordHash } = input;
  if (typeof password === "string") {
    if (typeof passwordHash === "string") {
      throw badInput("EXACTLY_ONE_WANTED", `${field}.passwordHash`, "Give the password or its hash, not both");
    }
    return hashPassword(password, `${field}.password`);
  }
  return typeof passwordHash === "string" ? requireArgon2id(passwordHash, `${field}.passwordHash`) : null;
}

/** The hash, or what is wrong with the password, for callers that collect all problems of an input. */
export interface ReadPassword {
  readonly passwordHash: string | null;
  readonly passwordProblem: DomainError | null;
}

export const NO_PASSWORD: ReadPassword = { passwordHash: null, passwordProblem: null };

/** The same as `passwordHashOf`, with the refusal as part of the result. */
export async function readPassword(input: PasswordInput, field: string): Promise<ReadPassword> {
  try {
    return { passwordHash: await passwordHashOf(input, field), passwordProblem: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "BAD_USER_INPUT") throw error;
    return { passwordHash: null, passwordProblem: error };
  }
}

function requireArgon2id(text: string, field: string): string {
  const [memory, passes, lanes] = (text.length <= MAX_HASH_LENGTH ? (ARGON2ID.exec(text) ?? []) : [])
    .slice(1)
    .map(Number);
  if (memory === undefined || passes === undefined || lanes === undefined) {
    throw badInput(
      "PASSWORD_HASH_MALFORMED",
      field,
      "This is not an argon2id hash",
      "argon2id in PHC form: $argon2id$v=19$m=…,t=…,p=…$salt$hash",
    );
  }
  const isPossible = passes >= 1 && lanes >= 1 && memory >= 8 * lanes;
  if (!isPossible || memory > MAX_MEMORY_KIB || passes > MAX_PASSES || lanes > MAX_LANES) {
    throw badInput(
      "PASSWORD_HASH_OUT_OF_BOUNDS",
      field,
      "The parameters of this hash are out of bounds",
      `m ≤ ${MAX_MEMORY_KIB}, t ≤ ${MAX_PASSES}, p ≤ ${MAX_LANES}`,
    );
  }
  return text;
}
