import { Authorization, type Identity, lockAuthorization, lockIdentity } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Locked, notFound, rowAcrossTenants } from "../../kernel/index.js";
import { findByToken, lockVerification } from "../questions.queries.js";
import { hashesOfQuestionToken } from "../tokens.js";
import type { Verification } from "../verification.entity.js";

const OWNERS = "its question was mailed to whoever has the token";

export interface LockedQuestion {
  readonly authorization: Locked<Authorization>;
  readonly identity: Identity;
  readonly verification: Locked<Verification>;
}

/** Which rows a link is about; they never change. */
export interface QuestionOfLink {
  readonly verificationId: string;
  readonly authorizationId: string;
  readonly identityId: string;
}

/**
 * The question of a mailed link, with all that an answer changes. Throws NOT_FOUND for a token of none. `about`: what
 * whoever has read it already has found; nothing else is taken from that.
 */
export async function lockQuestion(
  tx: Transaction,
  token: string,
  about: QuestionOfLink | null = null,
): Promise<LockedQuestion> {
  const found = about ?? (await questionOfLink(tx, token));
  if (found === null) throw notFound("Question");
  // Locks in the one order that all take: identity, authorization, question.
  const identity = await lockIdentity(tx, found.identityId);
  const authorization = rowAcrossTenants(await lockAuthorization(tx, found.authorizationId), OWNERS);
  const verification = await lockVerification(tx, found.verificationId);
  const isOfLink = verification !== null && hashesOfQuestionToken(token).includes(verification.tokenHash);
  if (authorization === null || !isOfLink) throw notFound("Question");
  return { authorization, identity, verification };
}

async function questionOfLink({ manager }: Transaction, token: string): Promise<QuestionOfLink | null> {
  const verification = await findByToken(manager, token);
  if (verification === null) return null;
  const authorization = await manager.findOneBy(Authorization, { id: verification.authorizationId });
  if (authorization === null) return null;
  return { verificationId: verification.id, authorizationId: authorization.id, identityId: authorization.identityId };
}
