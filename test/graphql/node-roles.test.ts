import { beforeAll, expect, it } from "vitest";
import { nodeFinders } from "../../src/app/resolvers.js";
import { toGlobalId } from "../../src/graphql/index.js";
import { newIdentifier, PLATFORM_SCOPE } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const NODE = "query ($id: ID!) { node(id: $id) { id } }";

describeOnEachEngine("node(id)", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  }, 30_000);

  it("shows a gateway's key no mailbox, tenant or anything else that the queries refuse it", async () => {
    const gateway = actorWith("GATEWAY", PLATFORM_SCOPE);
    for (const id of [tree.north.account.id, tree.north.domain.id, tree.north.id]) {
      expect(await api.succeed(OPERATOR, NODE, { id })).toEqual({ node: { id } });
      expect(await api.succeed(gateway, NODE, { id })).toEqual({ node: null });
    }
  });

  it("knows who may see each kind that it finds, and none that a caller made up", async () => {
    for (const kind of [...Object.keys(nodeFinders), "constructor", "toString", "hasOwnProperty", "__proto__"]) {
      const id = toGlobalId(kind, newIdentifier());
      expect(await api.succeed(OPERATOR, NODE, { id })).toEqual({ node: null });
    }
  });
});
