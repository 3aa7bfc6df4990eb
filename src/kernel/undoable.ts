import { conflict } from "./domain-error.js";
import { because } from "./reasons.js";
import { UNDO_MINUTES, UNDO_MS } from "./undo-time.js";

export interface DecisionToUndo {
  readonly decidedAt: Date | null;
  /** Nothing has come of it, and nobody has decided otherwise since. */
  readonly isAsLeft: boolean;
  readonly now: Date;
  /** Path in the input, for the error. */
  readonly field: string;
}

/** Throws CONFLICT where the time to take a decision back is over, or something came of it since. */
export function requireUndoable({ decidedAt, isAsLeft, now, field }: DecisionToUndo): void {
  if (isAsLeft && decidedAt !== null && now.getTime() - decidedAt.getTime() < UNDO_MS) return;
  throw conflict(
    because("DECISION_STANDS", { limit: UNDO_MINUTES }),
    `A decision can be taken back for ${UNDO_MINUTES} minutes, and while nothing has come of it; nothing was changed`,
    field,
  );
}
