import { periodicJobs } from "../../../app/index.js";
import { PROPOSED_DAYS_AGO } from "../plan/proposals.js";
import type { Moment } from "../story/moments.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

/** Days on which a question or a permission of the plan runs out, or may. */
const EXPIRY_DAYS_AGO = [17, 16, 14, 12, 10, 9, 8, 5, 4, 3, 2, 1];
const DAILY = ["release-questions", "expire-verifications", "expire-authorizations"];

/** Weekly mails; those of this week come with everything in the end. */
const TOLD_DAYS_AGO = [13, 6];

/** The background work, each job at the moments at which something in the story follows from it; in the end all of it. */
export function jobSteps(): Step[] {
  return [
    ...EXPIRY_DAYS_AGO.map((daysAgo) => jobsAt({ daysAgo, at: "23:45" }, DAILY)),
    ...PROPOSED_DAYS_AGO.map((daysAgo) => jobsAt({ daysAgo, at: "05:00" }, ["propose-from-observations"])),
    ...TOLD_DAYS_AGO.map((daysAgo) => jobsAt({ daysAgo, at: "06:00" }, ["alert-accounts", "send-digests"])),
    // Within the hour before enforcement begins for Alpine Mail.
    jobsAt({ daysAgo: 8, at: "23:15" }, ["apply-brake"]),
    jobsAt({ daysAgo: 1, at: "04:00" }, ["send-security-alerts"]),
    jobsAt(
      { minutesAgo: 4 },
      periodicJobs.map(({ name }) => name),
    ),
  ];
}

function jobsAt(when: Moment, names: readonly string[]): Step {
  return { when, run: (stage) => runJobs(stage, names) };
}

async function runJobs({ services }: Stage, names: readonly string[]): Promise<void> {
  const { signal } = new AbortController();
  for (const job of periodicJobs) if (names.includes(job.name)) await job.run(services, signal);
}
