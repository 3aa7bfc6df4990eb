import { fork } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { CopyDirectory } from "../../../src/agent/copy/copy-directory.js";
import { CopySource } from "../../../src/agent/copy/copy-source.js";
import { CopyStore } from "../../../src/agent/copy/copy-store.js";
import type { CheckRequest } from "../../../src/decision/index.js";
import { decideBatch } from "../../../src/decision-data/index.js";
import { systemClock } from "../../../src/kernel/index.js";
import { openReplica, startPlatform, type TestPlatform, temporaryFolder } from "../../database/replication/platform.js";
import { diceOf, writeSomething } from "../../database/replication/random-writes.js";
import { expectSameDecisions, questionsAbout } from "../../database/replication/same-decisions.js";
import { compiledScript } from "../../support/compiled-script.js";

// A hundred take minutes: `AGENT_KILLS=100 npx vitest run test/protocol/replica/killed.test.ts`.
const KILLS = Number(process.env.AGENT_KILLS ?? 10);
const AT = new Date("2027-01-01T00:00:00Z");

/** What each revision says about some questions, for comparison with a copy of that revision. */
class History {
  readonly #answers = new Map<number, string>();
  constructor(
    private readonly platform: TestPlatform,
    readonly questions: readonly CheckRequest[],
  ) {}

  async note(): Promise<void> {
    const decisions = await decideBatch(this.platform.database.reader, this.questions, AT);
    const revision = decisions[0]?.decision.revision as number;
    this.#answers.set(
      revision,
      JSON.stringify(decisions.map(({ decision: { verdict, reason, mode } }) => [verdict, reason, mode])),
    );
  }

  at(revision: number): string | undefined {
    return this.#answers.get(revision);
  }
}

it("is the copy of one revision exactly, whenever it is killed, and equals its source soon after", async () => {
  const platform = await startPlatform("SQLite");
  const numbers = Array.from({ length: 997 }, (_, index) => (index * 7919 + 13) % 10_007);
  const dice = diceOf(numbers);
  for (let count = 0; count < 80; count++) await writeSomething(platform, dice);
  const history = new History(platform, (await questionsAbout(platform)).slice(0, 400));
  await history.note();
  const folder = temporaryFolder();
  const follower = compiledScript("protocol/replication/follower-process.ts");
  let checked = 0;

  // A kill may hit a revision between two that are known; more of them then make up for it.
  for (let kill = 0; kill < KILLS || (checked <= KILLS / 2 && kill < 5 * KILLS); kill++) {
    // Every fourth begins without a copy, so that kills hit full copies too.
    const isFromScratch = kill % 4 === 3;
    if (isFromScratch) rmSync(folder, { recursive: true, force: true });
    const child = fork(follower, [platform.url, platform.gatewayKey, folder], { execArgv: [], stdio: "inherit" });
    await once(child, "message");
    const exited = once(child, "exit");
    if (isFromScratch) {
      // While the full copy is made.
      await sleep((kill * 37) % 120);
    } else {
      // The copy that the child begins with, then one more step at least, and a moment into the next.
      await once(child, "message");
      const moved = once(child, "message");
      for (let count = 0; count < 6; count++) {
        await writeSomething(platform, dice);
        await history.note();
      }
      await moved;
      await sleep((kill * 7) % 12);
    }
    child.kill("SIGKILL");
    await exited;

    const path = new CopyDirectory(folder).current();
    if (path === null) continue;
    const store = CopyStore.open(path);
    const source = new CopySource({
      clock: { now: () => AT },
      publicUrl: "https://mayfrom.test",
      whenUnsynced: "defer",
    });
    source.use(store);
    const answers = history.questions.map((question) => {
      const { verdict, reason, mode } = source.decide(question);
      return [verdict, reason, mode];
    });
    const expected = history.at(store.state.revision);
    if (expected !== undefined) {
      expect(JSON.stringify(answers)).toBe(expected);
      checked += 1;
    }
    await store.close();
  }
  expect(checked).toBeGreaterThan(KILLS / 2);

  const replica = await openReplica(platform, { clock: systemClock, folder });
  await replica.follow();
  await expectSameDecisions(platform, replica.source, new Date());
}, 2_400_000);
