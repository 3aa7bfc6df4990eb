import { useState } from "react";
import { useClient } from "urql";
import { useStanding } from "../frame/viewer.js";
import { newIdempotencyKey, type Problem, problemOf, useAct } from "../graphql/index.js";
import { keepJob } from "../jobs/kept-jobs.js";
import { CAN_BE_WITHDRAWN, type Chosen } from "./use-several.js";
import { FOUND_IDS, type SenderFilter, WITHDRAW_LATER } from "./who-sends.documents.js";

/** What is more is done after the call, where its progress is seen and it can be stopped. */
export const MOST_AT_ONCE = 200;
/** Of one batch that is done after its call. */
const ITEMS_PER_JOB = 10_000;

/** Has a worker withdraw what was chosen; how far it is stands at the top of every screen. */
export function useWithdrawLater() {
  const client = useClient();
  const { login } = useStanding().viewer;
  const act = useAct(WITHDRAW_LATER);
  const [isLooking, setLooking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const pageAfter = (filter: SenderFilter, after: string | null) =>
    client.query(FOUND_IDS, { filter, after }, { requestPolicy: "network-only" }).toPromise();

  async function idsFound(filter: SenderFilter): Promise<string[] | null> {
    const states = (filter.states ?? CAN_BE_WITHDRAWN).filter((state) => CAN_BE_WITHDRAWN.includes(state));
    const ids: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data, error } = await pageAfter({ ...filter, states }, after);
      const found = problemOf(error);
      setProblem(found);
      if (found !== null || data === undefined) return null;
      const { edges, pageInfo } = data.authorizations;
      ids.push(...edges.map(({ node }) => node.id));
      if (!pageInfo.hasNextPage) return ids;
      after = pageInfo.endCursor ?? null;
    }
  }

  async function idsOf({ rows, filter }: Chosen): Promise<string[] | null> {
    if (rows !== undefined) return rows.filter(({ state }) => CAN_BE_WITHDRAWN.includes(state)).map(({ id }) => id);
    setLooking(true);
    const ids = await idsFound(filter);
    setLooking(false);
    return ids;
  }

  return {
    isBusy: isLooking || act.isBusy,
    problem: problem ?? act.problem,
    /** True once all of it is taken. What came in since it was looked at is withdrawn by nobody. */
    async start(chosen: Chosen, count: number, reason: string): Promise<boolean> {
      const ids = await idsOf(chosen);
      if (ids === null) return false;
      for (let first = 0; first < ids.length; first += ITEMS_PER_JOB) {
        const authorizationIds = ids.slice(first, first + ITEMS_PER_JOB);
        // Another number than was seen ends it before anything is done.
        const expectedCount = ids.length === count ? authorizationIds.length : count;
        const how = { reason: reason || null, idempotencyKey: newIdempotencyKey(), expectedCount };
        const answer = await act.run({ input: { authorizationIds, ...how } });
        const job = answer?.revokeAuthorizations.job;
        if (job === null || job === undefined) return false;
        keepJob(login, job.id);
      }
      return true;
    },
  };
}
