/** For so long a decision can be taken back. */
export const UNDO_MINUTES = 10;
export const UNDO_MS = UNDO_MINUTES * 60_000;
