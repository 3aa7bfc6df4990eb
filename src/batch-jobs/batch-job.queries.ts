import {
  type Database,
  type KeysetColumn,
  keysetPage,
  lockRow,
  type Page,
  type PageRequest,
  type Transaction,
  withinScope,
} from "../database/index.js";
import { type LoaderKey, type PageOfParent, pagesByParent } from "../graphql/index.js";
import { type Actor, type Locked, notFound, requireScope, type Scope, scopeCovers } from "../kernel/index.js";
import { BatchJob } from "./batch-job.entity.js";
import { BatchJobResult } from "./batch-job-result.entity.js";

const COLUMNS = { resellerPath: "job.resellerPath", domainId: "job.domainId" };
const BY_ID: KeysetColumn<BatchJob> = { column: "job.id", valueOf: ({ id }) => id };
const BY_PATH: KeysetColumn<BatchJob> = { column: "job.resellerPath", valueOf: (row) => row.resellerPath ?? "" };

/** Newest first; in a reseller's subtree one reseller after the other. */
export async function listBatchJobs(database: Database, scope: Scope, page: PageRequest): Promise<Page<BatchJob>> {
  const query = withinScope(database.reader.createQueryBuilder(BatchJob, "job"), scope, COLUMNS);
  return keysetPage(query, scope.kind === "RESELLER" ? [BY_PATH, BY_ID] : [BY_ID], page, "DESC");
}

/** Locked. Throws NOT_FOUND for another tenant's. */
export async function lockBatchJob(tx: Transaction, actor: Actor, id: string): Promise<Locked<BatchJob>> {
  const job = await lockRow(tx, BatchJob, { id });
  if (job === null || !scopeCovers(requireScope(actor), job)) throw notFound("BatchJob");
  return job;
}

const RESULTS = {
  Entity: BatchJobResult,
  table: "batch_job_result",
  parent: "jobId",
  order: "place",
} as const;

const results = pagesByParent<BatchJobResult>(RESULTS);
const refusedResults = pagesByParent<BatchJobResult>({ ...RESULTS, only: "isRefused = 1" });

/** Pages of what became of the items of jobs that the caller sees, in their order; of all, or of those refused. */
export function resultsOf(onlyRefused: boolean): LoaderKey<PageOfParent, Page<BatchJobResult>> {
  return onlyRefused ? refusedResults : results;
}

export function batchJobForAudit({ id, operation, resellerPath, domainId }: BatchJob) {
  return { kind: "BatchJob", id, label: operation, resellerPath, domainId };
}

/** What the trail keeps of how far it came. */
export function progressOf({ itemCount, doneCount, leftCount, refusedCount }: BatchJob) {
  return { itemCount, doneCount, leftCount, refusedCount };
}
