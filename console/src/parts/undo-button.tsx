import { useEffect, useReducer } from "react";
import { UNDO_MS } from "../../../src/kernel/undo-time.js";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";

export interface Undo {
  /** When it was decided: ISO 8601, or milliseconds since 1970; null for what is not decided. */
  readonly decidedAt: string | number | null | undefined;
  readonly isBusy?: boolean;
  readonly onUndo: () => void;
}

interface UndoButtonProps extends Undo {
  /** What is turned round, where several of it stand below each other. */
  readonly about?: string;
}

/** Turns a decision round, as long as that is possible: after ten minutes there is no such button. */
export function UndoButton({ decidedAt, about, isBusy = false, onUndo }: UndoButtonProps) {
  const { say } = useWords();
  if (!useUndoable(decidedAt)) return null;
  return (
    <Button
      isSmall
      icon="back"
      isBusy={isBusy}
      aria-label={about === undefined ? undefined : say("consoleList.undoFor", { what: about })}
      onClick={onUndo}
    >
      {say("consoleList.undo")}
    </Button>
  );
}

export function isUndoable(decidedAt: Undo["decidedAt"]): boolean {
  return Date.now() < undoableUntil(decidedAt);
}

/** Milliseconds since 1970. */
function undoableUntil(decidedAt: Undo["decidedAt"]): number {
  return decidedAt === null || decidedAt === undefined ? 0 : new Date(decidedAt).getTime() + UNDO_MS;
}

/** Whether the time to turn it round lasts, until the moment at which it does not. */
function useUndoable(decidedAt: Undo["decidedAt"]): boolean {
  const end = undoableUntil(decidedAt);
  const [, wake] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const left = end - Date.now();
    if (left <= 0) return;
    const timer = setTimeout(wake, left);
    return () => clearTimeout(timer);
  }, [end]);
  return Date.now() < end;
}
