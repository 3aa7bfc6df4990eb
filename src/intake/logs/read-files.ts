import type { Transaction } from "../../database/index.js";
import { required } from "../../kernel/index.js";
import {
  type IngestSummary,
  readSubmissions,
  type SourceIdentity,
  type SourcePosition,
  type SubmissionBatch,
  type SubmissionRecord,
} from "../../mail-logs/index.js";
import type { IntakeTally } from "../../observations/index.js";
import type { SourcedReport } from "../../rollout/index.js";
import { countRecords, type Ingest } from "./count-records.js";
import { findPosition, savePosition } from "./positions.queries.js";
import { findShorterBeginning, noteShortBeginning, positionKeyOf } from "./short-beginnings.js";
import { sourcedReports } from "./sourced-reports.js";

/** Where a file has been counted to. The correlator's state lies with the file that was read last. */
interface SavedPosition extends Partial<SourcePosition> {
  readonly offset: number;
  readonly line: number;
  /** The file that was read after this one, and that has the state now. */
  readonly next?: string;
}

/** Fewer transactions than batches: a batch is what one mebibyte of log held. */
const SUBMISSIONS_PER_TRANSACTION = 1_000;

/**
 * Counts finished files. How far each has been counted is written with the counts, by the beginning of its content, so
 * that a file is known again whatever it is called by then, rotated, grown or compressed.
 */
export async function readFiles(ingest: Ingest, summary: IngestSummary, tally: IntakeTally): Promise<void> {
  const { services, files, format, standardInput, onProgress } = ingest;
  const { database, clock } = services;
  const identities = new Map<string, SourceIdentity>();
  const resumeAt = async (identity: SourceIdentity): Promise<SourcePosition | null> => {
    identities.set(identity.label, identity);
    const saved = (await find(positionKeyOf(identity))) ?? (await findShorter(identity));
    return saved === null ? null : { offset: saved.offset, line: saved.line, state: await stateOf(saved) };
  };
  const findShorter = async (identity: SourceIdentity): Promise<SavedPosition | null> => {
    const key = await database.write((tx) => findShorterBeginning(tx.manager, identity));
    return key === null ? null : find(key);
  };
  // From the writer: a replica that lags would have us count twice.
  const find = async (key: string) =>
    JSON.parse((await database.write((tx) => findPosition(tx.manager, key))) ?? "null") as SavedPosition | null;
  const stateOf = async (saved: SavedPosition): Promise<unknown> => {
    for (let at = saved, steps = 0; ; steps += 1) {
      const next: SavedPosition | null = at.next === undefined || steps > files.length ? null : await find(at.next);
      if (next === null) return at.state ?? null;
      at = next;
    }
  };

  const pending: { submissions: SubmissionRecord[]; reports: SourcedReport[] } = { submissions: [], reports: [] };
  let last: { key: string; identity: SourceIdentity; offset: number; line: number } | null = null;
  const commit = async (batch: SubmissionBatch): Promise<void> => {
    const before = last;
    const identity = batch.source === "" ? before?.identity : identities.get(batch.source);
    if (identity === undefined) return;
    const key = positionKeyOf(identity);
    const { state, ...here } = batch.position();
    const { offset, line } = batch.source === "" ? required(before) : here;
    const { submissions, reports } = { ...pending };
    const counted = await database.write(async (tx) => {
      const result = await countRecords(tx, ingest, submissions, reports);
      await savePosition(tx, key, JSON.stringify({ offset, line, state }));
      if (before?.key !== key) await noteShortBeginning(tx, identity);
      if (before !== null && before.key !== key) await handOn(tx, before, key);
      return result;
    });
    tally.accepted += counted.accepted;
    tally.unknownLogins += counted.unknownLogins;
    tally.skipped += counted.skipped;
    pending.submissions = [];
    pending.reports = [];
    last = { key, identity, offset, line };
  };

  for await (const batch of readSubmissions(files, {
    format,
    clock,
    standardInput,
    summary,
    resumeAt,
    onProgress,
    mayGrow: true,
  })) {
    pending.submissions.push(...batch.submissions);
    pending.reports.push(...(await sourcedReports(ingest.reportPorts, batch)));
    const isFull = pending.submissions.length + pending.reports.length >= SUBMISSIONS_PER_TRANSACTION;
    if (isFull || batch.isAtEnd || batch.source === "") await commit(batch);
    if (ingest.signal?.aborted) break;
  }
}

async function handOn(tx: Transaction, from: { key: string; offset: number; line: number }, to: string): Promise<void> {
  const { key, offset, line } = from;
  const position: SavedPosition = { offset, line, next: to };
  await savePosition(tx, key, JSON.stringify(position));
}
