import { type EntityManager, In, MoreThan } from "typeorm";
import { lockRow, type Transaction } from "../database/index.js";
import type { Locked } from "../kernel/index.js";
import { hashesOfQuestionToken } from "./tokens.js";
import { Verification, VerificationState } from "./verification.entity.js";

/** States in which a question still waits for its answer. */
export const OPEN_STATES = [VerificationState.OPEN, VerificationState.HELD];

/** Null for a token of no question. */
export async function findByToken(manager: EntityManager, token: string): Promise<Verification | null> {
  const hashes = hashesOfQuestionToken(token);
  return hashes.length === 0 ? null : manager.findOneBy(Verification, { tokenHash: In(hashes) });
}

/** The latest question about the same account and address; null where this is it. */
export function newerQuestion(
  manager: EntityManager,
  { id, authorizationId }: Pick<Verification, "id" | "authorizationId">,
): Promise<Verification | null> {
  return manager.findOne(Verification, { where: { authorizationId, id: MoreThan(id) }, order: { id: "DESC" } });
}

export function lockVerification(tx: Transaction, id: string): Promise<Locked<Verification> | null> {
  return lockRow(tx, Verification, { id });
}

/** Locked; null where nothing was ever asked. */
export function latestQuestionOf(tx: Transaction, authorizationId: string): Promise<Locked<Verification> | null> {
  return lockRow(tx, Verification, { authorizationId }, { id: "DESC" });
}

export async function openQuestionsOf(tx: Transaction, authorizationIds: readonly string[]): Promise<Verification[]> {
  if (authorizationIds.length === 0) return [];
  return tx.manager.find(Verification, {
    where: { authorizationId: In([...authorizationIds]), state: In(OPEN_STATES) },
    order: { id: "ASC" },
  });
}
