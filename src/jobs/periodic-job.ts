import type { Transaction } from "../database/index.js";
import type { Services } from "../graphql/index.js";
import { currentSpan, inSpan } from "../tracing/index.js";
import { endTurn, takeTurn } from "./leases/take-turn.js";

/** Work that comes round, done by one process at a time however many there are. */
export interface PeriodicJob {
  /** At most 64 characters; names the lease. */
  readonly name: string;
  readonly everyMs: number;
  /** Returns how many things it did, for the log. It must end soon after `signal` is aborted. */
  run(services: Services, signal: AbortSignal): Promise<number>;
}

const LEASE_MS = 15 * 60 * 1_000;
/** Well within the lease. What is left then is for the next turn. */
const MAX_TURN_MS = 10 * 60 * 1_000;
const PAUSE_AFTER_FAILURE_MS = 60_000;

/** Calls a bounded operation, each time in a transaction of its own, until it did nothing. Returns how much it did. */
export async function inBatches(
  { database }: Services,
  signal: AbortSignal,
  operation: (tx: Transaction) => Promise<number>,
): Promise<number> {
  const startedAt = performance.now();
  let total = 0;
  while (!signal.aborted && performance.now() - startedAt < MAX_TURN_MS) {
    const count = await database.write(operation);
    if (count === 0) break;
    total += count;
  }
  return total;
}

/** Runs the job if its turn has come and is ours. Returns for how many milliseconds to pause until the next question. */
export async function runTurn(
  services: Services,
  job: PeriodicJob,
  holder: string,
  signal: AbortSignal,
): Promise<number> {
  const { database, clock, log } = services;
  const turn = await database.write((tx) => takeTurn(tx, job.name, holder, LEASE_MS));
  if (!turn.isOurs) return Math.min(Math.max(turn.dueAt.getTime() - clock.now().getTime(), 0) + 1, job.everyMs);
  let pauseMs = Math.min(PAUSE_AFTER_FAILURE_MS, job.everyMs);
  try {
    const count = await runTraced(services, job, signal);
    if (count > 0) log.info({ job: job.name, count }, "a periodic job did its work");
    pauseMs = job.everyMs;
  } finally {
    await database.write((tx) => endTurn(tx, job.name, holder, new Date(clock.now().getTime() + pauseMs)));
  }
  return pauseMs;
}

function runTraced(services: Services, job: PeriodicJob, signal: AbortSignal): Promise<number> {
  return inSpan(
    () => ({ name: `job ${job.name}`, attributes: { "mayfrom.job": job.name } }),
    async () => {
      const count = await job.run(services, signal);
      currentSpan()?.note({ "mayfrom.job.count": count });
      return count;
    },
  );
}
