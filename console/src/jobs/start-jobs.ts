import { newIdempotencyKey } from "../graphql/index.js";
import { keepJob } from "./kept-jobs.js";

/** What is more is done after the call, where its progress is seen and it can be stopped. */
export const MOST_AT_ONCE = 200;
/** Of one batch that is done after its call. */
const ITEMS_PER_JOB = 10_000;

interface JobsToStart {
  readonly login: string;
  readonly ids: readonly string[];
  /** How many were seen: another number ends it before anything is done. */
  readonly count: number;
}

/** What each of the calls is given. */
export interface SomeOfJob {
  readonly authorizationIds: string[];
  readonly expectedCount: number;
}

type StartJob = (some: SomeOfJob, idempotencyKey: string) => Promise<{ readonly id: string } | null | undefined>;

/** True once all of it is taken; how far it is stands at the top of every screen. */
export async function startJobs({ login, ids, count }: JobsToStart, start: StartJob): Promise<boolean> {
  for (let first = 0; first < ids.length; first += ITEMS_PER_JOB) {
    const authorizationIds = ids.slice(first, first + ITEMS_PER_JOB);
    const expectedCount = ids.length === count ? authorizationIds.length : count;
    const job = await start({ authorizationIds, expectedCount }, newIdempotencyKey());
    if (job === null || job === undefined) return false;
    keepJob(login, job.id);
  }
  return true;
}
