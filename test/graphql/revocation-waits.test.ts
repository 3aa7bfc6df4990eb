import { expect } from "vitest";
import { actorWith, OPERATOR, type TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";

const ADD = `mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }`;
const REVOKE = `mutation ($id: ID!) { revokeAuthorization(authorizationId: $id, waitForGateways: true) { state } }`;
const REPORT = `mutation ($input: ReportGatewayInput!) { reportGateway(input: $input) { id } }`;
const STATE = `query ($id: ID!) { node(id: $id) { ... on Authorization { state } } }`;
const GATEWAY = actorWith("GATEWAY", { kind: "PLATFORM" });

async function ask(api: TestApi, accountId: string, address: string): Promise<string> {
  const input = { accountId, address, displayName: "North" };
  return (await api.succeed<{ addIdentity: { id: string } }>(OPERATOR, ADD, { input })).addIdentity.id;
}

async function reportRevision(api: TestApi, revision: number): Promise<void> {
  await api.succeed(GATEWAY, REPORT, { input: { name: "mx1", version: "1", revision } });
}

const SETTINGS = { revocationWaitMs: 300 };

describeInWorld(
  "a revocation that waits for the gateways",
  (it) => {
    it("answers where no gateway is, or every one has it", async ({ api, tenants }) => {
      const first = await ask(api, tenants.north.account.id, "first@elsewhere.test");
      expect(await api.succeed(OPERATOR, REVOKE, { id: first })).toEqual({ revokeAuthorization: { state: "REVOKED" } });
      const second = await ask(api, tenants.north.account.id, "second@elsewhere.test");
      await reportRevision(api, 1_000);
      expect(await api.succeed(OPERATOR, REVOKE, { id: second })).toEqual({
        revokeAuthorization: { state: "REVOKED" },
      });
    });

    it("says UNAVAILABLE while one is behind, and is revoked all the same", async ({ api, tenants }) => {
      const id = await ask(api, tenants.north.account.id, "third@elsewhere.test");
      await reportRevision(api, 1);
      const refusal = await api.refuse(OPERATOR, REVOKE, { id });
      expect(refusal.extensions).toMatchObject({ code: "UNAVAILABLE", retryAfter: 10 });
      expect(refusal.message).toContain("1 gateways do not have it yet");
      expect(await api.succeed(OPERATOR, STATE, { id })).toEqual({ node: { state: "REVOKED" } });
    });

    it("says which gateways are behind as part of what was done, for whoever selects errors", async ({
      api,
      tenants,
    }) => {
      const id = await ask(api, tenants.north.account.id, "fourth@elsewhere.test");
      await reportRevision(api, 1);
      const query = REVOKE.replace(
        "{ state }",
        "{ authorization { state } errors { reason } revision gateways { isReached missingCount missingNames } }",
      );
      const { revokeAuthorization } = await api.succeed<{ revokeAuthorization: object }>(OPERATOR, query, { id });
      expect(revokeAuthorization).toEqual({
        authorization: { state: "REVOKED" },
        errors: [],
        revision: expect.any(Number),
        gateways: { isReached: false, missingCount: 1, missingNames: ["mx1"] },
      });
    });
  },
  SETTINGS,
);
