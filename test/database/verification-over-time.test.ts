import { beforeAll, beforeEach, expect, it } from "vitest";
import {
  Authorization,
  expireAuthorizations,
  Identity,
  identityIdOf,
  pauseUnused,
  type UnusedCursor,
} from "../../src/authorizations/index.js";
import { deleteOldCounts } from "../../src/counters/index.js";
import { WindowCount } from "../../src/counters/window-count.entity.js";
import { accountBudget, spend } from "../../src/outbox/index.js";
import {
  expireVerifications,
  noteReturnedMail,
  proposeIdentity,
  returnPathTagOf,
  Verification,
  verificationKeys,
} from "../../src/verification/index.js";
import { innerIdOf } from "../graphql/tenancy-tree.js";
import { ADD_IDENTITY, ANSWER, type AuthorizationAnswer, GRANT } from "../graphql/verification-mailbox.js";
import { ANONYMOUS, OPERATOR } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";

import { type AskedOwners, DAY_MS, openAskedOwners } from "./asked-owners.js";

describeOnEachEngine("questions over time", (engine) => {
  let world: AskedOwners;

  beforeAll(async () => {
    world = await openAskedOwners(engine);
  });

  beforeEach(() => world.clock.advance(DAY_MS));

  it("a mail that waits in somebody's queue uses up none of its owner's time, for as long as queues try", async () => {
    const { clock, api, ask, allow, now } = world;
    const { authorization, mail, address } = await ask();
    const hour = 60 * 60 * 1_000;
    clock.advance(71 * hour);
    const delayed = {
      failure: { status: "4.4.1", action: "delayed", text: "" },
      recipient: address,
      reportingServer: "mx.away.test",
    };
    const tag = returnPathTagOf(mail!.returnPath!)!;
    const endOf = async () => Date.parse((await now(authorization)).verification!.expiresAt!) - clock.now().getTime();
    // About somebody behind the address it says nothing.
    await api.database.write((tx) => noteReturnedMail(tx, tag, [{ ...delayed, recipient: "other@away.test" }]));
    expect(await endOf()).toBeLessThan(2 * hour);
    await api.database.write((tx) => noteReturnedMail(tx, tag, [delayed]));
    expect(await endOf()).toBeGreaterThan(71 * hour);
    clock.advance(70 * hour);
    await api.database.write((tx) => noteReturnedMail(tx, tag, [delayed]));
    // Five days after the handing over no queue has it any more.
    expect(await endOf()).toBeLessThan(52 * hour);
    await allow({ authorization, mail, address });
    expect((await now(authorization)).state).toBe("AUTHORIZED");
  });

  it("an unanswered question ends, and its request with it", async () => {
    const { clock, api, ask, now } = world;
    const { authorization } = await ask();
    const expire = () => api.database.write((tx) => expireVerifications(tx, 10));
    await expire();
    expect((await now(authorization)).state).toBe("PENDING");
    clock.advance(3 * DAY_MS);
    expect(await expire()).toBeGreaterThan(0);
    expect(await now(authorization)).toMatchObject({ state: "EXPIRED", verification: null });
    expect(await expire()).toBe(0);
  });

  it("an authorization ends on its date", async () => {
    const { clock, api, tree, nextNumber, now } = world;
    const address = `dated${nextNumber()}@away.test`;
    const until = new Date(clock.now().getTime() + DAY_MS).toISOString();
    const input = { accountId: tree.north.account.id, address, until };
    const { grantAuthorization } = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, {
      input,
    });
    const expire = () => api.database.write((tx) => expireAuthorizations(tx, tx.now, 10));
    expect(await expire()).toBe(0);
    clock.advance(DAY_MS);
    expect(await expire()).toBe(1);
    expect((await now(grantAuthorization)).state).toBe("EXPIRED");
  });

  it("an unused authorization is paused only where a policy says so, batch by batch", async () => {
    const { clock, api, tree, nextNumber, now } = world;
    const grants: AuthorizationAnswer[] = [];
    for (const tenant of [tree.north, tree.south]) {
      const input = { accountId: tenant.account.id, address: `idle${nextNumber()}@away.test` };
      const data = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, { input });
      grants.push(data.grantAuthorization);
    }
    clock.advance(100 * DAY_MS);
    const round = async () => {
      let paused = 0;
      let next: UnusedCursor = null;
      do {
        const from: UnusedCursor = next;
        const batch: Awaited<ReturnType<typeof pauseUnused>> = await api.database.write((tx) =>
          pauseUnused(tx, 2, from),
        );
        paused += batch.paused;
        next = batch.next;
      } while (next !== null);
      return paused;
    };
    expect(await round()).toBe(0);
    await api.succeed(OPERATOR, `mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }`, {
      input: { scope: { resellerId: tree.north.id }, pauseUnusedAfterDays: 90 },
    });
    expect(await round()).toBeGreaterThan(0);
    expect(await now(grants[0]!)).toMatchObject({ state: "PAUSED", reason: "unused for 90 days" });
    const south = await api.database.reader.findOneByOrFail(Authorization, { id: innerIdOf(grants[1]!.id) });
    expect(south.state).toBe("AUTHORIZED");
    expect(await round()).toBe(0);
  });

  it("a proposal asks once, within the account's budget, and never over an earlier decision", async () => {
    const { clock, api, tree, mailbox } = world;
    const mailer = verificationKeys(api.services.configuration);
    const accountId = innerIdOf(tree.north.neighbour.id);
    const propose = (address: string, grandfatherUntil: Date | null = null) =>
      api.database.write((tx) => proposeIdentity(tx, mailer, { accountId, address, grandfatherUntil }));
    expect(await propose("seen@away.test")).toMatchObject({
      kind: "PROPOSED",
      authorization: { state: "PENDING", source: "OBSERVED" },
    });
    expect(await mailbox.deliver()).toHaveLength(1);
    expect((await propose("seen@away.test")).kind).toBe("KNOWN");
    expect((await propose("no address")).kind).toBe("IMPOSSIBLE");
    const until = new Date(clock.now().getTime() + 30 * DAY_MS);
    expect(await propose("old.habit@away.test", until)).toMatchObject({
      authorization: { state: "AUTHORIZED", source: "OBSERVED", expiresAt: until },
    });
    const rest = Array.from({ length: 20 }, (_, index) => `flood${index}@away.test`);
    await expect(
      (async () => {
        for (const address of rest) await propose(address);
      })(),
    ).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect((await mailbox.deliver()).length).toBeLessThanOrEqual(19);
    const orphan = await api.database.reader.existsBy(Identity, { id: identityIdOf(rest[19]!) });
    expect(orphan).toBe(false);
  });

  it("a budget is spent exactly, by however many at once, and forgotten when its time is over", async () => {
    const { clock, api } = world;
    const budget = accountBudget("one", 5);
    const spent = await Promise.all(Array.from({ length: 12 }, () => api.database.write((tx) => spend(tx, budget))));
    expect(spent.filter(Boolean)).toHaveLength(5);
    clock.advance(DAY_MS);
    expect(await api.database.write((tx) => spend(tx, budget))).toBe(true);
    await api.database.write((tx) => deleteOldCounts(tx));
    const left = await api.database.reader.find(WindowCount);
    expect(left.every(({ endsAt }) => endsAt > clock.now())).toBe(true);
  });

  it("two answers at the same moment: one counts", async () => {
    const { api, ask, now } = world;
    const { authorization, mail } = await ask();
    const { matchNumber } = authorization.verification!;
    const token = mail!.secrets.token;
    const answers = await Promise.all([
      api.execute(ANONYMOUS, ANSWER, { input: { token, decision: "ALLOW", matchNumber } }),
      api.execute(ANONYMOUS, ANSWER, { input: { token, decision: "DENY" } }),
    ]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const states = await api.database.reader.findBy(Verification, { authorizationId: innerIdOf(authorization.id) });
    const won = answers[0]!.errors.length === 0;
    expect(states.map(({ state }) => state)).toEqual([won ? "ALLOWED" : "DENIED"]);
    expect((await now(authorization)).state).toBe(won ? "AUTHORIZED" : "DENIED");
  });

  it("two requests for one address at the same moment make one identity and two questions", async () => {
    const { api, tree, mailbox, nextNumber } = world;
    const address = `both${nextNumber()}@away.test`;
    const results = await Promise.all(
      [tree.north, tree.south].map((tenant) =>
        api.succeed<{ addIdentity: AuthorizationAnswer }>(tenant.account.actor, ADD_IDENTITY, {
          input: { accountId: tenant.account.id, address, displayName: "Shop" },
        }),
      ),
    );
    expect(new Set(results.map(({ addIdentity }) => addIdentity.identity.id)).size).toBe(1);
    const mails = await mailbox.deliver();
    const questions = mails.map((mail) => (mail.template === "question-digest" ? 2 : 1));
    expect(questions.reduce((sum, each) => sum + each, 0)).toBe(2);
  });
});
