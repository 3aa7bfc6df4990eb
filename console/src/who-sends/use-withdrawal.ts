import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { type Outcome, sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { type Sender, WITHDRAW_EVERYWHERE } from "./who-sends.documents.js";

/** One right withdrawn at a time; done when every server obeys, which is waited for and said. */
export function useWithdrawal(onDone: () => void) {
  const { say } = useWords();
  const act = useAct(WITHDRAW_EVERYWHERE);
  const [leaving, setLeaving] = useState<Sender | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const behind = act.problem?.reason === "GATEWAYS_BEHIND";
  const address = leaving?.identity.address ?? "";
  const shown: Outcome | null = act.isBusy
    ? {
        tone: "wait",
        title: say("consoleWhoSends.withdrawing", { address }),
        text: say("consoleWhoSends.withdrawingText"),
      }
    : behind
      ? { tone: "act", title: say("consoleWhoSends.behindTitle", { address }), text: say("consoleWhoSends.behindText") }
      : act.problem
        ? { tone: "harm", title: say("consoleWhoSends.notDone"), text: sentenceOf(act.problem) }
        : outcome;
  return {
    leavingId: act.isBusy ? (leaving?.id ?? null) : null,
    outcome: shown,
    /** Of several at once, which nobody waits for. */
    tell(count: number) {
      act.forget();
      setOutcome({
        tone: "ok",
        title: say("consoleWhoSends.withdrawnSeveral", { count }),
        text: say("consoleWhoSends.withdrawnSeveralText"),
      });
      onDone();
    },
    dismiss() {
      act.forget();
      setOutcome(null);
    },
    async withdraw(sender: Sender, reason: string) {
      setLeaving(sender);
      setOutcome(null);
      const done = await act.run({ authorizationId: sender.id, reason: reason || null });
      if (done !== null) {
        const title = say("consoleWhoSends.withdrawnTitle", { address: sender.identity.address });
        setOutcome({ tone: "ok", title, text: say("consoleWhoSends.withdrawnText") });
      }
      onDone();
    },
  };
}
