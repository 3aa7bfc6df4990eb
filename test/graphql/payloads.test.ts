import { type GraphQLSchema, getNullableType, isObjectType } from "graphql";
import { beforeAll, expect, it } from "vitest";
import { ApiKey } from "../../src/access/api-key.entity.js";
import { buildApiSchema } from "../../src/app/index.js";
import { Authorization } from "../../src/authorizations/authorization.entity.js";
import { RequestContext } from "../../src/graphql/index.js";
import { BulkCall } from "../../src/tenancy/bulk-call.entity.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, innerIdOf, plantAccount, type Tree } from "./tenancy-tree.js";

interface Problem {
  readonly __typename: string;
  readonly code: string;
  readonly reason: string;
  readonly path: readonly string[];
  readonly index: number | null;
  readonly existing?: string;
  readonly limit?: number;
}

interface Granted {
  readonly authorization: { readonly id: string; readonly state: string } | null;
  readonly errors: readonly Problem[];
  readonly revision: number | null;
  readonly wasRepeated: boolean;
}

const ERRORS = `errors { __typename code reason message path index
  ... on AuthorizationError { existing } ... on InputError { limit } }`;
const GRANT = `mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) {
  authorization { id state } ${ERRORS} revision wasRepeated } }`;

describeOnEachEngine("a mutation's payload", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
    schema = await buildApiSchema();
  });

  const grant = async (address: string, query = GRANT, more = {}) =>
    api.execute<{ grantAuthorization: Granted }>(OPERATOR, query, {
      input: { accountId: tree.north.account.id, address, ...more },
    });

  it("is there for every mutation that returns an object", () => {
    const withoutErrors = Object.values(schema.getMutationType()!.getFields()).filter(({ type }) => {
      const named = getNullableType(type);
      return isObjectType(named) && !Object.hasOwn(named.getFields(), "errors");
    });
    expect(withoutErrors).toEqual([]);
  });

  it("tells the revision that the change has in the feed, and the object below its name and where it was", async () => {
    const { data, errors } = await grant(
      "one@elsewhere.test",
      GRANT.replace("authorization {", "id state authorization {"),
    );
    expect(errors).toEqual([]);
    const [{ value } = { value: 0 }] = await api.database.reader.query(
      "SELECT value FROM revision_counter WHERE id = 1",
    );
    const payload = data!.grantAuthorization as Granted & { id: string };
    expect(payload).toMatchObject({ errors: [], revision: Number(value), wasRepeated: false });
    expect(payload.id).toBe(payload.authorization?.id);
  });

  it("holds what stands against it as data, with parameters, where errors are selected", async () => {
    const first = (await grant("two@elsewhere.test")).data!.grantAuthorization;
    const { data, errors } = await grant("no address");
    expect(errors).toEqual([]);
    expect(data!.grantAuthorization).toMatchObject({
      authorization: null,
      revision: null,
      errors: [{ __typename: "AddressError", reason: "ADDRESS_MALFORMED", path: ["input", "address"], index: null }],
    });
    const again = await grant("two@elsewhere.test", GRANT, { until: "2040-01-01T00:00:00Z" });
    expect(again.data!.grantAuthorization.errors).toMatchObject([
      {
        __typename: "AuthorizationError",
        code: "CONFLICT",
        reason: "MAY_SEND_ALREADY",
        existing: first.authorization?.id,
      },
    ]);
  });

  it("is none where errors are not selected, or left out by a directive: the refusal is thrown", async () => {
    for (const query of [
      GRANT.replace(ERRORS, ""),
      GRANT.replace("errors {", "errors @include(if: false) {"),
      GRANT.replace(ERRORS, "id"),
    ]) {
      const { data, errors } = await grant("no address", query);
      expect(data).toBeNull();
      expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.address" });
    }
  });

  it("lets the rest of the operation go on, in one as in a batch", async () => {
    const document = `mutation ($bad: GrantAuthorizationInput!, $good: GrantAuthorizationInput!, $ids: AccountsInput!) {
      first: grantAuthorization(input: $bad) { id ${ERRORS} }
      batch: resumeAccounts(input: $ids) { ids accounts { id } ${ERRORS} wasRepeated revision }
      last: grantAuthorization(input: $good) { ...F } }
      fragment F on GrantAuthorizationPayload { authorization { id } ...G } fragment G on Payload { ${ERRORS} }`;
    const accountId = tree.north.account.id;
    const { data, errors } = await api.execute<Record<string, Record<string, unknown>>>(OPERATOR, document, {
      bad: { accountId, address: "no address" },
      good: { accountId, address: "three@elsewhere.test" },
      ids: { idempotencyKey: "k", ids: ["Account_0193000000007000800000000000000a"] },
    });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      first: { id: null, errors: [{ reason: "ADDRESS_MALFORMED" }] },
      batch: { ids: [], accounts: [], wasRepeated: false, revision: null, errors: [{ reason: "NOT_FOUND", index: 0 }] },
      last: { errors: [], authorization: { id: expect.any(String) } },
    });
  });

  it("is a success that changed nothing where it was so already, for whoever reads that", async () => {
    const { id } = await plantAccount(api, tree.north.domain.id, "repeated@north.test");
    const first = (await grant("five@elsewhere.test")).data!.grantAuthorization;
    const again = (await grant("five@elsewhere.test")).data!.grantAuthorization;
    expect(again).toMatchObject({ authorization: { id: first.authorization?.id }, errors: [], wasRepeated: true });
    const authorizationId = first.authorization?.id;
    const calls: [string, Record<string, unknown>][] = [
      ["mutation ($id: ID!) { done: suspendAccount(id: $id) { id account { state } wasRepeated } }", { id }],
      ["mutation ($id: ID!) { done: resumeAccount(id: $id) { id account { state } wasRepeated } }", { id }],
      [
        "mutation ($id: ID!) { done: pauseAuthorization(authorizationId: $id) { id wasRepeated } }",
        { id: authorizationId },
      ],
      [
        "mutation ($id: ID!) { done: resumeAuthorization(authorizationId: $id) { id wasRepeated } }",
        { id: authorizationId },
      ],
      [
        "mutation ($id: ID!) { done: revokeAuthorization(authorizationId: $id) { id wasRepeated } }",
        { id: authorizationId },
      ],
    ];
    for (const [query, variables] of calls) {
      const did = async () => (await api.succeed<{ done: { wasRepeated: boolean } }>(OPERATOR, query, variables)).done;
      const done = await did();
      expect(done, query).toMatchObject({ id: variables.id, wasRepeated: false });
      expect(await did(), query).toEqual({ ...done, wasRepeated: true });
      const { extensions } = await api.refuse(OPERATOR, query.replace(" wasRepeated", ""), variables);
      expect(extensions.code).toBe("CONFLICT");
    }
    const other = await grant("five@elsewhere.test");
    expect(other.data!.grantAuthorization).toMatchObject({
      wasRepeated: false,
      authorization: { state: "AUTHORIZED" },
    });
  });

  it("is answered again under the caller's key, and the call is done once, one after the other and at the same time", async () => {
    const query = GRANT.replace(
      "$input: GrantAuthorizationInput!",
      "$input: GrantAuthorizationInput!, $key: String",
    ).replace("(input: $input)", "(input: $input, idempotencyKey: $key)");
    const call = async (key: string, address: string) =>
      api.execute<{ grantAuthorization: Granted }>(OPERATOR, query, {
        key,
        input: { accountId: tree.north.account.id, address, reason: "asked for" },
      });
    const [one, other] = await Promise.all([call("g1", "six@elsewhere.test"), call("g1", "six@elsewhere.test")]);
    const both = [one, other].map(({ data }) => data!.grantAuthorization);
    expect(both.map(({ wasRepeated }) => wasRepeated).sort()).toEqual([false, true]);
    expect(both[0]!.authorization).toEqual(both[1]!.authorization);
    expect((await call("g1", "seven@elsewhere.test")).data!.grantAuthorization.errors).toMatchObject([
      { reason: "IDEMPOTENCY_KEY_USED", path: ["idempotencyKey"] },
    ]);
    expect((await call("g2", "no address")).data!.grantAuthorization.errors).toMatchObject([
      { reason: "ADDRESS_MALFORMED" },
    ]);
    expect((await call("g2", "eight@elsewhere.test")).data!.grantAuthorization).toMatchObject({ wasRepeated: false });
  });

  it("is refused under its key where it showed a secret, naming what was made, and nothing is made twice", async () => {
    const query = `mutation ($input: CreateApiKeyInput!, $key: String) {
      createApiKey(input: $input, idempotencyKey: $key) {
        apiKeySecret { key { id } secret }
        errors { reason ... on InputError { existing } }
      }
    }`;
    const input = { name: "once", kind: "PANEL", scope: { resellerId: tree.north.id } };
    type Made = { createApiKey: { apiKeySecret: { key: { id: string }; secret: string } | null; errors: object[] } };
    const call = () => api.succeed<Made>(OPERATOR, query, { input, key: "secret-1" });
    const first = (await call()).createApiKey;
    const existing = first.apiKeySecret?.key.id;
    expect(first.errors).toEqual([]);
    expect((await call()).createApiKey).toEqual({
      apiKeySecret: null,
      errors: [{ reason: "SECRET_SHOWN_ONCE", existing }],
    });
    expect(await api.database.reader.countBy(ApiKey, { name: "once" })).toBe(1);
    const [kept] = await api.database.reader.findBy(BulkCall, { idempotencyKey: "secret-1" });
    expect(JSON.stringify(kept)).not.toContain(first.apiKeySecret?.secret);
  });

  it("is the same again under its key for what is no row: what was decided at once", async () => {
    const domainId = tree.north.domain.id;
    const dismissing = `mutation ($key: String) {
      dismissProposals(input: { filter: { domainId: "${domainId}" } }, idempotencyKey: $key) {
        proposals { id } count hasMore wasRepeated
      }
    }`;
    const dismissed = await api.succeed<{ dismissProposals: object }>(OPERATOR, dismissing, { key: "dismissed-1" });
    const again = await api.succeed<{ dismissProposals: object }>(OPERATOR, dismissing, { key: "dismissed-1" });
    expect(again.dismissProposals).toEqual({ ...dismissed.dismissProposals, wasRepeated: true });
  });

  it("of a deletion is the same again under its key, and NOT_FOUND without", async () => {
    const { id } = await plantAccount(api, tree.north.domain.id, "gone@north.test");
    const query = "mutation ($id: ID!, $key: String) { deleteAccount(id: $id, idempotencyKey: $key) }";
    const first = await api.succeed(OPERATOR, query, { id, key: "d1" });
    expect(await api.succeed(OPERATOR, query, { id, key: "d1" })).toEqual(first);
    expect((await api.refuse(OPERATOR, query, { id })).extensions.code).toBe("NOT_FOUND");
  });

  it("has the question that is open, where the same is asked again, and a conflict where something differs", async () => {
    const ask = async (displayName: string, organization: string | null) => {
      const query = `mutation ($input: AddIdentityInput!) { addIdentity(input: $input) {
        authorization { id } errors { reason ... on AuthorizationError { existing } } wasRepeated } }`;
      const input = { accountId: tree.north.account.id, address: "asked@north-owner.test", displayName, organization };
      type Asked = { authorization: { id: string } | null; errors: Problem[]; wasRepeated: boolean };
      return (await api.succeed<{ addIdentity: Asked }>(OPERATOR, query, { input })).addIdentity;
    };
    const first = await ask("Shop", null);
    expect(first).toMatchObject({ errors: [], wasRepeated: false });
    expect(await ask("Shop", null)).toEqual({ ...first, wasRepeated: true });
    expect(await ask("Shop", "Another Ltd")).toMatchObject({
      authorization: null,
      errors: [{ reason: "ASKED_ALREADY", existing: first.authorization?.id }],
    });
  });

  it("keeps what the caller may not see as the object's type does", async () => {
    const made = (await grant("four@elsewhere.test")).data!.grantAuthorization;
    const thing = await api.database.reader.findOneByOrFail(Authorization, { id: innerIdOf(made.authorization!.id) });
    const type = schema.getType("GrantAuthorizationPayload");
    if (!isObjectType(type)) throw new Error("no payload");
    const { resolve } = type.getFields().state!;
    const seenBy = async (actor = OPERATOR) =>
      resolve!({ thing }, {}, new RequestContext(api.services, actor), { fieldName: "state", schema } as never);
    expect(await seenBy()).toBe("AUTHORIZED");
    await expect(seenBy(tree.south.actor)).rejects.toThrow("Authorization not found");
  });
});
