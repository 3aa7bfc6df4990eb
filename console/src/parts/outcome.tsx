import type { ReactNode } from "react";
import type { Problem } from "../graphql/problem.js";
import { wholeWords } from "../words/whole-words.js";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import type { Tone } from "./chip.js";
import { Notice } from "./notice.js";
import { type Undo, UndoButton } from "./undo-button.js";

export interface Outcome {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  /** Turns it round, as long as that is possible. */
  readonly undo?: Undo;
}

interface OutcomeProps {
  readonly outcome: Outcome | null;
  readonly onDismiss: () => void;
}

/** What became of an act, where it was done, until it is dismissed. */
export function OutcomeNotice({ outcome, onDismiss }: OutcomeProps) {
  const { say } = useWords();
  if (outcome === null) return null;
  return (
    <Notice
      tone={outcome.tone}
      title={outcome.title}
      isResult
      actions={
        <>
          {outcome.undo && <UndoButton {...outcome.undo} />}
          <Button isSmall kind="quiet" onClick={onDismiss}>
            {say("consoleList.dismiss")}
          </Button>
        </>
      }
    >
      {outcome.text !== undefined && <p>{outcome.text}</p>}
    </Notice>
  );
}

/** What the server said against it, with what would be right. */
export function sentenceOf({ message, expected }: Problem): string {
  return wholeWords(expected === undefined ? message : `${message} (${expected})`);
}
