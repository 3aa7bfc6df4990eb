import { beforeAll, expect, it } from "vitest";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { auditActionsOf, createTenants, type Tree } from "./tenancy-tree.js";

const SUSPEND = `mutation ($id: ID!, $seen: DateTime, $key: String) {
  suspendAccount(id: $id, reason: "asked", ifUpdatedAt: $seen, idempotencyKey: $key) {
    account { state updatedAt } errors { reason path ... on InputError { current } } wasRepeated } }`;
const RESUME = "mutation ($id: ID!) { resumeAccount(id: $id) { account { updatedAt } } }";
const ACCOUNT = "query ($id: ID!) { node(id: $id) { ... on Account { state updatedAt } } }";
const GRANT = `mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) {
  authorization { id profiles { id version } } } }`;
const ADD_PROFILE = `mutation ($input: AddSenderProfileInput!, $key: String) {
  addSenderProfile(input: $input, idempotencyKey: $key) { senderProfile { id version } wasRepeated } }`;
const REMOVE_PROFILE = `mutation ($id: ID!, $seen: Int) { removeSenderProfile(profileId: $id, ifVersion: $seen) {
  authorization { profiles { id } } errors { reason path } } }`;
const NODE = "query ($id: ID!) { node(id: $id) { id ... on SenderProfile { displayName version } } }";
const SEEN_BEFORE = "2020-01-01T00:00:00Z";

interface Suspended {
  readonly account: { readonly state: string; readonly updatedAt: string } | null;
  readonly errors: readonly { readonly reason: string; readonly path: readonly string[]; readonly current?: object }[];
  readonly wasRepeated: boolean;
}

interface Right {
  readonly id: string;
  readonly profiles: readonly { readonly id: string; readonly version: number }[];
}

describeOnEachEngine("a mutation that is repeated, or meant for what its caller saw", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  }, 30_000);

  const suspend = async (variables: Record<string, unknown>, actor = tree.north.actor) =>
    (await api.succeed<{ suspendAccount: Suspended }>(actor, SUSPEND, variables)).suspendAccount;

  async function newRight(address: string): Promise<Right> {
    const input = { accountId: tree.north.account.id, address, displayName: "Spring fair" };
    type Granted = { grantAuthorization: { authorization: Right } };
    return (await api.succeed<Granted>(OPERATOR, GRANT, { input })).grantAuthorization.authorization;
  }

  it("does nothing to a row that was changed since, and says what it is now", async () => {
    const { id } = tree.north.account;
    const { node } = await api.succeed<{ node: { updatedAt: string } }>(tree.north.actor, ACCOUNT, { id });
    const before = await auditActionsOf(api, id);
    expect(await suspend({ id, seen: SEEN_BEFORE })).toMatchObject({
      account: null,
      errors: [{ reason: "VERSION_CHANGED", path: ["ifUpdatedAt"], current: { updatedAt: node.updatedAt } }],
    });
    expect(await auditActionsOf(api, id)).toEqual(before);
    expect(await suspend({ id, seen: node.updatedAt })).toMatchObject({ account: { state: "SUSPENDED" }, errors: [] });
    await api.succeed(tree.north.actor, RESUME, { id });
  });

  it("tells nobody who may not see the row that it was changed", async () => {
    const { id } = tree.north.account;
    expect((await suspend({ id, seen: SEEN_BEFORE }, tree.south.actor)).errors).toMatchObject([
      { reason: "NOT_FOUND" },
    ]);
  });

  it("is answered again under its key, though the row is another by then", async () => {
    const { id } = tree.north.neighbour;
    const { node } = await api.succeed<{ node: { updatedAt: string } }>(tree.north.actor, ACCOUNT, { id });
    const call = { id, seen: node.updatedAt, key: "suspended" };
    expect(await suspend(call)).toMatchObject({ errors: [], wasRepeated: false });
    expect(await suspend(call)).toMatchObject({
      account: { state: "SUSPENDED" },
      errors: [],
      wasRepeated: true,
    });
    expect(await auditActionsOf(api, id)).toEqual(["account.created", "account.suspended"]);
  });

  it("counts the versions of sender profiles, which are nodes to those in whose scope they lie", async () => {
    const right = await newRight("profiles@elsewhere.test");
    const input = { authorizationId: right.id, displayName: "Autumn fair" };
    type Added = { addSenderProfile: { senderProfile: { id: string; version: number }; wasRepeated: boolean } };
    const add = async () =>
      (await api.succeed<Added>(tree.north.actor, ADD_PROFILE, { input, key: "profile" })).addSenderProfile;
    const { senderProfile: added } = await add();
    expect(await add()).toEqual({ senderProfile: added, wasRepeated: true });
    const { id, version } = added;
    for (const actor of [OPERATOR, tree.north.actor, tree.north.domain.actor, tree.north.account.actor]) {
      expect(await api.succeed(actor, NODE, { id })).toEqual({ node: { id, displayName: "Autumn fair", version } });
    }
    for (const actor of [tree.south.actor, tree.south.account.actor]) {
      expect(await api.succeed(actor, NODE, { id })).toEqual({ node: null });
    }
    const stale = await api.succeed(tree.north.actor, REMOVE_PROFILE, { id, seen: version + 1 });
    expect(stale).toMatchObject({
      removeSenderProfile: { errors: [{ reason: "VERSION_CHANGED", path: ["ifVersion"] }] },
    });
    const removed = await api.succeed(tree.north.actor, REMOVE_PROFILE, { id, seen: version });
    expect(removed).toMatchObject({
      removeSenderProfile: { authorization: { profiles: right.profiles.map(({ id }) => ({ id })) } },
    });
  });

  it("shows what holds now where its answer is no row of its own", async () => {
    const set = `mutation ($input: SetPolicyInput!, $key: String) { setPolicy(input: $input, idempotencyKey: $key) {
      policy { settings { observationDays } updatedAt } wasRepeated } }`;
    const scope = { domainId: tree.north.domain.id };
    type Set = { setPolicy: { policy: { settings: object; updatedAt: string }; wasRepeated: boolean } };
    const call = async (observationDays: number, key: string) =>
      (await api.succeed<Set>(tree.north.actor, set, { input: { scope, observationDays }, key })).setPolicy;
    const first = await call(20, "first");
    expect(first).toMatchObject({ policy: { settings: { observationDays: 20 } }, wasRepeated: false });
    await call(25, "second");
    const again = await call(20, "first");
    expect(again).toMatchObject({ policy: { settings: { observationDays: 25 } }, wasRepeated: true });
    const remove = `mutation ($scope: ScopeInput!, $seen: DateTime, $key: String) {
      removePolicy(scope: $scope, ifUpdatedAt: $seen, idempotencyKey: $key) {
        policy { updatedAt } errors { reason path } wasRepeated } }`;
    const stale = await api.succeed(tree.north.actor, remove, { scope, seen: SEEN_BEFORE, key: "removed" });
    expect(stale).toMatchObject({ removePolicy: { errors: [{ reason: "VERSION_CHANGED", path: ["ifUpdatedAt"] }] } });
    const seen = again.policy.updatedAt;
    for (const wasRepeated of [false, true]) {
      const done = await api.succeed(tree.north.actor, remove, { scope, seen, key: "removed" });
      expect(done).toEqual({ removePolicy: { policy: { updatedAt: null }, errors: [], wasRepeated } });
    }
  });

  it("sends the same messages of a webhook again once, and keeps nothing of its secret for the answer", async () => {
    const create = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhookSecret { webhook { id } } } }`;
    const input = { name: "Panel", url: "https://panel.example/hooks", scope: { resellerId: tree.north.id } };
    type Created = { createWebhook: { webhookSecret: { webhook: { id: string } } } };
    const { createWebhook } = await api.succeed<Created>(tree.north.actor, create, { input });
    const { id } = createWebhook.webhookSecret.webhook;
    const calls = `mutation ($id: ID!) {
      testWebhook(id: $id, idempotencyKey: "test") { webhookDelivery { id state createdAt } wasRepeated }
      redeliverWebhook(id: $id, idempotencyKey: "again") { redeliveredWebhook { webhook { id } count } wasRepeated } }`;
    const first = await api.succeed<Record<string, object>>(tree.north.actor, calls, { id });
    const again = await api.succeed<Record<string, object>>(tree.north.actor, calls, { id });
    for (const [name, done] of Object.entries(first)) {
      expect(again[name], name).toEqual({ ...done, wasRepeated: true });
    }
    const rows = await api.database.reader.query("SELECT result FROM bulk_call WHERE operation = 'redeliverWebhook'");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain("secret");
  });
});
