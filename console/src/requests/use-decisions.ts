import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { MOST_AT_ONCE } from "../jobs/start-jobs.js";
import { type Outcome, sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { APPROVE, REFUSE, UNDO } from "./requests.documents.js";
import { useDecideLater } from "./use-decide-later.js";

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
  readonly dryRun?: boolean;
}

/** Approving and refusing, and what became of it. */
export function useDecisions(onDone: () => void) {
  const { say } = useWords();
  const approve = useAct(APPROVE);
  const refuse = useAct(REFUSE);
  const undo = useAct(UNDO);
  const later = useDecideLater();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const problem = approve.problem ?? refuse.problem ?? undo.problem ?? later.problem;

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
    isBusy: approve.isBusy || refuse.isBusy || undo.isBusy || later.isBusy,
    takeBack,
    refusal: problem && sentenceOf(problem),
    outcome: problem
      ? ({ tone: "harm", title: say("consoleRequests.notDone"), text: sentenceOf(problem) } satisfies Outcome)
      : outcome,
    dismiss() {
      approve.forget();
      refuse.forget();
      undo.forget();
      later.forget();
      setOutcome(null);
    },
    /** How many it would be now; null where it would be refused. */
    rehearse: async (decision: Decision, chosen: Chosen): Promise<number | null> =>
      (await call(decision, { ...chosen, count: MAX_EXACT_TOTAL }, { reason: null, dryRun: true }))?.count ?? null,
    /** True once it is done, or where it is much once a worker has it. */
    async decide(decision: Decision, chosen: Chosen, reason = ""): Promise<boolean> {
      if (isMuch(chosen)) {
        const isTaken = await later.start(decision, chosen, reason || null);
        if (isTaken) onDone();
        return isTaken;
      }
      const answer = await call(decision, chosen, { reason: reason || null });
      if (answer !== null) finish(decision, chosen, answer.count);
      return answer !== null;
    },
  };
}

/** Done after the call. */
export function isMuch({ count }: Chosen): boolean {
  return count > MOST_AT_ONCE;
}

/** What came in since it was looked at is decided by nobody: another number than was seen decides nothing. */
function inputOf({ ids, domainId, count }: Chosen, { reason, dryRun = false }: Call) {
  return ids === undefined
    ? { domainId, reason, dryRun, ...(count < MAX_EXACT_TOTAL && { expectedCount: count }) }
    : { authorizationIds: [...ids], reason, dryRun };
}
