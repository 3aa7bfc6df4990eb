import type { Words } from "../words/words.js";
import type { Job } from "./jobs.documents.js";

const WITHDRAWAL = {
  going: "consoleJobs.withdrawing",
  done: "consoleJobs.withdrawn",
  stopped: "consoleJobs.stopped",
  failed: "consoleJobs.failed",
  refused: "consoleJobs.refused",
  stay: "consoleJobs.refusedStay",
  why: "consoleJobs.whyRefused",
} as const;

/** What was not decided is not called refused, which may be what was asked for. */
const LEFT_OUT = {
  refused: "consoleJobs.leftOut",
  stay: "consoleJobs.leftOutStay",
  why: "consoleJobs.whyLeftOut",
} as const;

const WORDS = {
  approveAuthorizations: {
    going: "consoleJobs.approving",
    done: "consoleJobs.approved",
    stopped: "consoleJobs.approvalStopped",
    failed: "consoleJobs.approvalFailed",
    ...LEFT_OUT,
  },
  refuseAuthorizations: {
    going: "consoleJobs.refusing",
    done: "consoleJobs.requestsRefused",
    stopped: "consoleJobs.refusalStopped",
    failed: "consoleJobs.refusalFailed",
    ...LEFT_OUT,
  },
} as const;

/** How the console speaks of what a batch does. */
export function wordsOf({ operation }: Job) {
  return Object.hasOwn(WORDS, operation) ? WORDS[operation as keyof typeof WORDS] : WITHDRAWAL;
}

export function titleOf({ say, number }: Words, job: Job): string {
  const { state, itemCount, doneCount } = job;
  const { going, done, stopped, failed } = wordsOf(job);
  const ofAll = { done: number(doneCount), total: number(itemCount) };
  switch (state) {
    case "DONE":
      return say(done, { count: doneCount, number: number(doneCount) });
    case "CANCELLED":
      return say(stopped, ofAll);
    case "FAILED":
      return say(failed, ofAll);
    default:
      return say(going, { count: itemCount, number: number(itemCount) });
  }
}

export function countsOf({ say, number }: Words, job: Job): string {
  const { itemCount, leftCount, refusedCount } = job;
  return [
    say("consoleJobs.tried", { done: number(triedOf(job)), total: number(itemCount) }),
    ...(leftCount > 0 ? [say("consoleJobs.left", { count: leftCount, number: number(leftCount) })] : []),
    ...(refusedCount > 0 ? [say(wordsOf(job).refused, { count: refusedCount, number: number(refusedCount) })] : []),
  ].join(" · ");
}

export function triedOf({ doneCount, leftCount, refusedCount }: Job): number {
  return doneCount + leftCount + refusedCount;
}
