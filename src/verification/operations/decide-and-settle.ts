import type { Transaction } from "../../database/index.js";
import { type Authorization, type Grant, grantAuthorization, revokeAuthorization } from "../../identities/index.js";
import type { Actor } from "../../kernel/index.js";
import type { QuestionMailer } from "../question-mailer.js";
import { settleQuestions } from "./settle-questions.js";

/** A grant, after which nobody needs to be asked any more. */
export async function grantAndSettle(
  tx: Transaction,
  actor: Actor,
  mailer: QuestionMailer,
  grant: Grant,
  field?: string,
): Promise<Authorization> {
  const { authorization } = await grantAuthorization(tx, actor, grant, field);
  await settleQuestions(tx, mailer, [authorization.id]);
  return authorization;
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
