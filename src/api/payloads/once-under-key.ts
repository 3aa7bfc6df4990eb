import { type Commits, framing, noteRepeated, notingCommits } from "../../database/index.js";
import { Node, type NodeFinders, type RequestContext } from "../../graphql/index.js";
import { conflict } from "../../kernel/index.js";
import { beginCall, findAnswer, isBegunElsewhere, type KeyedCall, keepAnswer, keyedCall } from "../../tenancy/index.js";

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
}

/** What is kept of an answer: which rows, or the value itself. Nothing of it until the call is over. */
interface KeptAnswer {
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly value?: unknown;
}

/**
 * Does `work` once: its first transaction takes the key, so that the same call at the same time, or after an answer that
 * was lost, finds what was done. A failed call leaves no trace. Throws CONFLICT for a key of another call.
 */
export async function onceUnderKey(under: CallUnderKey, work: () => Promise<unknown>): Promise<unknown> {
  const { key, operation, given, context } = under;
  const { actor, configuration, database } = context;
  const input = { ...given, idempotencyKey: key };
  const call = keyedCall(actor, operation, input, configuration.keys.bulkCall, "idempotencyKey");
  const known = await findAnswer<KeptAnswer>(database.reader, call);
  if (known !== null) return repeated(known, under);
  try {
    return await firstUnderKey(call, under, work);
  } catch (error) {
    if (!isBegunElsewhere(error)) throw error;
    return repeated((await findAnswer<KeptAnswer>(database.reader, call)) ?? {}, under);
  }
}

async function firstUnderKey(call: KeyedCall, { context, kind }: CallUnderKey, work: () => Promise<unknown>) {
  let isTaken = false;
  let isKept = false;
  const frame = {
    async begin(tx: Parameters<typeof beginCall>[0]) {
      if (!isTaken) await beginCall(tx, call);
    },
    async end(tx: Parameters<typeof beginCall>[0], result: unknown) {
      const answer = isTaken ? null : rowsIn(result, kind);
      if (answer !== null) await keepAnswer(tx, call, answer);
      isKept ||= answer !== null;
      tx.afterCommit(() => {
        isTaken = true;
      });
    },
  };
  const answer = await framing(frame, work);
  if (isTaken && !isKept) {
    const kept: KeptAnswer = rowsIn(answer, kind) ?? { value: isObject(answer) ? null : answer };
    await framing(null, () => unnoted(() => context.database.write((tx) => keepAnswer(tx, call, kept))));
  }
  return answer;
}

/** Not among what the call itself has written. */
function unnoted<T>(work: () => T): T {
  const commits: Commits = { transactions: [], wasRepeated: false };
  return notingCommits(commits, work);
}

function rowsIn(result: unknown, kind: string): KeptAnswer | null {
  const isRow = (value: unknown): value is Node => value instanceof Node && value.constructor.name === kind;
  if (isRow(result)) return { id: result.id };
  return Array.isArray(result) && result.length > 0 && result.every(isRow) ? { ids: result.map(({ id }) => id) } : null;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

async function repeated({ id, ids, value }: KeptAnswer, { context, find }: CallUnderKey): Promise<unknown> {
  noteRepeated();
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
