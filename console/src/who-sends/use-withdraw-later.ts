import { useState } from "react";
import { useClient } from "urql";
import { useStanding } from "../frame/viewer.js";
import { type Problem, problemOf, useAct } from "../graphql/index.js";
import { startJobs } from "../jobs/start-jobs.js";
import { CAN_BE_WITHDRAWN, type Chosen } from "./use-several.js";
import { FOUND_IDS, type SenderFilter, WITHDRAW_LATER } from "./who-sends.documents.js";

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
      return startJobs({ login, ids, count }, async (some, idempotencyKey) => {
        const answer = await act.run({ input: { ...some, idempotencyKey, reason: reason || null } });
        return answer?.revokeAuthorizations.job;
      });
    },
  };
}
