import { hostname } from "node:os";
import { resolve } from "node:path";
import {
  type FollowPosition,
  followSubmissions,
  type IngestFormat,
  type IngestSummary,
} from "../../mail-logs/index.js";
import type { IntakeTally } from "../../observations/index.js";
import { countRecords, type Ingest } from "./count-records.js";
import { findPosition, savePosition } from "./positions.queries.js";

/** Follows each file through its rotations until the signal; counts and position are committed together. */
export async function followFiles(ingest: Ingest, summary: IngestSummary, tally: IntakeTally): Promise<void> {
  await Promise.all(ingest.files.map((file) => followFile(ingest, resolve(file), summary, tally)));
}

async function followFile(ingest: Ingest, path: string, summary: IngestSummary, tally: IntakeTally): Promise<void> {
  const { services, signal } = ingest;
  const { database, clock, log } = services;
  const key = `follow ${hostname()} ${path}`;
  // From the writer: a replica that lags would have us count twice.
  const saved = await database.write((tx) => findPosition(tx.manager, key));
  const position = saved === null ? null : (JSON.parse(saved) as FollowPosition);
  const format = followedFormat(ingest.format);
  log.info({ file: path, isResumed: position !== null }, "following a log");
  for await (const batch of followSubmissions(path, {
    format,
    clock,
    position,
    summary,
    signal: signal ?? new AbortController().signal,
    ...ingest.followLimits,
  })) {
    const counted = await database.write(async (tx) => {
      const result = await countRecords(tx, ingest, batch.submissions, []);
      await savePosition(tx, key, JSON.stringify(batch.position));
      return result;
    });
    tally.accepted += counted.accepted;
    tally.unknownLogins += counted.unknownLogins;
    tally.skipped += counted.skipped;
  }
}

function followedFormat(format: IngestFormat | undefined) {
  if (format === "arf" || format === "dsn") throw new Error("Reports are files, and are not followed");
  return format;
}
