import { type Commits, framing, noteRepeated, notingCommits } from "../../database/index.js";
import { Node, type NodeFinders, type RepeatedBy, type RequestContext, toGlobalId } from "../../graphql/index.js";
import { alreadyThere, conflict, type GlobalId } from "../../kernel/index.js";
import { beginCall, findAnswer, isBegunElsewhere, type KeyedCall, keepAnswer, keyedCall } from "../../tenancy/index.js";

import { type KeptParts, keepParts, restoreParts } from "./kept-parts.js";

/** A call under a key of its caller. */
export interface CallUnderKey {
  readonly key: string;
  readonly operation: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
  /** Name of the type that it answers with. */
  readonly kind: string;
  /** Finds such a node; undefined where it answers with something else. */
  readonly find: NodeFinders[string] | undefined;
  /** All of them. */
  readonly finders: NodeFinders;
  /** ROWS: it answers with rows, or with a value that is small and no secret. */
  readonly repeatedBy: RepeatedBy | "ROWS";
}

/** What is kept of an answer: which rows, or the value itself. Nothing of it until the call is over. */
interface KeptAnswer {
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly value?: unknown;
  readonly parts?: KeptParts;
  /** It is looked up again. */
  readonly isViewed?: true;
  /** Id, as callers know it, of what was made with a secret. */
  readonly made?: GlobalId;
}

/**
 * Does `work` once: its first transaction takes the key, so that the same call at the same time, or after an answer that
 * was lost, finds what was done. A failed call leaves no trace. Throws CONFLICT for a key of another call.
 */
export async function onceUnderKey(under: CallUnderKey, work: () => Promise<unknown>): Promise<unknown> {
  const { key, operation, given, context } = under;
  const { actor, configuration, database } = context;
  const input = { ...given, idempotencyKey: key };
  const call = keyedCall(actor, operation, { input, ring: configuration.keys.bulkCall, field: "idempotencyKey" });
  const known = await findAnswer<KeptAnswer>(database.reader, call);
  if (known !== null) return repeated(known, under);
  try {
    return await firstUnderKey(call, under, work);
  } catch (error) {
    if (!isBegunElsewhere(error)) throw error;
    return repeated((await findAnswer<KeptAnswer>(database.reader, call)) ?? {}, under);
  }
}

async function firstUnderKey(call: KeyedCall, under: CallUnderKey, work: () => Promise<unknown>) {
  const { context } = under;
  let isTaken = false;
  let isKept = false;
  const frame = {
    async begin(tx: Parameters<typeof beginCall>[0]) {
      if (!isTaken) await beginCall(tx, call);
    },
    async end(tx: Parameters<typeof beginCall>[0], result: unknown) {
      const answer = isTaken ? null : keptOf(result, under);
      if (answer !== null) await keepAnswer(tx, call, answer);
      isKept ||= answer !== null;
      tx.afterCommit(() => {
        isTaken = true;
      });
    },
  };
  const answer = await framing(frame, work);
  if (isTaken && !isKept) {
    const kept: KeptAnswer = keptOf(answer, under) ?? { value: isObject(answer) ? null : answer };
    await framing(null, () => unnoted(() => context.database.write((tx) => keepAnswer(tx, call, kept))));
  }
  return answer;
}

/** Not among what the call itself has written. */
function unnoted<T>(work: () => T): T {
  const commits: Commits = { transactions: [], wasRepeated: false };
  return notingCommits(commits, work);
}

/** Null for what is kept when the whole call is over. */
function keptOf(result: unknown, { kind, find, repeatedBy }: CallUnderKey): KeptAnswer | null {
  if (typeof repeatedBy === "function") return { isViewed: true };
  if (repeatedBy === "ROWS") return find === undefined ? null : rowsIn(result, kind);
  if (!isObject(result)) return null;
  if (repeatedBy === "PARTS") return { parts: keepParts(result as object) };
  const made = Object.values(result as object).find((value) => value instanceof Node);
  return made === undefined ? null : { made: toGlobalId(made.constructor.name, made.id) };
}

function rowsIn(result: unknown, kind: string): KeptAnswer | null {
  const isRow = (value: unknown): value is { readonly id: string } =>
    typeof value === "object" && value?.constructor.name === kind && "id" in value && typeof value.id === "string";
  if (isRow(result)) return { id: result.id };
  return Array.isArray(result) && result.length > 0 && result.every(isRow) ? { ids: result.map(({ id }) => id) } : null;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

async function repeated(
  { id, ids, value, parts, made }: KeptAnswer,
  { context, find, finders, given, repeatedBy }: CallUnderKey,
): Promise<unknown> {
  if (made !== undefined) {
    const words =
      "This was done under the same key, and its secret was shown then and is not kept: end it, and make another";
    throw alreadyThere("SECRET_SHOWN_ONCE", words, made, "idempotencyKey");
  }
  noteRepeated();
  if (typeof repeatedBy === "function") return repeatedBy(context, given);
  if (parts !== undefined) return restoreParts(parts, context, finders);
  if (find !== undefined && id !== undefined) return find(context, id);
  if (find !== undefined && ids !== undefined) {
    const found = await Promise.all(ids.map((each) => find(context, each)));
    return found.filter((row) => row !== null);
  }
  if (value !== undefined) return value;
  throw conflict(
    "ANSWER_NOT_KEPT",
    "This was done under the same key, and its answer is not known any more",
    "idempotencyKey",
  );
}
