import { registerEnumType } from "type-graphql";
import {
  type Database,
  findingOut,
  findRefused,
  isAboutItems,
  type RefusedItem,
  type Transaction,
} from "../database/index.js";
import { writeOrRehearse } from "../graphql/index.js";
import { DomainError, type KeptRefusal, keepRefusal, refusalAt, required } from "../kernel/index.js";
import { answerOnce, type KeyedCall, type RememberedAnswer } from "./bulk-calls.js";

/** What is done where items of a batch are refused. */
export enum OnError {
  NOTHING = "NOTHING",
  OTHERS = "OTHERS",
}

registerEnumType(OnError, {
  name: "OnError",
  description:
    "What is done where items of a batch are refused: NOTHING at all, and the error names them; or the OTHERS, in one transaction, and `results` says of each item what became of it.",
  valuesConfig: { NOTHING: { description: "Nothing is done" }, OTHERS: { description: "The others are done" } },
});

/** An item with its place in the caller's list. */
export interface BatchItem<Item> {
  readonly item: Item;
  readonly index: number;
}

/** Of one item: the id of what it is about, null where it was left as it was, or why it was refused. */
export type ItemAnswer = string | null | KeptRefusal;

type Refused<Item> = RefusedItem<BatchItem<Item>>;

export interface Batch<Item, Done, Answer> {
  readonly call: KeyedCall;
  readonly items: readonly Item[];
  /** Default: NOTHING. */
  readonly onError: OnError | null | undefined;
  /** Does these items, one of them at least. A refusal names the item's place in the caller's list. */
  readonly work: (tx: Transaction, items: readonly BatchItem<Item>[]) => Promise<Done>;
  /** What is answered and kept; null where no item was left to be done. */
  readonly answer: (done: Done | null, items: readonly BatchItem<Item>[], refused: readonly Refused<Item>[]) => Answer;
}

/** Others may change the same rows between two attempts; whoever does so all the time is not waited for. */
const MAX_ATTEMPTS = 4;

/** One transaction under the caller's key: of all items, or of those that are not refused. */
export async function answerBatch<Item, Done, Answer>(
  database: Database,
  { call, items, onError, work, answer }: Batch<Item, Done, Answer>,
): Promise<RememberedAnswer<Answer>> {
  return inAttempts(database, { items, onError, work }, (rest, refused) =>
    answerOnce(database, call, async (tx) => answer(rest.length === 0 ? null : await work(tx, rest), rest, refused)),
  );
}

export interface Decision<Item, Done, Answer> extends Pick<Batch<Item, Done, unknown>, "items" | "onError" | "work"> {
  readonly dryRun?: boolean | undefined;
  /** What an item is about. */
  readonly idOf: (item: Item) => string;
  /** What is answered; `done` is null where no item was left to be done. A key around the call keeps this. */
  readonly answer: (done: Done | null, answers: ItemAnswer[]) => Answer;
}

/** All items in one transaction, or where `onError` says so those that are not refused. */
export async function decideItems<Item, Done, Answer>(
  database: Database,
  { items, onError, work, idOf, dryRun, answer }: Decision<Item, Done, Answer>,
): Promise<Answer> {
  return inAttempts(database, { items, onError, work }, (rest, refused) =>
    writeOrRehearse(database, { dryRun }, async (tx) => {
      const done = rest.length === 0 ? null : await work(tx, rest);
      const ids = rest.map(({ item }) => idOf(item));
      return answer(done, itemAnswers(ids, rest, refused));
    }),
  );
}

async function inAttempts<Item, Done, Result>(
  database: Database,
  { items, onError, work }: Pick<Batch<Item, Done, unknown>, "items" | "onError" | "work">,
  once: (rest: readonly BatchItem<Item>[], refused: readonly Refused<Item>[]) => Promise<Result>,
): Promise<Result> {
  const refused: Refused<Item>[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const rest = withoutRefused(items, refused);
    try {
      return await once(rest, refused);
    } catch (error) {
      if (onError !== OnError.OTHERS || attempt === MAX_ATTEMPTS || !isOfItems(error)) throw error;
      const found = await findingOut(database, (tx) => findRefused(tx, rest, work, placesNamed));
      if (found.length === 0) throw error;
      refused.push(...found);
    }
  }
}

/** The same where each item is about one thing: an answer for each, in the order of the items. */
export function answerItems<Item>(
  database: Database,
  batch: Omit<Batch<Item, readonly (string | null)[], ItemAnswer[]>, "answer">,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  return answerBatch(database, { ...batch, answer: (ids, done, refused) => itemAnswers(ids ?? [], done, refused) });
}

export function itemAnswers(
  ids: readonly (string | null)[],
  done: readonly BatchItem<unknown>[],
  refused: readonly RefusedItem<BatchItem<unknown>>[],
): ItemAnswer[] {
  const answers: ItemAnswer[] = new Array(done.length + refused.length).fill(null);
  for (const [place, { index }] of done.entries()) answers[index] = ids[place] ?? null;
  for (const { item, error } of refused) answers[item.index] = keepRefusal(error);
  return answers;
}

/** The path of an item, by its place among those that are done: `input.items[3]`. */
export function placeIn(items: readonly BatchItem<unknown>[], list = "input.items"): (place: number) => string {
  return (place) => `${list}[${required(items[place]).index}]`;
}

/** Work on many by an operation for one; what it refuses is named by the item's place. */
export function oneByOne<Item>(
  work: (tx: Transaction, item: Item) => Promise<{ readonly id: string }>,
  list = "input.items",
): (tx: Transaction, items: readonly BatchItem<Item>[]) => Promise<string[]> {
  return async (tx, items) => {
    const ids: string[] = [];
    for (const { item, index } of items) {
      try {
        ids.push((await work(tx, item)).id);
      } catch (error) {
        throw error instanceof DomainError ? refusalAt(error, `${list}[${index}]`) : error;
      }
    }
    return ids;
  };
}

function withoutRefused<Item>(items: readonly Item[], refused: readonly Refused<Item>[]): BatchItem<Item>[] {
  const indexes = new Set(refused.map(({ item }) => item.index));
  return items.map((item, index) => ({ item, index })).filter(({ index }) => !indexes.has(index));
}

const ITEM = /^input\.\w+\[(\d+)\]/;

/** Of the items that an error is about, by the paths of its fields. */
export function placesNamed(error: DomainError, items: readonly BatchItem<unknown>[]): number[] {
  const problems = error.problems.length === 0 ? [error] : error.problems;
  const indexes = new Set(problems.map(({ field }) => ITEM.exec(field ?? "")?.[1]));
  return items.flatMap(({ index }, place) => (indexes.has(String(index)) ? [place] : []));
}

function isOfItems(error: unknown): boolean {
  return error instanceof DomainError && error.reason !== "IDEMPOTENCY_KEY_USED" && isAboutItems(error);
}
