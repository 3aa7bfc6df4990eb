import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { type Outcome, sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { APPROVE, REFUSE, UNDO } from "./requests.documents.js";

/** From here on a total is "at least", and no number to hold anybody to. */
const MAX_EXACT_TOTAL = 10_000;

export type Decision = "APPROVE" | "REFUSE";

/** Some requests by their authorizations, or everything that waits in a domain, of which this many were seen. */
export type Chosen =
  | { readonly ids: readonly string[]; readonly domainId?: undefined; readonly count: number }
  | { readonly ids?: undefined; readonly domainId: string; readonly count: number };

export type Decisions = ReturnType<typeof useDecisions>;

interface Call {
  readonly reason: string | null;
  /** How many were decided by earlier calls. */
  readonly done?: number;
  readonly dryRun?: boolean;
}

/** Approving and refusing, and what became of it. */
export function useDecisions(onDone: () => void) {
  const { say } = useWords();
  const approve = useAct(APPROVE);
  const refuse = useAct(REFUSE);
  const undo = useAct(UNDO);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const problem = approve.problem ?? refuse.problem ?? undo.problem;

  const takeBack = async (ids: readonly string[]) => {
    const undone = await undo.run({ input: { authorizationIds: [...ids] } });
    if (undone === null) return;
    setOutcome({ tone: "ok", title: say("consoleRequests.undone", { count: undone.undoApprovals.count }) });
    onDone();
  };

  const call = async (decision: Decision, chosen: Chosen, how: Call) => {
    const input = inputOf(chosen, how);
    return decision === "APPROVE"
      ? ((await approve.run({ input }))?.approveAuthorizations ?? null)
      : ((await refuse.run({ input }))?.refuseAuthorizations ?? null);
  };

  /** Calls again while more waits: one call decides a thousand at most. */
  async function all(decision: Decision, chosen: Chosen, reason: string | null): Promise<number | null> {
    let done = 0;
    for (;;) {
      const answer = await call(decision, chosen, { reason, done });
      if (answer === null) return null;
      done += answer.count;
      if (!answer.hasMore || answer.count === 0 || chosen.ids !== undefined) return done;
    }
  }

  function finish(decision: Decision, { ids, count: wanted }: Chosen, count: number) {
    const leftOut = wanted - count;
    const isApproval = decision === "APPROVE";
    setOutcome({
      tone: leftOut > 0 ? "act" : "ok",
      title: say(isApproval ? "consoleRequests.approvedTitle" : "consoleRequests.refusedTitle", { count }),
      text: leftOut > 0 ? say("consoleRequests.partlyText", { count: leftOut }) : undefined,
      // Of everything that waited nobody has seen the names; of what was left out nothing is to be turned round.
      undo:
        ids !== undefined && leftOut === 0 ? { decidedAt: Date.now(), onUndo: () => void takeBack(ids) } : undefined,
    });
    onDone();
  }

  return {
    isBusy: approve.isBusy || refuse.isBusy || undo.isBusy,
    takeBack,
    refusal: problem && sentenceOf(problem),
    outcome: problem
      ? ({ tone: "harm", title: say("consoleRequests.notDone"), text: sentenceOf(problem) } satisfies Outcome)
      : outcome,
    dismiss() {
      approve.forget();
      refuse.forget();
      undo.forget();
      setOutcome(null);
    },
    /** How many it would be now; null where it would be refused. */
    rehearse: async (decision: Decision, chosen: Chosen): Promise<number | null> =>
      (await call(decision, { ...chosen, count: MAX_EXACT_TOTAL }, { reason: null, dryRun: true }))?.count ?? null,
    async decide(decision: Decision, chosen: Chosen, reason = ""): Promise<boolean> {
      const count = await all(decision, chosen, reason || null);
      if (count !== null) finish(decision, chosen, count);
      return count !== null;
    },
  };
}

/** What came in since it was looked at is decided by nobody: another number than was seen decides nothing. */
function inputOf({ ids, domainId, count }: Chosen, { reason, done = 0, dryRun = false }: Call) {
  return ids === undefined
    ? { domainId, reason, dryRun, ...(count < MAX_EXACT_TOTAL && { expectedCount: count - done }) }
    : { authorizationIds: [...ids], reason, dryRun };
}
