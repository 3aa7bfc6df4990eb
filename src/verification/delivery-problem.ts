import { Field, ObjectType } from "type-graphql";
import { In } from "typeorm";
import { type Transaction, updateRows } from "../database/index.js";
import { VisibleTo } from "../graphql/index.js";
import type { FailureVerdict } from "../outbox/index.js";
import type { TextKey } from "../texts/index.js";
import { DeliveryProblemCode, Verification } from "./verification.entity.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What a mail server said against the mail of a question, and what to try." })
export class DeliveryProblem {
  @Field(() => DeliveryProblemCode, { description: "The class of what the server of the address said" })
  code: DeliveryProblemCode;

  @Field(() => Date, { description: "To the minute." })
  since: Date;

  @Field(() => String, {
    description: "In the language that the request names (`Accept-Language`), where it names none in the asker's.",
  })
  message: string;
}

const CODES: Readonly<Record<FailureVerdict, DeliveryProblemCode | null>> = {
  ADDRESS_GONE: DeliveryProblemCode.ADDRESS_GONE,
  WE_ARE_REFUSED: DeliveryProblemCode.SENDER_REFUSED,
  WAIT: DeliveryProblemCode.NOT_TAKEN,
  NOT_FOR_STRANGERS: DeliveryProblemCode.NOT_FOR_STRANGERS,
  // The mail is with the address; who stands behind it is nothing to the asker.
  SOMEBODY_BEHIND: null,
  NOTHING: null,
};

/** Null for what is no problem of the asked address's mail; `isDelay` where the far side says that it goes on trying. */
export function problemCodeOf(verdict: FailureVerdict, isDelay = false): DeliveryProblemCode | null {
  return isDelay && verdict === "WAIT" ? DeliveryProblemCode.DELAYED : CODES[verdict];
}

/** What to tell whoever asked. */
export const PROBLEM_TEXTS = {
  DELAYED: "deliveryProblem.DELAYED",
  NOT_TAKEN: "deliveryProblem.NOT_TAKEN",
  ADDRESS_GONE: "deliveryProblem.ADDRESS_GONE",
  SENDER_REFUSED: "deliveryProblem.SENDER_REFUSED",
  NOT_FOR_STRANGERS: "deliveryProblem.NOT_FOR_STRANGERS",
} as const satisfies Readonly<Record<DeliveryProblemCode, TextKey>>;

export async function noteDeliveryProblem(
  tx: Transaction,
  verificationIds: readonly string[],
  code: DeliveryProblemCode | null,
): Promise<void> {
  if (code === null || verificationIds.length === 0) return;
  const problem = { deliveryProblem: code, deliveryProblemAt: tx.now };
  await updateRows(tx, Verification, { id: In([...verificationIds]) }, problem);
}
