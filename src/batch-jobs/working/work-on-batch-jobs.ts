import { callerAgain } from "../../access/index.js";
import { framing, isAboutItems, lockRow, type Transaction, updateRows } from "../../database/index.js";
import { RequestContext, type Services } from "../../graphql/index.js";
import {
  type Actor,
  DomainError,
  keepRefusal,
  type Locked,
  ownValue,
  required,
  SYSTEM_ACTOR,
} from "../../kernel/index.js";
import { type ItemAnswer, OnError, type RememberedAnswer } from "../../tenancy/index.js";
import { inSpan } from "../../tracing/index.js";
import { BatchJob } from "../batch-job.entity.js";
import { BatchJobChunk } from "../batch-job-chunk.entity.js";
import { UNFINISHED } from "../batch-job-states.js";
import { openItems } from "../kept-items.js";
import { endBatchJob } from "../operations/end-batch-job.js";
import { claimBatchJob } from "./claim-batch-job.js";
import { ChunkTaken, lockForChunk, noteChunk } from "./note-chunk.js";

/** Calls the mutation of this name with an input as callers write it. */
export type CallBatch = (
  context: RequestContext,
  operation: string,
  input: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

const MAX_FAILURES_IN_A_ROW = 8;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 5 * 60_000;

/** Does the next items of the job that waits longest, in one transaction. Returns false where there is none. */
export async function workOnBatchJobs(services: Services, callBatch: CallBatch): Promise<boolean> {
  const job = await claimBatchJob(services.database, services.clock.now());
  if (job === null) return false;
  try {
    await inSpan(
      () => ({ name: "batch job", attributes: { "graphql.operation.name": job.operation } }),
      () => doChunk(services, job, callBatch),
    );
  } catch (error) {
    if (!(error instanceof ChunkTaken)) await setBack(services, job, error);
  }
  return true;
}

async function doChunk(services: Services, job: BatchJob, callBatch: CallBatch): Promise<void> {
  const { database, configuration } = services;
  const where = { jobId: job.id, firstItem: job.triedCount };
  const chunk = await database.reader.findOneBy(BatchJobChunk, where);
  if (chunk === null) throw new Error(`no items ${where.firstItem} of batch job ${job.id}`);
  const actor = await callerAgain(database.reader, job.caller);
  if (actor === null) throw new DomainError("TOKEN_EXPIRED", "Whoever started it may not do this any more");
  const lists = openItems(configuration.keys.batchItemSeal, chunk);
  const items = itemsOf(lists, job);
  const input = {
    ...job.common,
    idempotencyKey: `${job.id} ${chunk.firstItem}`,
    onError: OnError.OTHERS,
    ...lists,
  };
  let locked: Locked<BatchJob> | undefined;
  const frame = {
    async begin(tx: Transaction) {
      locked = await lockForChunk(tx, chunk);
    },
    async end(tx: Transaction, result: unknown) {
      await noteChunk(tx, actor, { job: required(locked), chunk, items, answers: answersIn(result) });
    },
  };
  const context = new RequestContext(services, actor, undefined, job.itemCount);
  await framing(frame, () => callBatch(context, job.operation, input));
}

function itemsOf(lists: Readonly<Record<string, unknown>>, { list }: BatchJob): readonly unknown[] {
  const items = ownValue(lists, list);
  return Array.isArray(items) ? items : [];
}

/** What the transaction of a batch has come to: some keep it under a key, and some keep more of it than of their items. */
function answersIn(result: unknown): readonly ItemAnswer[] {
  const answer = result as ItemAnswers | RememberedAnswer<ItemAnswers>;
  return answersOfItems("answer" in answer ? answer.answer : answer);
}

type ItemAnswers =
  | readonly ItemAnswer[]
  | { readonly items: readonly ItemAnswer[] }
  | { readonly answers: readonly ItemAnswer[] };

function answersOfItems(answer: ItemAnswers): readonly ItemAnswer[] {
  if ("items" in answer) return answer.items;
  return "answers" in answer ? answer.answers : answer;
}

/** Tried again after a while, or given up: what is wrong with the whole call stays wrong, and so does a fault of ours. */
async function setBack({ database, log }: Services, job: BatchJob, error: unknown): Promise<void> {
  const refusal = error instanceof DomainError ? error : null;
  const isCallsOwn = refusal !== null && isAboutCall(refusal, job);
  const isUnavailable = refusal?.code === "UNAVAILABLE";
  const failuresInARow = job.failuresInARow + 1;
  const isOver = isCallsOwn || (!isUnavailable && failuresInARow >= MAX_FAILURES_IN_A_ROW);
  if (!isCallsOwn) log.error({ err: error, batchJobId: job.id }, "items of a batch job were not done");
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failuresInARow, MAX_PAUSE_MS);
  await database.write(async (tx) => {
    const found = await lockRow(tx, BatchJob, { id: job.id });
    if (found === null || !UNFINISHED.includes(found.state) || found.triedCount !== job.triedCount) return;
    if (isOver) {
      const why = refusal ?? new DomainError("UNEXPECTED", "Something went wrong, several times; the log says what");
      await endBatchJob(tx, endedBy(found), { job: found, event: "FAIL", refusal: keepRefusal(why) });
    } else {
      const dueAt = new Date(tx.now.getTime() + pauseMs);
      await updateRows(tx, BatchJob, { id: found.id }, { failuresInARow, dueAt });
    }
  });
}

/** As opposed to what passes: a database that is gone, or rows that others change all the time. */
function isAboutCall(refusal: DomainError, { list }: BatchJob): boolean {
  if (refusal.code === "UNAUTHENTICATED") return true;
  return isAboutItems(refusal) && refusal.field?.startsWith(`input.${list}[`) !== true;
}

/** Nobody did it: it could not go on. */
function endedBy({ caller: { requestId } }: BatchJob): Actor {
  return { ...SYSTEM_ACTOR, requestId };
}
