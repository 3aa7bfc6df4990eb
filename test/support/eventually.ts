import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until the claim holds. The time is a limit for a machine under load, not an expectation: a test that uses
 * this asserts that something happens, never how fast.
 */
export async function eventually(
  claim: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
  pauseMs = 50,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs / 1000} s: ${claim}`);
    await sleep(pauseMs);
  }
}
