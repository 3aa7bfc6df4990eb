import { periodicJobs } from "../../../jobs/index.js";
import type { Moment } from "../story/moments.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

/** The background work, each job at the moments at which something in the story follows from it. */
export function jobSteps(): Step[] {
  return [
    ...nightly(
      [15, 14, 13, 12, 11, 10, 9, 8, 4, 1],
      ["release-questions", "expire-verifications", "expire-authorizations"],
    ),
  ];
}

function nightly(daysAgo: readonly number[], names: readonly string[]): Step[] {
  return daysAgo.map((day) => jobsAt({ daysAgo: day, at: "23:45" }, names));
}

function jobsAt(when: Moment, names: readonly string[]): Step {
  return { when, run: (stage) => runJobs(stage, names) };
}

async function runJobs({ services }: Stage, names: readonly string[]): Promise<void> {
  const { signal } = new AbortController();
  for (const job of periodicJobs) if (names.includes(job.name)) await job.run(services, signal);
}
