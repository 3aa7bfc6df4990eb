import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const DECIDE = `query ($login: String!, $sender: String!, $headerFrom: [String!], $atLeast: Revision) {
  authorizeSender(login: $login, sender: $sender, headerFrom: $headerFrom, atLeastRevision: $atLeast) {
    verdict reason wouldDeny mode smtpReply revision authorization { id state }
  }
}`;
const DECIDE_ALL = `query ($requests: [SenderRequest!]!) { authorizeSenders(requests: $requests) { verdict reason } }`;
const SET_POLICY = `mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }`;
const GATEWAY: Actor = actorWith("GATEWAY", { kind: "PLATFORM" });

interface Decided {
  readonly verdict: string;
  readonly reason: string;
  readonly wouldDeny: boolean;
  readonly mode: string;
  readonly smtpReply: string | null;
  readonly revision: number;
  readonly authorization: { state: string } | null;
}

describeOnEachEngine("authorizeSender", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  async function decide(login: string, sender: string, more: Record<string, unknown> = {}, actor = OPERATOR) {
    const data = await api.succeed<{ authorizeSender: Decided }>(actor, DECIDE, { login, sender, ...more });
    return data.authorizeSender;
  }

  async function setMode(mode: string, scope: Record<string, unknown> = { platform: true }): Promise<void> {
    await api.succeed(OPERATOR, SET_POLICY, { input: { scope, schedule: [{ at: "2020-01-01T00:00:00Z", mode }] } });
  }

  it("follows the mode of the nearest scope, and says in every mode what ENFORCE would say", async () => {
    const { address } = tree.north.account;
    for (const [mode, verdict] of [
      ["OFF", "ALLOW"],
      ["MONITOR", "ALLOW"],
      ["WARN", "WARN"],
      ["ENFORCE", "DENY"],
    ]) {
      await setMode(mode!, { domainId: tree.north.domain.id });
      const decided = await decide(address, "someone@elsewhere.test");
      expect(decided).toMatchObject({ verdict, mode, reason: "NOT_AUTHORIZED", wouldDeny: true });
      expect(decided.smtpReply === null).toBe(verdict !== "DENY");
    }
    expect((await decide(tree.south.account.address, "someone@elsewhere.test")).mode).toBe("MONITOR");
  });

  it("allows own address, subaddress and the null sender whatever their spelling", async () => {
    const { address } = tree.north.account;
    const [localPart, domain] = address.split("@");
    expect((await decide(address.toUpperCase(), address)).reason).toBe("OWN_ADDRESS");
    expect((await decide(address, `${localPart}+news@${domain?.toUpperCase()}.`)).reason).toBe("SUBADDRESS");
    expect((await decide(address, "")).reason).toBe("NULL_SENDER");
  });

  it("judges each RFC5322.From and lets the worst stand", async () => {
    const { address } = tree.north.account;
    const decided = await decide(address, address, { headerFrom: [address, "ceo@bank.test"] });
    expect(decided).toMatchObject({ verdict: "DENY", reason: "NOT_AUTHORIZED" });
    expect(decided.smtpReply).toContain("ceo@bank.test");
  });

  it("says UNKNOWN_LOGIN to a gateway, and NOT_FOUND to a tenant for a login of another one", async () => {
    expect((await decide("nobody@nowhere.test", "x@nowhere.test", {}, GATEWAY)).reason).toBe("UNKNOWN_LOGIN");
    for (const login of ["nobody@nowhere.test", tree.south.account.address]) {
      for (const actor of [tree.north.actor, tree.north.domain.actor, tree.north.account.actor]) {
        const refusal = await api.refuse(actor, DECIDE, { login, sender: "x@nowhere.test" });
        expect(refusal).toMatchObject({ message: "Account not found", extensions: { code: "NOT_FOUND" } });
      }
    }
  });

  it("takes the logins outside a restricted gateway's part as unknown ones, and still answers all others", async () => {
    const { resellerId, resellerPath } = tree.north.actor.scope as Extract<Actor["scope"], { kind: "RESELLER" }>;
    const restricted = actorWith("GATEWAY", { kind: "RESELLER", resellerId, resellerPath });
    const away = "x@nowhere.test";
    const requests = [
      { login: tree.north.account.address, sender: tree.north.account.address },
      { login: tree.south.account.address, sender: away },
      { login: "nobody@nowhere.test", sender: away },
      { login: tree.south.account.address, sender: tree.south.account.address },
    ];
    const data = await api.succeed<{ authorizeSenders: Decided[] }>(restricted, DECIDE_ALL, { requests });
    const reasons = data.authorizeSenders.map(({ reason }) => reason);
    expect(reasons).toEqual(["OWN_ADDRESS", "UNKNOWN_LOGIN", "UNKNOWN_LOGIN", "OWN_ADDRESS"]);
  });

  it("wants a sign-in", async () => {
    const refusal = await api.refuse(ANONYMOUS, DECIDE, { login: "a@b.test", sender: "a@b.test" });
    expect(refusal.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("suspends in every mode what stands below a suspended reseller, domain or account", async () => {
    await setMode("MONITOR", { domainId: tree.north.domain.id });
    const { address } = tree.north.account;
    const levels = [
      ["suspendAccount", "resumeAccount", tree.north.account.id],
      ["suspendDomain", "resumeDomain", tree.north.domain.id],
      ["suspendReseller", "resumeReseller", tree.north.id],
    ];
    for (const [suspend, resume, id] of levels) {
      await api.succeed(OPERATOR, `mutation ($id: ID!) { ${suspend}(id: $id) { state } }`, { id });
      expect(await decide(address, address)).toMatchObject({ verdict: "DENY", reason: "SUSPENDED" });
      await api.succeed(OPERATOR, `mutation ($id: ID!) { ${resume}(id: $id) { state } }`, { id });
      expect((await decide(address, address)).verdict).toBe("ALLOW");
    }
  });

  it("answers a thousand questions in their order with a fixed number of queries", async () => {
    const requests = Array.from({ length: 1_000 }, (_, index) => ({
      login: index % 2 === 0 ? tree.north.account.address : tree.south.account.address,
      sender: index % 2 === 0 ? tree.north.account.address : `x${index}@elsewhere.test`,
    }));
    const data = await api.succeed<{ authorizeSenders: Decided[] }>(GATEWAY, DECIDE_ALL, { requests });
    expect(data.authorizeSenders.map(({ reason }) => reason)).toEqual(
      requests.map((_, index) => (index % 2 === 0 ? "OWN_ADDRESS" : "NOT_AUTHORIZED")),
    );
    const tooMany = await api.refuse(GATEWAY, DECIDE_ALL, { requests: [...requests, requests[0]] });
    expect(tooMany.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "requests" });
  });

  it("never answers from older data than the caller has seen", async () => {
    const { revision } = await decide(tree.north.account.address, "");
    expect((await decide(tree.north.account.address, "", { atLeast: revision })).revision).toBeGreaterThanOrEqual(
      revision,
    );
    const refusal = await api.refuse(OPERATOR, DECIDE, { login: "a@b.test", sender: "", atLeast: revision + 1_000 });
    expect(refusal.extensions).toMatchObject({ code: "UNAVAILABLE", retryAfter: 1 });
  });
});
