import { Field, ID, Int, ObjectType } from "type-graphql";
import {
  type FoundNode,
  HoldsProblems,
  type LoaderKey,
  Node,
  type RequestContext,
  toGlobalId,
  VisibleTo,
} from "../graphql/index.js";
import { type DomainError, type ForeignRow, type GlobalId, newInstance, refusalFrom } from "../kernel/index.js";
import type { ItemAnswer } from "./batch.js";
import type { RememberedAnswer } from "./bulk-calls.js";

@VisibleTo("WITH_PARENT")
@HoldsProblems()
@ObjectType({ description: "What became of one item of a batch." })
export class ItemResult {
  @Field(() => Int, { description: "Place among the items, from 0" })
  index: number;

  @Field(() => ID, { nullable: true, description: "Of what it is about; null where it was refused or left as it was" })
  id: GlobalId | null;

  @Field(() => Node, { nullable: true, description: "What it is about; null also where that is no more" })
  node: FoundNode | null;

  /** Null where it was not refused. */
  error: DomainError | null;
}

/** What a batch answers about its items. */
interface BatchView<Row> {
  readonly ids: GlobalId[];
  /** Whosever they are by now: each is asked about as it enters the answer. */
  readonly rows: ForeignRow<Row>[];
  readonly results: ItemResult[];
  readonly wasRepeated: boolean;
}

/** The answer of a batch with its rows as they are now; `kind` is their type. */
export async function viewOfBatch<Row extends Node>(
  context: RequestContext,
  { answer, wasRepeated }: RememberedAnswer<readonly ItemAnswer[]>,
  kind: string,
  loader: LoaderKey<string, ForeignRow<Row> | null>,
): Promise<BatchView<Row>> {
  const ids = answer.filter((each) => typeof each === "string");
  const loaded = await context.loader(loader).loadMany(ids);
  const byId = new Map(loaded.map((row, index) => [ids[index], row instanceof Error ? null : row]));
  const rows = loaded.flatMap((row) => (row === null || row instanceof Error ? [] : [row]));
  const results = itemResults(answer, kind, (id) => byId.get(id) ?? null);
  return { ids: ids.map((id) => toGlobalId(kind, id)), rows, results, wasRepeated };
}

/** What became of each item; `kind` is the type of what they are about. */
export function itemResults(
  answers: readonly ItemAnswer[],
  kind: string,
  nodeOf: (id: string) => FoundNode | null,
): ItemResult[] {
  return answers.map((each, index) =>
    newInstance(ItemResult, {
      index,
      id: typeof each === "string" ? toGlobalId(kind, each) : null,
      node: typeof each === "string" ? nodeOf(each) : null,
      error: each === null || typeof each === "string" ? null : refusalFrom(each),
    }),
  );
}
