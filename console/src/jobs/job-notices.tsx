import { useEffect } from "react";
import { useStanding } from "../frame/viewer.js";
import { tellChangedElsewhere, usePolling, useQuery } from "../graphql/index.js";
import { isGoing, JobNotice } from "./job-notice.js";
import { JOBS, type Job } from "./jobs.documents.js";
import { forgetJob, useKeptJobs } from "./kept-jobs.js";

const EVERY_MS = 2_000;

/** The batches that were started here: how far each is, and in the end what became of it, until it is dismissed. */
export default function JobNotices() {
  const { login } = useStanding().viewer;
  const ids = useKeptJobs(login);
  const [{ data }, ask] = useQuery({ query: JOBS, variables: { ids: [...ids] }, pause: ids.length === 0 });
  const found = data?.nodes ?? [];
  const jobs = found.filter((node): node is Job => node !== null && "itemCount" in node && ids.includes(node.id));
  const unfinished = jobs.filter(isGoing).length;
  usePolling(() => ask({ requestPolicy: "network-only" }), unfinished > 0, EVERY_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one of them ends.
  useEffect(() => {
    if (data !== undefined) tellChangedElsewhere();
  }, [unfinished]);
  // Forgotten by the server after a month, or another's by now.
  const isGone = data !== undefined && found.length === ids.length;
  useEffect(() => {
    if (isGone) for (const [place, id] of ids.entries()) if (found[place] === null) forgetJob(login, id);
  }, [isGone, found, ids, login]);
  return jobs.map((job) => <JobNotice key={job.id} job={job} onDismiss={() => forgetJob(login, job.id)} />);
}
