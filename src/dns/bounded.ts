/** Runs at most so many works at once; the others wait in the order they came, at most so many of them. */
export interface Bounded {
  /** The work's result; null, and nothing done, where too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T | null>;
}

export function bounded(maxAtOnce: number, maxWaiting: number): Bounded {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (running >= maxAtOnce) {
        if (waiting.length >= maxWaiting) return null;
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else running += 1;
      try {
        return await work();
      } finally {
        // The place goes to the next without becoming free in between.
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
