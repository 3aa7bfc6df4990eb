import { insertRows, lockRow, type Transaction, updateRows } from "../../database/index.js";
import { type Actor, type KeptRefusal, type Locked, newIdentifier, newInstance } from "../../kernel/index.js";
import type { ItemAnswer } from "../../tenancy/index.js";
import { BatchJob } from "../batch-job.entity.js";
import { BatchJobChunk } from "../batch-job-chunk.entity.js";
import { BatchJobResult, placeOfItem } from "../batch-job-result.entity.js";
import { BatchJobState } from "../batch-job-states.js";
import { nameOfItem } from "../item-names.js";
import { endBatchJob } from "../operations/end-batch-job.js";

/** The job was stopped, or another worker has done these items. */
export class ChunkTaken extends Error {}

/** The job, locked until the items are done. Throws ChunkTaken where they are not to be done, or not again. */
export async function lockForChunk(tx: Transaction, { jobId, firstItem }: BatchJobChunk): Promise<Locked<BatchJob>> {
  const job = await lockRow(tx, BatchJob, { id: jobId });
  if (job?.state !== BatchJobState.RUNNING || job.triedCount !== firstItem) throw new ChunkTaken();
  return job;
}

export interface DoneChunk {
  readonly job: Locked<BatchJob>;
  readonly chunk: BatchJobChunk;
  /** As the caller wrote them. */
  readonly items: readonly unknown[];
  /** One for each item, in their order. */
  readonly answers: readonly ItemAnswer[];
}

/** In the transaction that does the items: what became of each, and how far the job is. */
export async function noteChunk(
  tx: Transaction,
  actor: Actor,
  { job, chunk, items, answers }: DoneChunk,
): Promise<void> {
  if (answers.length !== chunk.itemCount) throw new Error(`${job.operation} answers ${answers.length} items`);
  const results = answers.map((answer, offset) =>
    resultOf(answer, job, { offset, firstItem: chunk.firstItem, item: items[offset] }),
  );
  await insertRows(tx, BatchJobResult, results);
  await tx.manager.delete(BatchJobChunk, { id: chunk.id });
  const refused = results.filter(({ isRefused }) => isRefused).length;
  const done = results.filter(({ subjectId }) => subjectId !== null).length;
  job.refusedCount += refused;
  job.doneCount += done;
  job.leftCount += results.length - refused - done;
  const { doneCount, leftCount, refusedCount } = job;
  const progress = { doneCount, leftCount, refusedCount, failuresInARow: 0, dueAt: tx.now };
  await updateRows(tx, BatchJob, { id: job.id }, progress);
  if (job.triedCount === job.itemCount) await endBatchJob(tx, actor, { job, event: "FINISH" });
}

interface ItemInChunk {
  readonly offset: number;
  readonly firstItem: number;
  readonly item: unknown;
}

function resultOf(
  answer: ItemAnswer,
  { id: jobId, list, subjectKind }: BatchJob,
  { offset, firstItem, item }: ItemInChunk,
): BatchJobResult {
  const refusal = answer === null || typeof answer === "string" ? null : movedRefusal(answer, list, firstItem);
  return newInstance(BatchJobResult, {
    id: newIdentifier(),
    jobId,
    place: placeOfItem(firstItem + offset),
    subjectKind,
    subjectId: typeof answer === "string" ? answer : null,
    named: typeof answer === "string" ? null : nameOfItem(item),
    refusal,
    isRefused: refusal !== null,
  });
}

/** The refusal with the places that the items have in the caller's list: of `input.items[3]` in the chunk after 200 `input.items[203]`. */
export function movedRefusal(refusal: KeptRefusal, list: string, by: number): KeptRefusal {
  const { field, problems } = refusal;
  const start = `input.${list}[`;
  const moved = field?.startsWith(start)
    ? field.replace(/\[(\d+)\]/, (_place, index: string) => `[${Number(index) + by}]`)
    : field;
  return {
    ...refusal,
    ...(moved === undefined ? {} : { field: moved }),
    ...(problems === undefined ? {} : { problems: problems.map((each) => movedRefusal(each, list, by)) }),
  };
}
