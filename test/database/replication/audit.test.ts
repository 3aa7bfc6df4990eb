import fc from "fast-check";
import { expect, it } from "vitest";
import { describeOnEachEngine } from "../../support/engines.js";
import { openReplica, startPlatform } from "./platform.js";
import { diceOf, writeSomething } from "./random-writes.js";
import { expectSameDecisions } from "./same-decisions.js";

describeOnEachEngine("a comparison of the copy with the platform", (engine) => {
  const clock = { now: () => new Date("2027-04-11T12:00:00Z") };

  it("finds nothing after any writes, and puts right what was damaged in the copy alone", async () => {
    const platform = await startPlatform(engine, clock);
    const replica = await openReplica(platform, { clock });
    await replica.follow();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(10_000), { minLength: 50, maxLength: 50 }), async (numbers) => {
        const dice = diceOf(numbers);
        for (let count = 0; count < 15; count++) await writeSomething(platform, dice);
        await replica.follow();
        expect(await replica.sync.audit()).toBeGreaterThanOrEqual(0);
        await replica.follow();
        expect(replica.sync.figures.repairCount).toBe(0);
        expect(replica.sync.figures.copyCount).toBe(1);
      }),
      { numRuns: 8, endOnFailure: true },
    );

    const store = replica.sync.store!;
    const { senders, accounts, logins } = store.raw;
    const damaged = [...senders.getRange({ limit: 1 })][0];
    const account = [...accounts.getRange({ limit: 1, reverse: true })][0];
    store.write(() => {
      // An authorization in another state, and an account under another login.
      if (damaged !== undefined) senders.putSync(damaged.key, Buffer.from([damaged.value[0] === 2 ? 5 : 2]));
      if (account !== undefined) accounts.putSync(account.key, Buffer.concat([account.value, Buffer.from("x")]));
      logins.putSync(Buffer.alloc(8), Buffer.from([0, 0, 0, 1]));
      return { ...store.state, epoch: store.state.epoch + 1 };
    });
    await replica.sync.audit();
    await replica.follow();
    expect(replica.sync.figures.repairCount).toBeGreaterThan(0);
    expect(replica.sync.figures.copyCount).toBe(1);
    await expectSameDecisions(platform, replica.source, clock.now());
    const repaired = replica.sync.figures.repairCount;
    await replica.sync.audit();
    await replica.follow();
    expect(replica.sync.figures.repairCount).toBe(repaired);
  });
});
