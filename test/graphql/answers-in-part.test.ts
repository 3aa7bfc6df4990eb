import { type GraphQLSchema, isNonNullType } from "graphql";
import { beforeAll, expect, it } from "vitest";
import { buildApiSchema } from "../../src/app/index.js";
import { actorWith, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const START_PAGE = `query ($id: ID!) {
  viewer { role }
  domains(first: 1) { edges { node { name } } }
  administrators { edges { node { login } } }
  foreign: account(id: $id) { address }
}`;

describeOnEachEngine("a document with several queries", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
    schema = await buildApiSchema();
  }, 30_000);

  it("is answered but for those that fail, each with its error", async () => {
    const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
    const { data, errors } = await api.execute(tree.north.actor, START_PAGE, { id: tree.south.account.id });
    expect(data).toMatchObject({
      viewer: { role: "RESELLER" },
      domains: { edges: [{ node: { name: "north.test" } }] },
      foreign: null,
    });
    expect(errors).toMatchObject([{ path: ["foreign"], extensions: { code: "NOT_FOUND" } }]);
    const refused = await api.execute(gateway, START_PAGE, { id: tree.south.account.id });
    expect(refused.data).toEqual({ viewer: { role: "GATEWAY" }, domains: null, administrators: null, foreign: null });
    expect(refused.errors.map(({ path, extensions }) => [path?.[0], extensions.code]).sort()).toEqual([
      ["administrators", "FORBIDDEN"],
      ["domains", "FORBIDDEN"],
      ["foreign", "FORBIDDEN"],
    ]);
  });

  it("is refused as a whole by what gateways act upon alone", () => {
    const never = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) => isNonNullType(type));
    expect(never.map(({ name }) => name).sort()).toEqual([
      "authorizeSender",
      "authorizeSenders",
      "changes",
      "gatewaysAt",
      "platformRevision",
      "replicaChecksums",
    ]);
  });
});
