import { problemOfDomainRule } from "../../kernel/index.js";
import {
  createLineChecksum,
  KeyRuleDiffers,
  MalformedReplica,
  parseReplicaRecord,
  REPLICA_FORMAT,
  type ReplicaHeader,
  type ReplicaRecord,
} from "../../replication/index.js";
import type { PlatformClient } from "../platform/platform-client.js";

/** What has arrived whole so far, and where to take it up again. */
export interface CopyProgress {
  header: ReplicaHeader | null;
  /** Of the last mark; null before the first. */
  cursor: string | null;
  /** The newest state that any part of it is of. */
  newestRevision: number;
  isComplete: boolean;
}

export function nothingReceived(): CopyProgress {
  return { header: null, cursor: null, newestRevision: 0, isComplete: false };
}

/**
 * Reads one answer and hands on its records, only whole parts whose checksum is right. Throws when the answer ends
 * before its last record, or is damaged; `progress` then says what arrived, and a further call goes on from there.
 */
export async function receiveCopy(
  client: PlatformClient,
  domains: readonly string[] | null,
  progress: CopyProgress,
  onRecords: (records: readonly ReplicaRecord[]) => void | Promise<void>,
): Promise<void> {
  const checksum = createLineChecksum();
  let lines: string[] = [];
  let records: ReplicaRecord[] = [];
  let hasHeader = false;

  for await (const line of client.replica(domains, progress.cursor)) {
    const record = parseReplicaRecord(line);
    const isMark = record[0] === "C" || record[0] === "E";
    if (isMark) {
      checksum.add(lines.length === 0 ? "" : `${lines.join("\n")}\n`, lines.length);
      const [count, expected] = record[0] === "C" ? [record[2], record[3]] : [record[1], record[2]];
      if (count !== checksum.count || expected !== checksum.current()) {
        throw new MalformedReplica("a part of the copy is damaged");
      }
      await onRecords(records);
      lines = [];
      records = [];
      if (record[0] === "E") {
        progress.isComplete = true;
        return;
      }
      progress.cursor = record[1];
      checksum.add(`${line}\n`, 1);
      continue;
    }
    lines.push(line);
    if (record[0] !== "H") {
      records.push(record);
    } else {
      requireHeader(record[1]);
      hasHeader = true;
      progress.header ??= record[1];
      progress.newestRevision = Math.max(progress.newestRevision, record[1].revision);
    }
    if (!hasHeader) throw new MalformedReplica("the copy does not begin with a header");
  }
  throw new MalformedReplica("the copy was cut off");
}

function requireHeader(header: ReplicaHeader): void {
  if (header.format !== REPLICA_FORMAT) {
    throw new MalformedReplica(
      `the platform sends copies of format ${header.format}, this agent reads ${REPLICA_FORMAT}`,
    );
  }
  const problem = problemOfDomainRule(header.keyRule, "the platform");
  if (problem !== null) throw new KeyRuleDiffers(problem);
}
