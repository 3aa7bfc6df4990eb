import { expect } from "vitest";
import { ANONYMOUS, OPERATOR, type TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";
import { plantAccount, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, ANSWER, type AuthorizationAnswer, REVOKE } from "./verification-mailbox.js";

interface World {
  readonly api: TestApi;
  readonly tenants: Tree;
}

describeInWorld("a question that its asker withdrew", (it) => {
  async function asker({ api, tenants }: World, name: string, address: string) {
    const account = await plantAccount(api, tenants.north.domain.id, `${name}@north.test`);
    const input = { accountId: account.id, address, displayName: "Anna" };
    const actor = tenants.north.actor;
    return {
      add: async () =>
        (await api.succeed<{ addIdentity: AuthorizationAnswer }>(actor, ADD_IDENTITY, { input })).addIdentity,
      remove: (id: string) => api.succeed(actor, REVOKE, { id, reason: null }),
    };
  }

  it("is taken up by adding the address again: the same link and number, no mail, no budget", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const { add, remove } = await asker({ api, tenants }, "repeats", "press@repeats.test");
    const first = await add();
    const [mail] = await mailbox.deliver();
    for (let round = 0; round < 6; round++) {
      await remove(first.id);
      const tried = { token: mail!.secrets.token, decision: "DENY" };
      expect((await api.refuse(ANONYMOUS, ANSWER, { input: tried })).extensions.code).toBe("CONFLICT");
      clock.advance(60_000);
      const again = await add();
      expect(again).toMatchObject({ id: first.id, state: "PENDING" });
      expect(again.verification).toMatchObject({
        matchNumber: first.verification!.matchNumber,
        expiresAt: first.verification!.expiresAt,
        deliveryState: "SENT",
      });
      expect(await mailbox.deliver()).toEqual([]);
    }
    const input = { token: mail!.secrets.token, decision: "ALLOW", matchNumber: first.verification!.matchNumber };
    const { answerVerification } = await api.succeed<{ answerVerification: AuthorizationAnswer }>(ANONYMOUS, ANSWER, {
      input,
    });
    expect(answerVerification.state).toBe("AUTHORIZED");
  });

  it("and was not mailed yet goes out once, and is never SENT before", async ({ api, tenants, mailbox }) => {
    const one = await asker({ api, tenants }, "early", "press@early.test");
    const two = await asker({ api, tenants }, "second", "press@early.test");
    const first = await one.add();
    for (let round = 0; round < 5; round++) {
      await one.remove(first.id);
      expect((await one.add()).verification).toMatchObject({
        matchNumber: first.verification!.matchNumber,
        deliveryState: "QUEUED",
      });
    }
    const second = await two.add();
    const mails = await mailbox.deliver();
    expect(mails).toHaveLength(1);
    for (const { verification, token } of [
      { verification: first.verification!, token: mails[0]!.secrets.token0 },
      { verification: second.verification!, token: mails[0]!.secrets.token1 },
    ]) {
      const input = { token, decision: "ALLOW", matchNumber: verification.matchNumber };
      await api.succeed(ANONYMOUS, ANSWER, { input });
    }
  });

  it("is asked anew when its time is over, or its owner has said no to it", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const { add, remove } = await asker({ api, tenants }, "late", "press@late.test");
    const first = await add();
    await mailbox.deliver();
    await remove(first.id);
    clock.advance(5 * 24 * 60 * 60 * 1_000);
    await add();
    const [mail] = await mailbox.deliver();
    expect(mail?.to).toBe("press@late.test");
    await api.succeed(ANONYMOUS, ANSWER, { input: { token: mail!.secrets.token, decision: "DENY" } });
    const refused = await api.refuse(tenants.north.actor, ADD_IDENTITY, {
      input: { accountId: first.account.id, address: "press@late.test", displayName: "Anna" },
    });
    expect(refused.extensions.code).toBe("CONFLICT");
  });

  it("is no way to ask for every address of a domain by an asterisk", async ({ api, tenants }) => {
    const input = { accountId: tenants.north.account.id, address: "*@club.test", displayName: "Anna" };
    const error = await api.refuse(OPERATOR, ADD_IDENTITY, { input });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.address" });
    expect(error.message).toContain("domain authorization");
  });
});
