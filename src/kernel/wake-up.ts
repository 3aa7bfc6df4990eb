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

export interface KeyedWakeUp {
  /** Returns what ends the listening. */
  listen(key: string, listener: () => void): () => void;
  call(key: string): void;
}

/** The same about one thing of many. Nothing is kept of those that nobody listens for. */
export function keyedWakeUp(): KeyedWakeUp {
  const listenersOf = new Map<string, Set<() => void>>();
  return {
    listen(key, listener) {
      const listeners = listenersOf.get(key) ?? new Set();
      listenersOf.set(key, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) listenersOf.delete(key);
      };
    },
    call(key) {
      for (const listener of listenersOf.get(key) ?? []) listener();
    },
  };
}
