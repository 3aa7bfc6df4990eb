import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { type Outcome, sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { APPROVE, REFUSE, UNDO } from "./requests.documents.js";

/** From here on a total is "at least", and no number to hold anybody to. */
const MAX_EXACT_TOTAL = 10_000;

/** Some requests by their authorizations, or everything that waits in a domain, of which this many were seen. */
export type Selection =
  | { readonly ids: readonly string[]; readonly domainId?: undefined; readonly count: number }
  | { readonly ids?: undefined; readonly domainId: string; readonly count: number };

/** Approving and refusing, and what became of it. */
export function useDecisions(onDone: () => void) {
  const { say } = useWords();
  const approve = useAct(APPROVE);
  const refuse = useAct(REFUSE);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const undo = useAct(UNDO);
  const problem = approve.problem ?? refuse.problem ?? undo.problem;

  const takeBack = async (ids: readonly string[]) => {
    const undone = await undo.run({ input: { authorizationIds: [...ids] } });
    if (undone === null) return;
    setOutcome({ tone: "ok", title: say("consoleRequests.undone", { count: undone.undoApprovals.count }) });
    onDone();
  };

  /** What came in since it was looked at is decided by nobody: another number than was seen decides nothing. */
  const inputOf = ({ ids, domainId, count }: Selection, reason: string | null, done: number) =>
    ids === undefined
      ? { domainId, reason, ...(count < MAX_EXACT_TOTAL && { expectedCount: count - done }) }
      : { authorizationIds: [...ids], reason };

  /** Calls again while more waits: one call decides a thousand at most. */
  async function all(
    selection: Selection,
    once: (done: number) => Promise<{ count: number; hasMore: boolean } | null>,
  ) {
    let count = 0;
    for (;;) {
      const answer = await once(count);
      if (answer === null) return null;
      count += answer.count;
      if (!answer.hasMore || answer.count === 0 || selection.ids !== undefined) return count;
    }
  }

  function finish(selection: Selection, count: number | null, title: (count: number) => string) {
    if (count === null) return false;
    const leftOut = selection.count - count;
    const { ids } = selection;
    setOutcome({
      tone: leftOut > 0 ? "act" : "ok",
      title: title(count),
      text: leftOut > 0 ? say("consoleRequests.partlyText", { count: leftOut }) : undefined,
      // Of everything that waited nobody has seen the names; of what was left out nothing is to be turned round.
      undo:
        ids !== undefined && leftOut === 0
          ? { decidedAt: Date.now(), onUndo: () => void takeBack(ids) }
          : undefined,
    });
    onDone();
    return true;
  }

  return {
    isBusy: approve.isBusy || refuse.isBusy || undo.isBusy,
    takeBack,
    refusal: refuse.problem && sentenceOf(refuse.problem),
    outcome: problem
      ? ({ tone: "harm", title: say("consoleRequests.notDone"), text: sentenceOf(problem) } satisfies Outcome)
      : outcome,
    dismiss() {
      approve.forget();
      refuse.forget();
      undo.forget();
      setOutcome(null);
    },
    async approve(selection: Selection) {
      const once = async (done: number) =>
        (await approve.run({ input: inputOf(selection, null, done) }))?.approveAuthorizations ?? null;
      return finish(selection, await all(selection, once), (count) => say("consoleRequests.approvedTitle", { count }));
    },
    async refuse(selection: Selection, reason: string) {
      const once = async (done: number) =>
        (await refuse.run({ input: inputOf(selection, reason || null, done) }))?.refuseAuthorizations ?? null;
      return finish(selection, await all(selection, once), (count) => say("consoleRequests.refusedTitle", { count }));
    },
  };
}
