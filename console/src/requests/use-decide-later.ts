import { useState } from "react";
import { useClient } from "urql";
import { useStanding } from "../frame/viewer.js";
import { type Problem, problemOf, useAct } from "../graphql/index.js";
import { startJobs } from "../jobs/start-jobs.js";
import { APPROVE_LATER, REFUSE_LATER, WAITING_IDS } from "./requests.documents.js";
import type { Chosen, Decision } from "./use-decisions.js";

/** Has a worker answer what was chosen; how far it is stands at the top of every screen. */
export function useDecideLater() {
  const client = useClient();
  const { login } = useStanding().viewer;
  const approve = useAct(APPROVE_LATER);
  const refuse = useAct(REFUSE_LATER);
  const [isLooking, setLooking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const pageAfter = (domainId: string, after: string | null) =>
    client.query(WAITING_IDS, { domainId, after }, { requestPolicy: "network-only" }).toPromise();

  async function waitingIn(domainId: string): Promise<string[] | null> {
    const ids: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data, error } = await pageAfter(domainId, after);
      const found = problemOf(error);
      setProblem(found);
      if (found !== null || data === undefined) return null;
      const { edges, pageInfo } = data.approvals;
      ids.push(...edges.map(({ node }) => node.authorization.id));
      if (!pageInfo.hasNextPage) return ids;
      after = pageInfo.endCursor ?? null;
    }
  }

  async function idsOf({ ids, domainId }: Chosen): Promise<readonly string[] | null> {
    if (ids !== undefined) return ids;
    setLooking(true);
    const found = await waitingIn(domainId);
    setLooking(false);
    return found;
  }

  return {
    isBusy: isLooking || approve.isBusy || refuse.isBusy,
    problem: problem ?? approve.problem ?? refuse.problem,
    forget() {
      setProblem(null);
      approve.forget();
      refuse.forget();
    },
    /** True once all of it is taken. What came in since it was looked at is answered by nobody. */
    async start(decision: Decision, chosen: Chosen, reason: string | null): Promise<boolean> {
      const ids = await idsOf(chosen);
      if (ids === null) return false;
      return startJobs({ login, ids, count: chosen.count }, async (some, idempotencyKey) => {
        const variables = { input: { ...some, reason }, idempotencyKey };
        return decision === "APPROVE"
          ? (await approve.run(variables))?.approveAuthorizations.job
          : (await refuse.run(variables))?.refuseAuthorizations.job;
      });
    },
  };
}
