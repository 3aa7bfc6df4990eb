type Listener = () => void;

const listeners = new Set<Listener>();

/**
 * Calls back after each commit of this process that took a revision. A wake-up call and nothing more: it says neither
 * which revision nor of which database, and other processes commit as well. Returns what ends it.
 */
export function onCommittedHere(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function announceCommit(): void {
  for (const listener of listeners) listener();
}
