import { Chip } from "../parts/chip.js";
import { Time } from "../parts/time.js";
import { useWords } from "../words/words.js";
import type { WebhookRow } from "./webhooks.documents.js";

const WHY = {
  BY_HAND: "consoleWebhooks.byHand",
  FAILING: "consoleWebhooks.failingLong",
  GONE: "consoleWebhooks.gone",
  FORMER_HOLDER: "consoleWebhooks.formerHolder",
} as const;

/** The normal case is quiet. */
export function WebhookState({
  row,
}: {
  readonly row: Pick<WebhookRow, "state" | "disabledBecause" | "failingSince">;
}) {
  const { say } = useWords();
  if (row.state === "DISABLED") {
    return (
      <>
        <Chip tone="over" icon="pause">
          {say("consoleWebhooks.disabled")}
        </Chip>
        {row.disabledBecause && <span className="sub">{say(WHY[row.disabledBecause])}</span>}
      </>
    );
  }
  if (row.failingSince !== null) {
    return (
      <>
        <Chip tone="harm" icon="octagon">
          {say("consoleWebhooks.failing")}
        </Chip>
        <span className="sub">
          <Time at={row.failingSince} />
        </span>
      </>
    );
  }
  return <span className="muted">{say("consoleKeys.inUse")}</span>;
}
