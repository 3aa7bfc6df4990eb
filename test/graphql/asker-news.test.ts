import { describe, expect } from "vitest";
import { PLATFORM_SCOPE, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { MailRefusedError } from "../../src/outbox/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { Domain } from "../../src/tenancy/index.js";
import { expireVerifications } from "../../src/verification/index.js";
import { ANONYMOUS, OPERATOR, type TestApi } from "../support/api.js";
import type { MovableClock } from "../support/outbox.js";
import { describeInWorld } from "../support/world.js";
import { type CreatedTenant, innerIdOf } from "./tenancy-tree.js";
import { ADD_IDENTITY, ANSWER, type AuthorizationAnswer, type Mailbox, REVOKE } from "./verification-mailbox.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const APPROVE = "mutation ($input: ApprovalSelectionInput!) { approveAuthorizations(input: $input) { count } }";
const REFUSE = "mutation ($input: ApprovalSelectionInput!) { refuseAuthorizations(input: $input) { count } }";
const PAUSE = "mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { state } }";

interface World {
  readonly api: TestApi;
  readonly mailbox: Mailbox;
  readonly clock: MovableClock;
}

let count = 0;

/** The account asks, and the mail is with its owner. */
async function ask({ api, mailbox, clock }: World, tenant: CreatedTenant, address = `owner@far${++count}.test`) {
  clock.advance(DAY_MS);
  await mailbox.news();
  const input = { accountId: tenant.account.id, address, displayName: "Shop" };
  type Answer = { addIdentity: AuthorizationAnswer };
  const { addIdentity } = await api.succeed<Answer>(tenant.account.actor, ADD_IDENTITY, { input });
  const [mail] = await mailbox.deliver();
  clock.advance(60_000);
  return {
    id: addIdentity.id,
    token: mail?.secrets.token ?? "",
    number: addIdentity.verification?.matchNumber,
    address,
  };
}

/** What the account has been told a minute later, mail by mail: outcome and address. */
async function told({ mailbox, clock }: World) {
  clock.advance(61_000);
  return (await mailbox.news()).map(({ to, parameters }) => ({
    to,
    items: (parameters.items as { outcome: string; address: string }[]).map(
      ({ outcome, address }) => `${outcome} ${address}`,
    ),
  }));
}

const answer = ({ api }: World, input: object, actor = ANONYMOUS) => api.execute(actor, ANSWER, { input });

describeInWorld("whoever asked for an address", (it) => {
  describe("hears once", () => {
    it("that its owner has said yes, a minute later and not again", async ({ api, tenants, mailbox, clock }) => {
      const world = { api, mailbox, clock };
      const { token, number, address } = await ask(world, tenants.north);
      await answer(world, { token, decision: "ALLOW", matchNumber: number });
      expect(await mailbox.news()).toEqual([]);
      expect(await told(world)).toEqual([{ to: "user@north.test", items: [`ALLOWED ${address}`] }]);
      clock.advance(DAY_MS);
      expect(await told(world)).toEqual([]);
    });

    it("of several answers in one mail, and of each the last", async ({ api, tenants, mailbox, clock }) => {
      const world = { api, mailbox, clock };
      const one = await ask(world, tenants.north);
      const other = await ask(world, tenants.north);
      await answer(world, { token: one.token, decision: "DENY" });
      await answer(world, { token: other.token, decision: "BLOCK" });
      expect(await told(world)).toEqual([
        { to: "user@north.test", items: [`DENIED ${other.address}`, `DENIED ${one.address}`] },
      ]);
    });

    it("that administrators approved, refused or paused it", async ({ api, tenants, mailbox, clock }) => {
      const world = { api, mailbox, clock };
      const { actor } = tenants.north.domain;
      const yes = await ask(world, tenants.south, "sales@north.test");
      await api.succeed(actor, APPROVE, { input: { authorizationIds: [yes.id] } });
      expect(await told(world)).toEqual([{ to: "user@south.test", items: ["APPROVED sales@north.test"] }]);
      await api.succeed(tenants.south.actor, PAUSE, { id: yes.id });
      expect(await told(world)).toEqual([{ to: "user@south.test", items: ["HELD sales@north.test"] }]);
      const no = await ask(world, tenants.south, "press@north.test");
      await api.succeed(actor, REFUSE, { input: { authorizationIds: [no.id] } });
      expect(await told(world)).toEqual([{ to: "user@south.test", items: ["REFUSED press@north.test"] }]);
    });

    it("that the mail came back", async ({ api, tenants, mailbox, clock }) => {
      const world = { api, mailbox, clock };
      mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
      const { address } = await ask(world, tenants.north);
      mailbox.refuseWith(null);
      expect(await told(world)).toEqual([{ to: "user@north.test", items: [`UNDELIVERABLE ${address}`] }]);
      clock.advance(4 * DAY_MS);
      await api.database.write((tx) => expireVerifications(tx));
      expect(await told(world)).toEqual([]);
    });
  });

  describe("learns no more than the API shows", () => {
    it("of a question that nobody was asked: it ends like one without an answer, at the same moment", async ({
      api,
      tenants,
      mailbox,
      clock,
    }) => {
      const world = { api, mailbox, clock };
      const blocked = await ask(world, tenants.north);
      await answer(world, { token: blocked.token, decision: "BLOCK" });
      await told(world);
      const silent = await ask(world, tenants.south, blocked.address);
      const input = { accountId: tenants.south.account.id, address: "quiet@far.test", displayName: "Shop" };
      await api.succeed(tenants.south.account.actor, ADD_IDENTITY, { input });
      await mailbox.deliver();
      clock.advance(72 * 60 * 60 * 1_000 + 120_000);
      await api.database.write((tx) => expireVerifications(tx));
      const [mail, ...others] = await told(world);
      expect(others).toEqual([]);
      expect(mail?.items.toSorted()).toEqual([`EXPIRED ${silent.address}`, "EXPIRED quiet@far.test"].sort());
    });

    it("of an answer that is held: nothing", async ({ api, tenants, mailbox, clock }) => {
      const world = { api, mailbox, clock };
      const { token } = await ask(world, tenants.north);
      const scanner = { ...ANONYMOUS, userAgent: "Mimecast LinkScan/1.0" };
      const { data } = await answer(world, { token, decision: "DENY" }, scanner);
      expect(data).toMatchObject({ answerVerification: { state: "PENDING" } });
      expect(await told(world)).toEqual([]);
    });
  });

  describe("hears nothing", () => {
    it("of what it did itself", async ({ api, tenants, mailbox, clock }) => {
      const world = { api, mailbox, clock };
      const { id } = await ask(world, tenants.north);
      await api.succeed(tenants.north.account.actor, REVOKE, { id });
      expect(await told(world)).toEqual([]);
    });

    it("where a policy says so", async ({ api, tenants, mailbox, clock }) => {
      const world = { api, mailbox, clock };
      const set = (isAskerTold: boolean | null) =>
        api.database.write((tx) => setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, { changes: { isAskerTold } }));
      await set(false);
      const { token } = await ask(world, tenants.north);
      await answer(world, { token, decision: "DENY" });
      expect(await told(world)).toEqual([]);
      await set(null);
    });

    it("where the mailbox may be a stranger's: its domain is not proven", async ({ api, tenants, mailbox, clock }) => {
      const world = { api, mailbox, clock };
      const { token } = await ask(world, tenants.north);
      const id = innerIdOf(tenants.north.domain.id);
      await api.database.write((tx) => tx.manager.update(Domain, { id }, { proof: "UNPROVEN" as never }));
      await answer(world, { token, decision: "DENY" });
      expect(await told(world)).toEqual([]);
      await api.database.write((tx) => tx.manager.update(Domain, { id }, { proof: "OPERATOR" as never }));
    });
  });

  it("may be told by mail and sees it as a setting", async ({ api }) => {
    const QUERY = "{ policy(scope: { platform: true }) { effective { isAskerTold } } }";
    expect(await api.succeed(OPERATOR, QUERY)).toEqual({ policy: { effective: { isAskerTold: true } } });
  });
});
