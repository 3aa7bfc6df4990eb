/**
 * A hint inside one process that mail waits, so that a worker beside the API need not wait for its timer. It may get
 * lost, and other processes never hear it: the timer is what delivery rests on.
 */
const listeners = new Set<() => void>();

/** Returns the function that ends the listening. */
export function whenMailIsQueued(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function hintMailIsQueued(): void {
  for (const listener of listeners) listener();
}
