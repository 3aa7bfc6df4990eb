import { randomBytes } from "node:crypto";
import type { Database } from "../../database/index.js";
import { hashPassword } from "../../graphql/index.js";
import { DomainError, PLATFORM_SCOPE, SYSTEM_ACTOR } from "../../kernel/index.js";
import { Administrator } from "../administrator.entity.js";
import { insertAdministrator, newAdministrator } from "./create-administrator.js";

export const FIRST_LOGIN = "admin";

/** Null where there were administrators already, so that nothing was made. */
export type FirstOperator = {
  readonly login: string;
  /** To be shown once; null when the caller gave it. */
  readonly generatedPassword: string | null;
} | null;

/**
 * The operator `admin` of a database without administrators, with the given password or a random one of 144 bits. Of two
 * processes that start together on one database exactly one makes it.
 */
export async function createFirstOperator(database: Database, password: string | null): Promise<FirstOperator> {
  if (await database.reader.exists(Administrator)) return null;
  const generatedPassword = password === null ? randomBytes(18).toString("base64url") : null;
  const passwordHash = await hashPassword(password ?? generatedPassword ?? "", "MAYFROM_ADMIN_PASSWORD");
  try {
    await database.write((tx) => {
      const parts = { login: FIRST_LOGIN, passwordHash, email: null, language: null };
      return insertAdministrator(tx, SYSTEM_ACTOR, newAdministrator(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, parts), null);
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "CONFLICT") return null;
    throw error;
  }
  return { login: FIRST_LOGIN, generatedPassword };
}
