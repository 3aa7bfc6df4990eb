import { keptInTab } from "../kept.js";
import type { Outcome } from "../parts/outcome.js";
import type { Words } from "../words/words.js";

interface Added {
  readonly address: string;
  readonly state: string;
  readonly hasQuestion: boolean;
}

const KEPT = "mayfrom.added";

/** What was just added, told on the list that one is led to. */
export function keepAdded(added: Added): void {
  keptInTab.set(KEPT, JSON.stringify(added));
}

export function takeAdded({ say }: Words): Outcome | null {
  const kept = keptInTab.get(KEPT);
  if (kept === null) return null;
  keptInTab.remove(KEPT);
  const { address, state, hasQuestion } = JSON.parse(kept) as Added;
  if (state === "AUTHORIZED") return { tone: "ok", title: say("consoleSenders.allowedTitle", { address }) };
  if (!hasQuestion) {
    return {
      tone: "wait",
      title: say("consoleSenders.waitsTitle", { address }),
      text: say("consoleSenders.waitsText"),
    };
  }
  return { tone: "wait", title: say("consoleSenders.addedTitle", { address }), text: say("consoleSenders.addedText") };
}
