import type { Transaction } from "../../database/index.js";
import { type Authorization, type Grant, grantAuthorizations, revokeAuthorization } from "../../identities/index.js";
import type { Actor } from "../../kernel/index.js";
import type { QuestionMailer } from "../question-mailer.js";
import { settleQuestions } from "./settle-questions.js";

/** Grants, after which nobody needs to be asked any more. All or none. */
export async function grantAndSettle(
  tx: Transaction,
  actor: Actor,
  mailer: QuestionMailer,
  grants: readonly Grant[],
  fieldOf: (index: number) => string,
): Promise<Authorization[]> {
  const granted = await grantAuthorizations(tx, actor, grants, fieldOf);
  const authorizations = granted.map(({ authorization }) => authorization);
  await settleQuestions(
    tx,
    mailer,
    authorizations.map(({ id }) => id),
  );
  return authorizations;
}

/** A withdrawal, after which an older link must not bring the authorization back. */
export async function revokeAndSettle(
  tx: Transaction,
  actor: Actor,
  mailer: QuestionMailer,
  id: string,
  reason?: string | null,
): Promise<Authorization> {
  const authorization = await revokeAuthorization(tx, actor, id, reason);
  await settleQuestions(tx, mailer, [id]);
  return authorization;
}
