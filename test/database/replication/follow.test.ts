import fc from "fast-check";
import { expect, it } from "vitest";
import { describeOnEachEngine } from "../../support/engines.js";
import { openReplica, startPlatform } from "./platform.js";
import { diceOf, writeSomething } from "./random-writes.js";
import { expectSameDecisions } from "./same-decisions.js";

describeOnEachEngine("a copy", (engine) => {
  const clock = { time: Date.parse("2027-04-11T12:00:00Z"), now: () => new Date(clock.time) };

  it("decides as the database does after any writes, by feed and by full copy", async () => {
    const platform = await startPlatform(engine, clock);
    const followed = await openReplica(platform, { clock });
    await followed.follow();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(10_000), { minLength: 50, maxLength: 50 }), async (numbers) => {
        const dice = diceOf(numbers);
        for (let count = 0; count < 12; count++) await writeSomething(platform, dice);
        await followed.follow();
        await expectSameDecisions(platform, followed.source, clock.now());
        clock.time += 1_800_000;
        await expectSameDecisions(platform, followed.source, clock.now());
      }),
      { numRuns: 15, endOnFailure: true },
    );
    const fresh = await openReplica(platform, { clock });
    await fresh.follow();
    await expectSameDecisions(platform, fresh.source, clock.now());
    expect(fresh.source.freshness().revision).toBe(followed.source.freshness().revision);
    // 180 transactions and as many comparisons: half a minute beside other work, more on a busy machine.
  }, 240_000);
});
