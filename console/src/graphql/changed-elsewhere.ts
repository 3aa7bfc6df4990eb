import { useEffect, useRef } from "react";

const listeners = new Set<() => void>();

/** Says that something that is shown was changed, and not by an answer to this page. */
export function tellChangedElsewhere(): void {
  for (const tell of listeners) tell();
}

/** Asks again whenever that is said. */
export function useChangedElsewhere(ask: () => void): void {
  const again = useRef(ask);
  again.current = ask;
  useEffect(() => {
    const listener = () => again.current();
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
