import { ArgsType, Extensions, Field, InputType, Int } from "type-graphql";
import { type Database, type Transaction } from "../database/index.js";
import { badInput, because, conflict } from "../kernel/index.js";

/** What an input type says about itself as a selection of rows; found again in its `extensions.selection`. */
export interface SelectionRule {
  /**
   * Parts of which a mutation wants one at least: a scope, or something as narrow. Without such parts the type selects
   * in queries only.
   */
  readonly boundedBy: readonly string[];
}

/**
 * Marks an input type that selects rows. The schema then refuses what would widen it: no part at all, an empty id, text
 * or list, and in mutations an explicit null and a selection without one of `boundedBy`.
 */
export const Selects = (...boundedBy: string[]) => Extensions({ selection: { boundedBy } satisfies SelectionRule });

/** On a part of a mutation's input for which null is a value of its own, no variable that somebody forgot. */
export const NullHasMeaning = () => Extensions({ nullHasMeaning: true });

/** What the input of every mutation carries that acts on rows by ids, scope or filter. */
@InputType()
export abstract class SelectionInput {
  @Field(() => Boolean, {
    nullable: true,
    description: "true: answers as if it were done, and does nothing. No idempotency key is used up.",
  })
  dryRun?: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many things the selection finds in all, past this call too; if it is another number, nothing is done",
  })
  expectedCount?: number;
}

/** The same beside the arguments of a mutation without an input. One that takes more along says what is counted. */
@ArgsType()
export class SelectionArguments implements SelectionInput {
  @Field(() => Boolean, { nullable: true, description: "true: answers as if it were done, and does nothing" })
  dryRun?: boolean;

  @Field(() => Int, {
    nullable: true,
    description: "How many things are meant; if it is another number, nothing is done",
  })
  expectedCount?: number;
}

/** Throws CONFLICT where the caller expected another number of things than the selection finds. */
export function requireExpectedCount(
  { expectedCount }: SelectionInput,
  found: number,
  field = "input.expectedCount",
): void {
  if (expectedCount === undefined || expectedCount === found) return;
  throw conflict(
    because("COUNT_DIFFERS", { found, expectedCount }),
    `The selection finds ${found}, not ${expectedCount} as expected; nothing was done`,
    field,
  );
}

/** Exactly one of the ways to select; throws BAD_USER_INPUT that names them all. */
export function requireOneOf<Input extends object>(input: Input, ...parts: (keyof Input & string)[]): void {
  const given = parts.filter((part) => input[part] !== undefined && input[part] !== null);
  if (given.length !== 1) {
    throw badInput(
      "EXACTLY_ONE_WANTED",
      "input",
      `Select by one of ${parts.join(", ")}; this call has ${given.length}`,
      parts.join(" or "),
    );
  }
}

/** Does the work in a transaction; in a dry run the answer and the errors are the same, and nothing stays. */
export async function writeOrRehearse<Answer>(
  database: Database,
  { dryRun }: SelectionInput,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  return dryRun === true ? database.rehearse(work) : database.write(work);
}
