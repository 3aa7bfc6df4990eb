import { beforeEach, expect, it } from "vitest";
import { Authorization, ensureIdentity, Identity, moveTo } from "../../src/authorizations/index.js";
import { lockRow } from "../../src/database/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import { required, requireEmailAddress } from "../../src/kernel/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { Verification, VerificationState } from "../../src/verification/verification.entity.js";
import { DAY, submission } from "../database/observations/observed.js";
import { OPERATOR } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { decide, openProposals, type Proposals } from "./proposals-world.js";

describeOnEachEngine("what is in use already", (engine) => {
  let world: Proposals;

  beforeEach(async () => {
    world = await openProposals(engine);
  });

  it("authorizes until a date what is in use already, and asks its owner to confirm it by then", async () => {
    const { clock, api, setPlatform, propose, proposeAll, mails, list } = world;
    await proposeAll();
    const until = clock.now().getTime() + 60 * DAY;
    await setPlatform({ proactive: "GRANDFATHER", grandfatherUntil: until });
    const now = clock.now().getTime();
    await api.database.write((tx) =>
      recordSubmissions(
        tx,
        [0, 1].map((days) => submission("neighbour@north.test", "old@habit.test", now - days * DAY, { count: 5 })),
      ),
    );
    expect(await propose()).toBe(1);
    const [found] = await list(OPERATOR, { address: "old@habit.test" });
    expect([found!.state, found!.authorization?.state]).toEqual(["GRANDFATHERED", "AUTHORIZED"]);
    const authorization = await api.database.reader.findOneByOrFail(Authorization, {
      state: "AUTHORIZED" as never,
      identityDomain: "habit.test",
    });
    expect(authorization.expiresAt).toEqual(new Date(until));
    expect((await mails("question")).filter(({ toAddress }) => toAddress === "old@habit.test")).toHaveLength(1);

    type Decided = Record<string, { proposals: { state: string }[] }>;
    const input = { ids: [found!.id] };
    const accepted = await api.succeed<Decided>(OPERATOR, decide("acceptProposals"), { input });
    expect(accepted.acceptProposals!.proposals.map(({ state }) => state)).toEqual(["GRANTED"]);
    const confirmed = await api.database.reader.findOneByOrFail(Authorization, { id: authorization.id });
    expect([confirmed.state, confirmed.expiresAt]).toEqual(["AUTHORIZED", null]);
  });

  it("gives nothing before the owner's answer for mail that was refused, or sent after enforcement began", async () => {
    const { clock, setPlatform, propose, see, outcomes } = world;
    const now = clock.now().getTime();
    await setPlatform({ schedule: [{ at: now - 3 * DAY, mode: "ENFORCE" }] });
    await setPlatform({ proactive: "GRANDFATHER", grandfatherUntil: now + 30 * DAY });
    await see("refused@habit.test", [10, 9, 8], { isRefused: true });
    await see("late@habit.test", [2, 1, 0]);
    await see("old@habit.test", [10, 9, 8]);
    await propose();
    expect(await outcomes()).toEqual({
      "refused@habit.test": "ASKED PENDING",
      "late@habit.test": "ASKED PENDING",
      "old@habit.test": "GRANDFATHERED AUTHORIZED",
    });
  });

  it("gives nothing over an owner's no, a bounce, an open question, or another reseller's hosted domain", async () => {
    const { clock, api, tree, setPlatform, propose, see, outcomes } = world;
    const now = clock.now().getTime();
    await setPlatform({ proactive: "GRANDFATHER", grandfatherUntil: now + 30 * DAY });
    const against: Record<string, object> = {
      "never@far.test": { blockedAt: clock.now() },
      "gone@far.test": { undeliverableAt: clock.now() },
    };
    for (const [address, changes] of Object.entries(against)) {
      await api.database.write(async (tx) => {
        const { id } = await ensureIdentity(tx, requireEmailAddress(address, "address"));
        await tx.manager.update(Identity, { id }, changes);
      });
    }
    for (const address of ["no@far.test", "asked@far.test"]) {
      const input = { accountId: tree.south.neighbour.id, address, displayName: "x" };
      await api.succeed(
        tree.south.domain.actor,
        "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }",
        { input },
      );
    }
    await api.database.write(async (tx) => {
      const row = required(await lockRow(tx, Authorization, { addressKey: "no@far.test" }));
      moveTo(row, "DENY", tx.now);
      await tx.manager.save(row);
      await tx.manager.update(Verification, { authorizationId: row.id }, { state: VerificationState.DENIED });
    });
    const addresses = [
      ...Object.keys(against),
      "no@far.test",
      "never+tag@far.test",
      "asked@far.test",
      "user@south.test",
    ];
    for (const address of [...addresses, "free@far.test"]) await see(address, [2, 1]);
    await propose();
    expect(await outcomes()).toEqual({
      ...Object.fromEntries(addresses.map((address) => [address, "ASKED PENDING"])),
      "free@far.test": "GRANDFATHERED AUTHORIZED",
    });
  });

  it("asks again about what holds until a date, and never accepts over the owner's no", async () => {
    const { clock, api, tree, setPlatform, propose, list, see } = world;
    await setPlatform({ proactive: "GRANDFATHER", grandfatherUntil: clock.now().getTime() + 30 * DAY });
    await see("old@habit.test", [2, 1]);
    await propose();
    const [found] = await list(OPERATOR, { address: "old@habit.test" });
    const row = await api.database.reader.findOneByOrFail(Authorization, { addressKey: "old@habit.test" });
    clock.advance(20 * DAY);
    const again = "mutation ($id: ID!) { resendVerification(authorizationId: $id) { state } }";
    const id = toGlobalId("Authorization", row.id);
    expect(await api.succeed(tree.north.domain.actor, again, { id })).toEqual({
      resendVerification: { state: "AUTHORIZED" },
    });
    await api.database.write(async (tx) => {
      const locked = required(await lockRow(tx, Authorization, { id: row.id }));
      moveTo(locked, "DENY", tx.now);
      await tx.manager.save(locked);
    });
    const accepted = await api.succeed<Record<string, { proposals: { state: string }[] }>>(
      OPERATOR,
      decide("acceptProposals"),
      { input: { ids: [found!.id] } },
    );
    expect(accepted.acceptProposals!.proposals).toEqual([{ address: "old@habit.test", state: "SETTLED" }]);
    expect((await api.database.reader.findOneByOrFail(Authorization, { id: row.id })).state).toBe("DENIED");
  });
});
