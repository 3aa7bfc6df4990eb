import type { Database, Transaction } from "../../database/index.js";
import { type ReplyRecord, type ReportRecord, readReturnedMessage } from "../../mail-logs/index.js";
import type { ReportSource } from "../../rollout/index.js";
import { MAX_JUDGED_OCTETS, type ReportPorts, recordReports, type SourcedReport } from "../../rollout/index.js";

/** What became of a message that was read to its end. */
export type TakenReport =
  /** A complaint or a bounce that was not known yet, or a bounce of a question of ours. */
  | "COUNTED"
  /** A report that changes nothing: known already, about mail of others, or not final. */
  | "NOTHING_NEW"
  /** A person's words, whom one mail tells how to answer. */
  | "ANSWERED"
  | "NO_REPORT";

export interface Envelope {
  /** "" for the null reverse-path. */
  readonly reversePath: string;
  readonly forwardPaths: readonly string[];
}

/** What becomes of mails that people write back, which another room knows. */
export interface ReplyPort {
  /** Returns whether an answer was queued. */
  came(tx: Transaction, reply: ReplyRecord, envelope: Envelope): Promise<boolean>;
}

const NOBODY: ReportSource = { reporter: null, isTrusted: false };

/**
 * Counts one message in one transaction, as `mayfrom ingest` counts a file. Throws when that could not be committed, or
 * when it cannot be said yet who wrote it.
 */
export async function takeReport(
  database: Pick<Database, "write">,
  ports: ReportPorts & { readonly replies: ReplyPort },
  content: AsyncIterable<Buffer>,
  envelope: Envelope,
): Promise<TakenReport> {
  const { forwardPaths } = envelope;
  const kept: Buffer[] = [];
  const { reports: records, reply } = await readReturnedMessage(keepBeginning(content, kept), envelope.reversePath);
  if (reply !== null) {
    return (await database.write((tx) => ports.replies.came(tx, reply, envelope))) ? "ANSWERED" : "NO_REPORT";
  }
  if (records.length === 0) return "NO_REPORT";
  const isFeedback = records.some(({ format }) => format === "arf");
  const source = isFeedback ? await ports.judge({ message: Buffer.concat(kept), forwardPaths }) : NOBODY;
  const reports = records.flatMap((record) => withForwardPaths(record, forwardPaths, source));
  const { complaints, unjoined, bounces } = await database.write((tx) => recordReports(tx, ports, reports));
  return complaints + unjoined + bounces > 0 ? "COUNTED" : "NOTHING_NEW";
}

/** Passes everything on, and keeps one octet more than is judged at most, so that what is longer shows. */
async function* keepBeginning(content: AsyncIterable<Buffer>, kept: Buffer[]): AsyncGenerator<Buffer> {
  let room = MAX_JUDGED_OCTETS + 1;
  for await (const chunk of content) {
    const piece = chunk.subarray(0, room);
    if (piece.length > 0) kept.push(Buffer.from(piece));
    room -= piece.length;
    yield chunk;
  }
}

/**
 * A notification comes back to the reverse-path of what it is about (RFC 5321 4.5.5), and that is the forward-path here,
 * whatever stands in its To field; unless the MTA has put another address in its place, and then the field still says it.
 */
function withForwardPaths(
  record: ReportRecord,
  forwardPaths: readonly string[],
  source: ReportSource,
): SourcedReport[] {
  if (record.format !== "dsn") return [{ report: record, source }];
  return [...forwardPaths, record.reportedTo].map((reportedTo) => ({ report: { ...record, reportedTo }, source }));
}
