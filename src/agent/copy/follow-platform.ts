import type { AgentLogger } from "../agent-logger.js";
import type { CopySync } from "./copy-sync.js";

/** How often the feed is asked while commits are signalled, and while they are not. */
const ASK_WHEN_SIGNALLED_MS = 10_000;
const ASK_EVERY_MS = 1_000;
const MAX_RETRY_MS = 10_000;
const LOG_EVERY_MS = 60_000;

export interface PlatformFollower {
  /** Asks the feed now. */
  wake(): void;
  /** Finishes the step under way and takes no other. */
  stop(): Promise<void>;
}

/** Takes one step after the other for as long as the agent runs; trouble is logged once a minute and tried again. */
export function followPlatform(
  sync: Pick<CopySync, "step">,
  isSignalled: () => boolean,
  logger: AgentLogger,
): PlatformFollower {
  let isStopped = false;
  let isAwake = false;
  let wakeUp: (() => void) | null = null;
  let retryMs = ASK_EVERY_MS;
  let loggedAt = 0;

  async function rest(ms: number): Promise<void> {
    if (isAwake || isStopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wakeUp = null;
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      isAwake = false;
      try {
        const hasMore = await sync.step();
        retryMs = ASK_EVERY_MS;
        if (!hasMore) await rest(isSignalled() ? ASK_WHEN_SIGNALLED_MS : ASK_EVERY_MS);
      } catch (error) {
        if (Date.now() - loggedAt > LOG_EVERY_MS) {
          loggedAt = Date.now();
          logger.warn({ err: error }, "the platform could not be followed; answers come from the copy as it is");
        }
        await rest(retryMs * (0.5 + Math.random()));
        retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
      }
    }
  }

  const running = run();
  return {
    wake() {
      isAwake = true;
      wakeUp?.();
    },
    async stop() {
      isStopped = true;
      wakeUp?.();
      await running;
    },
  };
}
