export interface WakeUp {
  /** Returns what ends the listening. */
  listen(listener: () => void): () => void;
  call(): void;
}

/**
 * A hint inside one process that there is something to do. It says nothing of what, it may get lost, and other processes
 * never hear it: a timer is what whoever listens rests on.
 */
export function wakeUp(): WakeUp {
  const listeners = new Set<() => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    call() {
      for (const listener of listeners) listener();
    },
  };
}
