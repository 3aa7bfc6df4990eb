import { createHash } from "node:crypto";
import type { Transaction } from "../../database/index.js";
import { additiveUpsert, type Upsert } from "../aggregate/additive-upsert.js";
import type { ObservedSubmission } from "../aggregate/observed-submission.js";

/** Days in which complaints find their message by its ids. */
export const TRACES_KEPT_DAYS = 14;

const TRACE: Upsert = {
  table: "submission_trace",
  key: ["trace"],
  // A queue id may come again; the latest message that had it is the one that is complained about.
  replace: ["accountId", "addressKey", "seenAt"],
};

export interface TracedSubmission {
  readonly submission: Pick<ObservedSubmission, "queueId" | "messageId"> & { readonly at: number };
  readonly accountId: string;
  readonly addressKey: string;
}

export async function writeTraces(tx: Transaction, traced: readonly TracedSubmission[]): Promise<void> {
  const rows = new Map<string, Record<string, string | number>>();
  for (const { submission, accountId, addressKey } of traced) {
    for (const trace of tracesOf(submission)) rows.set(trace, { trace, accountId, addressKey, seenAt: submission.at });
  }
  await additiveUpsert(tx.manager, tx.engine, TRACE, [...rows.values()]);
}

/** What a message is found by: its Message-ID before its queue id, which is unique on one host only. */
export function tracesOf({ queueId, messageId }: Pick<ObservedSubmission, "queueId" | "messageId">): string[] {
  const texts = [messageId && `message ${messageId.replace(/^<|>$/g, "")}`, queueId && `queue ${queueId}`];
  return texts.flatMap((text) => (text ? createHash("sha256").update(text).digest("hex") : []));
}
