import { newIdempotencyKey, useAct, useQuery } from "../graphql/index.js";
import {
  type Sender,
  type SenderFilter,
  type SenderState,
  WITHDRAW_SEVERAL,
  WOULD_BE_WITHDRAWN,
} from "./who-sends.documents.js";

/** States from which there is something to withdraw. */
export const CAN_BE_WITHDRAWN: readonly SenderState[] = ["AUTHORIZED", "PENDING", "PAUSED"];

/** Some rows, or everything that the filter of the list finds. */
export type Chosen =
  | { readonly rows: readonly Sender[]; readonly filter?: undefined }
  | { readonly rows?: undefined; readonly filter: SenderFilter };

/** How many of a state, and the first of all. */
export interface WouldBeWithdrawn {
  readonly byState: readonly { readonly state: SenderState; readonly count: number }[];
  readonly first: readonly Pick<Sender, "id" | "identity" | "account">[];
}

/** By state, of what was chosen; null as long as the server has not answered. */
export function useWouldBeWithdrawn(chosen: Chosen): WouldBeWithdrawn | null {
  const { filter = {} } = chosen;
  const states = (filter.states ?? CAN_BE_WITHDRAWN).filter((state) => CAN_BE_WITHDRAWN.includes(state));
  const only = (state: SenderState) => ({ ...filter, states: [state] });
  const [{ data }] = useQuery({
    query: WOULD_BE_WITHDRAWN,
    variables: {
      all: { ...filter, states },
      allowed: only("AUTHORIZED"),
      asked: only("PENDING"),
      paused: only("PAUSED"),
      hasAllowed: states.includes("AUTHORIZED"),
      hasAsked: states.includes("PENDING"),
      hasPaused: states.includes("PAUSED"),
    },
    pause: chosen.filter === undefined,
  });
  if (chosen.rows !== undefined) {
    const rows = chosen.rows.filter(({ state }) => CAN_BE_WITHDRAWN.includes(state));
    const byState = CAN_BE_WITHDRAWN.map((state) => ({
      state,
      count: rows.filter((row) => row.state === state).length,
    }));
    return { byState, first: rows };
  }
  if (data === undefined) return null;
  const counts = { AUTHORIZED: data.allowed, PENDING: data.asked, PAUSED: data.paused };
  return {
    byState: states.map((state) => ({ state, count: counts[state as keyof typeof counts]?.totalCount ?? 0 })),
    first: data.first.edges.map(({ node }) => node),
  };
}

/** What is withdrawn, in as many calls as it takes. */
export function useSeveral() {
  const act = useAct(WITHDRAW_SEVERAL);
  const call = async (chosen: Chosen, how: { dryRun: boolean; reason: string | null; expectedCount?: number }) => {
    const { rows, filter } = chosen;
    const ids = rows?.filter(({ state }) => CAN_BE_WITHDRAWN.includes(state)).map(({ id }) => id);
    const selection = ids === undefined ? { filter } : { authorizationIds: ids };
    const answer = await act.run({ input: { ...selection, ...how, idempotencyKey: newIdempotencyKey() } });
    return answer?.revokeAuthorizations ?? null;
  };
  return {
    isBusy: act.isBusy,
    problem: act.problem,
    /** How many it would be now; null where it would be refused. */
    rehearse: async (chosen: Chosen) => (await call(chosen, { dryRun: true, reason: null }))?.count ?? null,
    /** What came in since it was looked at is withdrawn by nobody: another number than was seen ends it. */
    async withdraw(chosen: Chosen, count: number, reason: string): Promise<number | null> {
      let done = 0;
      for (;;) {
        const how = { dryRun: false, reason: reason || null, expectedCount: count - done };
        const answer = await call(chosen, how);
        if (answer === null) return null;
        done += answer.count;
        if (!answer.hasMore || answer.count === 0) return done;
      }
    },
  };
}
