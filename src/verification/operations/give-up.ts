import type { Transaction } from "../../database/index.js";
import { endForeignUse } from "../../identities/index.js";
import type { Actor } from "../../kernel/index.js";
import { givenUpIn } from "../../tenancy/index.js";
import type { QuestionMailer } from "../question-mailer.js";
import { settleQuestions } from "./settle-questions.js";

const IDS_A_STATEMENT = 500;

/** Ends, in the transaction that gives addresses up, what others may do with them, and the questions about it. */
export async function endUseOfGivenUp(tx: Transaction, actor: Actor, mailer: QuestionMailer): Promise<void> {
  const ended = await endForeignUse(tx, actor, givenUpIn(tx));
  for (let start = 0; start < ended.length; start += IDS_A_STATEMENT) {
    await settleQuestions(tx, mailer, ended.slice(start, start + IDS_A_STATEMENT));
  }
}
