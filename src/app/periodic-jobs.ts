import { deleteExpiredTokens } from "../access/index.js";
import { forgetReaders } from "../audit/index.js";
import { expireAuthorizations, pauseUnused, type UnusedCursor } from "../authorizations/index.js";
import { BATCH_JOB_DAYS, deleteOldBatchJobs } from "../batch-jobs/index.js";
import { deleteOldCounts } from "../counters/index.js";
import type { Transaction } from "../database/index.js";
import { deleteOldFeedEntries } from "../feed/index.js";
import { noteGatewayHours } from "../gateways/index.js";
import type { Services } from "../graphql/index.js";
import { inBatches, type PeriodicJob } from "../jobs/index.js";
import { deleteOldObservations } from "../observations/index.js";
import { deleteOldMails, reseal } from "../outbox/index.js";
import { deleteOldPresses } from "../presses/index.js";
import { endUnusedClaims } from "../proofs/index.js";
import { forgetBulkCalls } from "../tenancy/index.js";
import {
  deleteOldOwnerLinks,
  deleteOldTurns,
  expireVerifications,
  releaseQuestions,
  remindOwners,
  verificationKeys,
} from "../verification/index.js";
import { deleteOldDeliveries } from "../webhooks/index.js";
import { observationJobs } from "./observation-jobs.js";
import { sealedColumns } from "./sealed-columns.js";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long what is done stays in the database. */
const FEED_DAYS = 30;
/** One page of `changes`: where little happens, a reader that was off for long still needs no full copy. */
const FEED_REVISIONS = 1_000;
const MAIL_DAYS = 30;
const DELIVERY_DAYS = 30;
const TURN_DAYS = 7;
const PRESS_DAYS = 30;
const OWNER_LINK_DAYS = 2;
/** A caller may repeat a batch under the same key for as long. */
const BULK_CALL_DAYS = 7;

/** Every job that comes round, with its time. The rules are the rooms'; here stands only when. */
export const periodicJobs: readonly PeriodicJob[] = [
  {
    name: "release-questions",
    everyMs: 10 * SECOND_MS,
    run: (services, signal) =>
      inBatches(services, signal, (tx) => releaseQuestions(tx, verificationKeys(services.configuration))),
  },
  {
    name: "remind-owners",
    everyMs: HOUR_MS,
    run: (services, signal) =>
      inBatches(services, signal, (tx) => remindOwners(tx, verificationKeys(services.configuration))),
  },
  batchJob("expire-verifications", MINUTE_MS, (tx) => expireVerifications(tx)),
  batchJob("expire-authorizations", MINUTE_MS, (tx) => expireAuthorizations(tx, tx.now)),
  { name: "pause-unused", everyMs: HOUR_MS, run: pauseAllUnused },
  batchJob("delete-expired-tokens", HOUR_MS, (tx) => deleteExpiredTokens(tx)),
  {
    name: "reseal-secrets",
    everyMs: HOUR_MS,
    run: async (services, signal) => {
      let count = 0;
      for (const column of sealedColumns(services.configuration)) {
        count += await inBatches(services, signal, (tx) => reseal(tx, column));
      }
      return count;
    },
  },
  batchJob("delete-old-counts", HOUR_MS, (tx) => deleteOldCounts(tx)),
  batchJob("delete-old-turns", HOUR_MS, (tx) => deleteOldTurns(tx, daysAgo(tx, TURN_DAYS))),
  batchJob("delete-old-presses", HOUR_MS, (tx) => deleteOldPresses(tx, daysAgo(tx, PRESS_DAYS))),
  batchJob("delete-old-owner-links", HOUR_MS, (tx) => deleteOldOwnerLinks(tx, daysAgo(tx, OWNER_LINK_DAYS))),
  batchJob("forget-bulk-calls", HOUR_MS, (tx) => forgetBulkCalls(tx, daysAgo(tx, BULK_CALL_DAYS))),
  {
    name: "delete-old-observations",
    everyMs: HOUR_MS,
    run: ({ database, clock }) => deleteOldObservations(database, clock.now()),
  },
  batchJob("end-unused-claims", HOUR_MS, (tx) => endUnusedClaims(tx)),
  ...observationJobs,
  {
    name: "note-gateway-hours",
    everyMs: MINUTE_MS,
    run: ({ database }) => database.write((tx) => noteGatewayHours(tx)),
  },
  batchJob("delete-old-feed-entries", HOUR_MS, (tx) =>
    deleteOldFeedEntries(tx, daysAgo(tx, FEED_DAYS), { leastKept: FEED_REVISIONS }),
  ),
  {
    name: "forget-readers",
    everyMs: HOUR_MS,
    run: (services, signal) =>
      inBatches(services, signal, (tx) => forgetReaders(tx, daysAgo(tx, services.configuration.changeDays))),
  },
  batchJob("delete-old-deliveries", HOUR_MS, (tx) => deleteOldDeliveries(tx, daysAgo(tx, DELIVERY_DAYS))),
  batchJob("delete-old-batch-jobs", HOUR_MS, (tx) => deleteOldBatchJobs(tx, daysAgo(tx, BATCH_JOB_DAYS))),
  batchJob("delete-old-mails", HOUR_MS, (tx) => deleteOldMails(tx, daysAgo(tx, MAIL_DAYS))),
];

function batchJob(name: string, everyMs: number, operation: (tx: Transaction) => Promise<number>): PeriodicJob {
  return { name, everyMs, run: (services, signal) => inBatches(services, signal, operation) };
}

function daysAgo({ now }: Transaction, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

type PausedRound = Awaited<ReturnType<typeof pauseUnused>>;

// Walks the authorizations once, from the first to the last: a batch that paused none is not the end.
async function pauseAllUnused({ database }: Services, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (let after: UnusedCursor | undefined = null; after !== undefined && !signal.aborted; ) {
    const from: UnusedCursor = after;
    const round: PausedRound = await database.write((tx): Promise<PausedRound> => pauseUnused(tx, undefined, from));
    total += round.paused;
    after = round.next ?? undefined;
  }
  return total;
}
