import { beforeAll, expect, it } from "vitest";
import { systemClock } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const ADD = `mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }`;
const REVOKE = `mutation ($id: ID!) { revokeAuthorization(authorizationId: $id, waitForGateways: true) { state } }`;
const REPORT = `mutation ($input: ReportGatewayInput!) { reportGateway(input: $input) { id } }`;
const STATE = `query ($id: ID!) { node(id: $id) { ... on Authorization { state } } }`;
const GATEWAY = actorWith("GATEWAY", { kind: "PLATFORM" });

describeOnEachEngine("a revocation that waits for the gateways", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, systemClock, { revocationWaitMs: 300 });
    tree = await createTenants(api);
  });

  async function ask(address: string): Promise<string> {
    const input = { accountId: tree.north.account.id, address, displayName: "North" };
    return (await api.succeed<{ addIdentity: { id: string } }>(OPERATOR, ADD, { input })).addIdentity.id;
  }

  async function reportRevision(revision: number): Promise<void> {
    await api.succeed(GATEWAY, REPORT, { input: { name: "mx1", version: "1", revision } });
  }

  it("answers where no gateway is, or every one has it", async () => {
    const first = await ask("first@elsewhere.test");
    expect(await api.succeed(OPERATOR, REVOKE, { id: first })).toEqual({ revokeAuthorization: { state: "REVOKED" } });
    const second = await ask("second@elsewhere.test");
    await reportRevision(1_000);
    expect(await api.succeed(OPERATOR, REVOKE, { id: second })).toEqual({ revokeAuthorization: { state: "REVOKED" } });
  });

  it("says UNAVAILABLE while one is behind, and is revoked all the same", async () => {
    const id = await ask("third@elsewhere.test");
    await reportRevision(1);
    const refusal = await api.refuse(OPERATOR, REVOKE, { id });
    expect(refusal.extensions).toMatchObject({ code: "UNAVAILABLE", retryAfter: 10 });
    expect(refusal.message).toContain("1 gateways do not have it yet");
    expect(await api.succeed(OPERATOR, STATE, { id })).toEqual({ node: { state: "REVOKED" } });
  });
});
