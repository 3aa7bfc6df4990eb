import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import type { BatchJob } from "../batch-job.entity.js";
import { lockBatchJob } from "../batch-job.queries.js";
import { endBatchJob } from "./end-batch-job.js";

/** Waits for the items that are being done; what is done stays. */
export async function cancelBatchJob(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<BatchJob> {
  const job = await lockBatchJob(tx, actor, id);
  return endBatchJob(tx, actor, { job, event: "CANCEL", reason: optionalReason(reason) });
}
