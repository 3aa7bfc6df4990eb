import type { Problem } from "../graphql/problem.js";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { Notice } from "./notice.js";
import { sentenceOf } from "./outcome.js";

interface SaveBarProps {
  readonly changes: number;
  readonly isBusy: boolean;
  /** What is against the whole; null where all is well, or said at a field. */
  readonly problem: Problem | null;
  readonly onDiscard: () => void;
  /** Asks for what is saved now; what was typed stays. */
  readonly onLook: () => void;
}

/** At the end of a form: what kept it from being saved, how many changes are not, and the two ways on. */
export function SaveBar({ changes, isBusy, problem, onDiscard, onLook }: SaveBarProps) {
  const { say, number } = useWords();
  const isStale = problem?.reason === "VERSION_CHANGED";
  return (
    <>
      {problem !== null && (
        <Notice
          tone={isStale ? "act" : "harm"}
          isResult
          title={say(isStale ? "consoleForm.changedTitle" : "consoleForm.notSaved")}
          actions={
            isStale && (
              <Button isSmall onClick={onLook}>
                {say("consoleForm.look")}
              </Button>
            )
          }
        >
          <p>{isStale ? say("consoleForm.changedText") : sentenceOf(problem)}</p>
        </Notice>
      )}
      <div className="acts">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {say("consoleForm.save")}
        </Button>
        {changes > 0 && (
          <>
            <Button kind="quiet" onClick={onDiscard}>
              {say("consoleForm.discard")}
            </Button>
            <span className="muted" role="status">
              {say("consoleForm.changes", { count: changes, number: number(changes) })}
            </span>
          </>
        )}
      </div>
    </>
  );
}
