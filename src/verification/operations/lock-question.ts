import { Authorization, type Identity, lockAuthorization, lockIdentity } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Locked, notFound } from "../../kernel/index.js";
import { findByTokenHash, lockVerification } from "../questions.queries.js";
import { hashOfToken } from "../tokens.js";
import type { Verification } from "../verification.entity.js";

export interface LockedQuestion {
  readonly authorization: Locked<Authorization>;
  readonly identity: Identity;
  readonly verification: Locked<Verification>;
}

/** The question of a mailed link, with all that an answer changes. Throws NOT_FOUND for a token of none. */
export async function lockQuestion(tx: Transaction, token: string): Promise<LockedQuestion> {
  const hash = hashOfToken(token);
  const found = hash === null ? null : await findByTokenHash(tx.manager, hash);
  const row = found === null ? null : await tx.manager.findOneBy(Authorization, { id: found.authorizationId });
  if (found === null || row === null) throw notFound("Question");
  // Locks in the one order that all take: identity, authorization, question.
  const identity = await lockIdentity(tx, row.identityId);
  const authorization = await lockAuthorization(tx, row.id);
  const verification = await lockVerification(tx, found.id);
  if (authorization === null || verification === null || verification.tokenHash !== hash) throw notFound("Question");
  return { authorization, identity, verification };
}
