import { Link } from "@tanstack/react-router";
import { Button } from "../parts/button.js";
import { Notice } from "../parts/notice.js";
import { UndoButton } from "../parts/undo-button.js";
import { useWords } from "../words/words.js";
import type { DismissedSent } from "./senders.documents.js";

interface NotMineProps {
  readonly row: DismissedSent;
  readonly isBusy: boolean;
  readonly onUndo: () => void;
  readonly onRead: () => void;
}

/** What to do about the password, and the way back: also after the page was left, as long as there is one. */
export function NotMine({ row, isBusy, onUndo, onRead }: NotMineProps) {
  const { say } = useWords();
  return (
    <div className="pad">
      <Notice
        tone="harm"
        icon="lock"
        isResult
        title={say("consoleSenders.notMeTitle")}
        actions={
          <>
            <UndoButton decidedAt={row.decidedAt} about={row.address} isBusy={isBusy} onUndo={onUndo} />
            <Button isSmall kind="quiet" onClick={onRead}>
              {say("consoleList.dismiss")}
            </Button>
          </>
        }
      >
        <p>
          {say("consoleSenders.notMeText", { address: row.address })}{" "}
          <Link to="/me/security">{say("consoleSecurity.change")}</Link>
        </p>
      </Notice>
    </div>
  );
}
