/** Wake-up calls within one process; between processes the database is looked at again in a while. */

type Listener = () => void;

const whenDue = new Set<Listener>();
const whenConcluded = new Map<string, Set<Listener>>();

/** Calls back when this process has asked for a look; returns what ends it. */
export function whenLookIsDue(listener: Listener): Listener {
  whenDue.add(listener);
  return () => whenDue.delete(listener);
}

export function hintLookIsDue(): void {
  for (const listener of whenDue) listener();
}

/** Calls back when this process has concluded a look at the claim; returns what ends it. */
export function whenLookIsConcluded(claimId: string, listener: Listener): Listener {
  const listeners = whenConcluded.get(claimId) ?? new Set();
  whenConcluded.set(claimId, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) whenConcluded.delete(claimId);
  };
}

export function hintLookIsConcluded(claimId: string): void {
  for (const listener of whenConcluded.get(claimId) ?? []) listener();
}
