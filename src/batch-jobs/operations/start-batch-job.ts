import { In } from "typeorm";
import { keepCaller, makerOf } from "../../access/index.js";
import { recordAudit } from "../../audit/index.js";
import type { KeyRing, ReadyConfiguration } from "../../config/index.js";
import { type Database, insertRow, insertRows, type Transaction } from "../../database/index.js";
import { requireExpectedCount } from "../../graphql/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  badInput,
  because,
  conflict,
  newIdentifier,
  newInstance,
  ownValue,
  placeOfScope,
  requireRole,
  requireScope,
} from "../../kernel/index.js";
import { answerOnce, keyedCall, OnError, requireVersionOfEach } from "../../tenancy/index.js";
import { announceBatchJob } from "../batch-announcements.js";
import { BatchJob } from "../batch-job.entity.js";
import { batchJobForAudit } from "../batch-job.queries.js";
import { BatchJobChunk } from "../batch-job-chunk.entity.js";
import { BatchJobState, UNFINISHED } from "../batch-job-states.js";
import { sealItems } from "../kept-items.js";

/** Items of one job. */
export const MAX_JOB_ITEMS = 10_000;
/** Unfinished ones of one maker; whoever has more to do waits for one of them. */
const MAX_UNFINISHED = 20;
/** Rows of up to 54 kB. */
const CHUNKS_PER_STATEMENT = 20;

/** A call of a mutation on many, to be done later. */
export interface BatchCall {
  readonly operation: string;
  /** Where the items stand in its input. */
  readonly list: string;
  /** Type of what they are about. */
  readonly subjectKind: string;
  /** Where its key stands among the arguments. */
  readonly keyField: string;
  /** As JSON, the way callers write it. */
  readonly input: BatchInput;
}

export interface BatchInput extends Readonly<Record<string, unknown>> {
  readonly idempotencyKey: string;
}

export interface StartedBatchJob {
  readonly job: BatchJob | null;
  /** It was started by an earlier call under the same key. */
  readonly wasRepeated: boolean;
}

/** Keeps the batch for a worker to do; repeated under its key it answers the same job. */
export async function startBatchJob(
  database: Database,
  actor: Actor,
  call: BatchCall,
  keys: ReadyConfiguration["keys"],
): Promise<StartedBatchJob> {
  requireRole(actor, ...ADMINISTRATORS);
  const { operation, input, keyField: field } = call;
  const items = itemsIn(call);
  const keyed = keyedCall(actor, `${operation} as a job`, { input, ring: keys.bulkCall, field });
  let job: BatchJob | null = null;
  const { answer, wasRepeated } = await answerOnce(database, keyed, async (tx) => {
    job = await insertJob(tx, actor, { call, items, ring: keys.batchItemSeal });
    return job.id;
  });
  if (wasRepeated) job = await database.reader.findOneBy(BatchJob, { id: answer });
  return { job, wasRepeated };
}

/** Throws BAD_USER_INPUT where a job cannot do what the batch asks for. */
function itemsIn({ list, input }: BatchCall): readonly unknown[] {
  const field = `input.${list}`;
  const items = ownValue(input, list);
  if (!Array.isArray(items)) throw badInput("VALUE_MISSING", field, "A job is for items that are named", "a list");
  if (items.length < 1 || items.length > MAX_JOB_ITEMS) {
    const words = `A job has 1 to ${MAX_JOB_ITEMS} items; this one has ${items.length}`;
    const reason = because("BATCH_SIZE", { min: 1, max: MAX_JOB_ITEMS });
    throw badInput(reason, field, words, `1…${MAX_JOB_ITEMS}`);
  }
  if (input.dryRun === true) {
    throw badInput("EXACTLY_ONE_WANTED", "input.dryRun", "A job is no dry run", "dryRun without asJob");
  }
  if (input.onError === OnError.NOTHING) {
    const words = "A job is not one transaction: what is refused is left, and the others are done";
    throw badInput("EXACTLY_ONE_WANTED", "input.onError", words, "OTHERS, or leave it out");
  }
  const { expectedCount } = input;
  requireExpectedCount(typeof expectedCount === "number" ? { expectedCount } : {}, items.length);
  for (const beside of Object.values(listsIn(input))) requireVersionOfEach(beside, items.length);
  refuseRepeated(items, field);
  return items;
}

/** The items, and what there is beside for each of them. */
function listsIn(input: BatchInput): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value]] : [])),
  );
}

function refuseRepeated(items: readonly unknown[], field: string): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (typeof item !== "string") return;
    if (seen.has(item)) throw badInput("NAMED_TWICE", `${field}[${index}]`, "This is listed twice");
    seen.add(item);
  }
}

interface JobToInsert {
  readonly call: BatchCall;
  readonly items: readonly unknown[];
  readonly ring: KeyRing;
}

async function insertJob(tx: Transaction, actor: Actor, { call, items, ring }: JobToInsert): Promise<BatchJob> {
  const maker = makerOf(actor);
  await refuseTooMany(tx, maker.madeById);
  const { operation, list, subjectKind, input } = call;
  const lists = listsIn(input);
  const ofItems = [...Object.keys(lists), "expectedCount", "dryRun"];
  const common = Object.fromEntries(Object.entries(input).filter(([name]) => !ofItems.includes(name)));
  const scope = requireScope(actor);
  const { resellerPath, domainId } = placeOfScope(scope);
  const job = newInstance(BatchJob, {
    id: newIdentifier(),
    ...maker,
    operation,
    list,
    subjectKind,
    common,
    caller: await keepCaller(tx.manager, actor),
    sessionId: actor.sessionId ?? null,
    resellerId: scope.kind === "RESELLER" ? scope.resellerId : null,
    resellerPath,
    domainId,
    state: BatchJobState.WAITING,
    itemCount: items.length,
    doneCount: 0,
    leftCount: 0,
    refusedCount: 0,
    failuresInARow: 0,
    refusal: null,
    dueAt: tx.now,
    createdAt: tx.now,
    beganAt: null,
    endedAt: null,
  });
  await insertRow(tx, BatchJob, job);
  const chunks = sealItems(ring, job.id, { list, lists });
  for (let start = 0; start < chunks.length; start += CHUNKS_PER_STATEMENT) {
    await insertRows(tx, BatchJobChunk, chunks.slice(start, start + CHUNKS_PER_STATEMENT));
  }
  const after = { itemCount: job.itemCount };
  recordAudit(tx, actor, { action: "batch-job.started", subject: batchJobForAudit(job), after });
  tx.afterCommit(announceBatchJob);
  return job;
}

async function refuseTooMany(tx: Transaction, madeById: string | null): Promise<void> {
  if (madeById === null) return;
  const unfinished = await tx.manager.countBy(BatchJob, { madeById, state: In([...UNFINISHED]) });
  if (unfinished < MAX_UNFINISHED) return;
  const limit = MAX_UNFINISHED;
  throw conflict(because("TOO_MANY_ALREADY", { limit }), `${limit} jobs of yours are not finished yet`);
}
