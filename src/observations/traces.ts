import { createHash } from "node:crypto";
import { additiveUpsert, type Transaction, type Upsert } from "../database/index.js";
import type { ObservedSubmission } from "./observed-submission.js";
import { MAX_QUEUE_ID_LENGTH } from "./submission-trace.entity.js";

/** By what a message can be found. */
type MessageIds = Pick<ObservedSubmission, "queueId" | "messageId" | "traceToken">;

/** Days in which complaints find their message by its ids. */
export const TRACES_KEPT_DAYS = 14;

const TRACE: Upsert = {
  table: "submission_trace",
  key: ["trace"],
  // A queue id may come again; the latest message that had it is the one that is complained about.
  replace: ["accountId", "addressKey", "message", "seenAt", "queueId", "isRefused"],
};

export interface TracedSubmission {
  readonly submission: MessageIds & Pick<ObservedSubmission, "isRefused"> & { readonly at: number };
  readonly accountId: string;
  readonly addressKey: string;
}

export async function writeTraces(tx: Transaction, traced: readonly TracedSubmission[]): Promise<void> {
  const rows = new Map<string, Record<string, string | number | null>>();
  for (const { submission, accountId, addressKey } of traced) {
    const traces = tracesOf(submission);
    const [byQueueId] = tracesOf({ queueId: submission.queueId, messageId: null });
    for (const trace of traces) {
      rows.set(trace, {
        trace,
        accountId,
        addressKey,
        message: traces[0] ?? trace,
        seenAt: submission.at,
        queueId: trace === byQueueId ? keptQueueId(submission.queueId) : null,
        isRefused: submission.isRefused ? 1 : 0,
      });
    }
  }
  await additiveUpsert(tx, TRACE, [...rows.values()]);
}

function keptQueueId(queueId: string | null): string | null {
  return queueId === null || queueId.length > MAX_QUEUE_ID_LENGTH ? null : queueId;
}

/**
 * What a message is found by: its token, which nobody else can choose, before its Message-ID, which its sender chose,
 * and that before its queue id, which is unique on one host only.
 */
export function tracesOf({ queueId, messageId, traceToken }: MessageIds): string[] {
  const texts = [
    traceToken && `token ${traceToken}`,
    messageId && `message ${messageId.replace(/^<|>$/g, "")}`,
    queueId && `queue ${queueId}`,
  ];
  return texts.flatMap((text) => (text ? createHash("sha256").update(text).digest("hex") : []));
}
