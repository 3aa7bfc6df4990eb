/** Something done again and again, never twice at once. */
export interface Repetition {
  /** Ends the pause that is going on; during a run, it makes the next pause none. */
  wake(): void;
  /** Begins nothing more; fulfils when what is going on has ended. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_AFTER_ERROR_MS = 1_000;
const MAX_PAUSE_AFTER_ERROR_MS = 60_000;

/**
 * Runs `run`, pauses for as long as it says (milliseconds), and runs it again. When it throws, `onError` is told and
 * the pauses grow from a second to a minute. Timers do not keep the process alive.
 */
export function repeat(run: () => Promise<number>, onError: (error: unknown) => void): Repetition {
  let isStopped = false;
  let isWoken = false;
  let endPause: (() => void) | undefined;
  let failures = 0;

  async function runOnce(): Promise<number> {
    try {
      const pauseMs = await run();
      failures = 0;
      return pauseMs;
    } catch (error) {
      onError(error);
      failures += 1;
      return Math.min(FIRST_PAUSE_AFTER_ERROR_MS * 2 ** (failures - 1), MAX_PAUSE_AFTER_ERROR_MS);
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function goOn(): Promise<void> {
    while (!isStopped) {
      isWoken = false;
      const pauseMs = await runOnce();
      // A failure is not shortened: what wakes us may be what fails.
      if (!isStopped && !(isWoken && failures === 0)) await pause(withJitter(pauseMs));
      endPause = undefined;
    }
  }

  // Not before the caller has what it may want to call from within `run`.
  const ended = Promise.resolve().then(goOn);
  return {
    wake() {
      isWoken = true;
      if (failures === 0) endPause?.();
    },
    async stop() {
      isStopped = true;
      endPause?.();
      await ended;
    },
  };
}

// Up to a tenth longer, so that processes started together do not stay together.
function withJitter(ms: number): number {
  return ms * (1 + Math.random() * 0.1);
}
