import { createHash, randomBytes } from "node:crypto";
import type { EntityManager } from "typeorm";
import { IsNull } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { newIdentifier } from "../../kernel/index.js";
import { RecoveryCode } from "./recovery-code.entity.js";

const CODES = 10;
/** Crockford's base32: nothing that is read for something else. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const CHARACTERS = 16;

/** Ten new codes in the place of all that were. They are shown here only. */
export async function replaceRecoveryCodes(tx: Transaction, administratorId: string): Promise<string[]> {
  await tx.manager.delete(RecoveryCode, { administratorId });
  const codes = Array.from({ length: CODES }, newRecoveryCode);
  const rows = codes.map((code) => ({
    id: newIdentifier(),
    administratorId,
    codeHash: hashRecoveryCode(code),
    usedAt: null,
  }));
  await tx.manager.insert(RecoveryCode, rows);
  return codes;
}

/** 80 random bits, in groups of four. */
function newRecoveryCode(): string {
  const characters = [...randomBytes(CHARACTERS)].map((octet) => ALPHABET[octet % ALPHABET.length]).join("");
  return characters.replace(/(.{4})(?=.)/g, "$1-");
}

/** Groups, case and the letters that Crockford takes for digits do not matter. */
export function hashRecoveryCode(code: string): string {
  const characters = code
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .replace(/o/g, "0")
    .replace(/[il]/g, "1");
  return createHash("sha256").update(`recovery code ${characters}`).digest("hex");
}

export function countRecoveryCodes(manager: EntityManager, administratorId: string): Promise<number> {
  return manager.countBy(RecoveryCode, { administratorId, usedAt: IsNull() });
}
