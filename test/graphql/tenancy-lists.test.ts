import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { countStatements } from "../support/statements.js";
import { createTenants, type PlantedReseller, plantReseller, type Tree } from "./tenancy-tree.js";

const RESELLERS = `query ($first: Int, $after: String, $filter: ResellerFilter) {
  resellers(first: $first, after: $after, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    edges { node { id slug parent { id name } children(first: 2) { edges { node { slug } } }
      domains(first: 2) { pageInfo { hasNextPage endCursor } edges { node { name accounts(first: 2) { edges { node { address aliases } } } } } } } }
  }
}`;
const DOMAINS = `query ($first: Int, $after: String, $filter: DomainFilter) {
  domains(first: $first, after: $after, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    edges { node { id name state suspendedReason reseller { name parent { name } } accounts(first: 2) { pageInfo { hasNextPage } edges { node { address aliases } } } } }
  }
}`;
const ACCOUNTS = `query ($first: Int, $after: String, $filter: AccountFilter) {
  accounts(first: $first, after: $after, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    edges { node { id address aliases hasPassword domain { name reseller { name parent { name } } } } }
  }
}`;

type Listed<Name extends string> = Record<
  Name,
  { pageInfo: { hasNextPage: boolean; endCursor: string | null }; edges: { node: Record<string, unknown> }[] }
>;

describeOnEachEngine("listing tenants", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
    const subs = [];
    for (let index = 0; index < 6; index++) subs.push(await plantReseller(api, `sub-${index}`, tree.north.id));
    await plantMany(api, subs);
  });

  async function list<Name extends string>(
    name: Name,
    actor: Actor,
    query: string,
    variables: Record<string, unknown> = {},
  ) {
    const data: Listed<Name> = await api.succeed(actor, query, variables);
    return data[name];
  }

  it.each<["resellers" | "domains" | "accounts", string, number, number]>([
    ["resellers", RESELLERS, 1, 6],
    ["domains", DOMAINS, 2, 16],
    ["accounts", ACCOUNTS, 3, 50],
  ])("takes as many statements for a long page of %s as for a short one", async (name, query, few, many) => {
    // Only resellers that have domains, and pages with rows of a sub-reseller: each as deep as the other.
    const filter = name === "resellers" ? { parentId: tree.north.id } : { state: "ACTIVE" };
    const count = (first: number) =>
      countStatements(api.database, async () => {
        expect((await list(name, tree.north.actor, query, { first, filter })).edges).toHaveLength(first);
      });
    const statements = await count(few);
    expect(await count(many)).toBe(statements);
    expect(statements).toBeLessThanOrEqual(10);
  });

  it("shows each role its own part and nothing of others", async () => {
    const names = async (actor: Actor) =>
      (await list("accounts", actor, ACCOUNTS, { first: 200 })).edges.map(({ node }) => String(node.address));
    expect(await names(OPERATOR)).toHaveLength(4 + 6 * 3 * 3);
    expect((await names(tree.north.actor)).some((address) => address.endsWith("south.test"))).toBe(false);
    expect(await names(tree.south.actor)).toEqual(["neighbour@south.test", "user@south.test"]);
    expect(await names(tree.north.domain.actor)).toEqual(["neighbour@north.test", "user@north.test"]);
    expect(await names(tree.north.account.actor)).toEqual(["user@north.test"]);
    const panel = actorWith("PANEL", tree.south.actor.scope!);
    expect((await list("domains", panel, DOMAINS)).edges.map(({ node }) => node.name)).toEqual(["south.test"]);
    expect((await list("domains", tree.south.domain.actor, DOMAINS)).edges[0]?.node).toMatchObject({ reseller: null });
    const resellers = await list("resellers", tree.south.actor, RESELLERS);
    expect(resellers.edges.map(({ node }) => node)).toMatchObject([{ slug: "south", parent: null }]);
  });

  it("refuses lists to roles that have none", async () => {
    const refused = [
      [tree.north.domain.actor, RESELLERS],
      [tree.north.account.actor, RESELLERS],
      [tree.north.account.actor, DOMAINS],
      [actorWith("GATEWAY", { kind: "PLATFORM" }), ACCOUNTS],
      [actorWith("GATEWAY", { kind: "PLATFORM" }), DOMAINS],
    ] as const;
    for (const [actor, query] of refused) expect((await api.refuse(actor, query)).extensions.code).toBe("FORBIDDEN");
  });

  it("refuses a filter by another tenant's id like one by an id that does not exist", async () => {
    const foreign = [
      [RESELLERS, { parentId: tree.south.id }, { parentId: "nonsense" }],
      [DOMAINS, { resellerId: tree.south.id }, { resellerId: "nonsense" }],
      [ACCOUNTS, { resellerId: tree.south.id }, { resellerId: "nonsense" }],
      [ACCOUNTS, { domainId: tree.south.domain.id }, { domainId: "nonsense" }],
    ] as const;
    for (const [query, filter, missing] of foreign) {
      const error = await api.refuse(tree.north.actor, query, { filter });
      expect(error.extensions).toEqual(expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }));
      expect((await api.refuse(tree.north.actor, query, { filter: missing })).message).toBe(error.message);
    }
  });

  it("narrows by state, place and beginning", async () => {
    const slugs = (filter: object) =>
      list("resellers", OPERATOR, RESELLERS, { filter }).then(({ edges }) => edges.map(({ node }) => node.slug));
    expect((await slugs({ parentId: tree.north.id })).sort()).toEqual(Array.from({ length: 6 }, (_, n) => `sub-${n}`));
    expect(await slugs({ search: "SUB-3" })).toEqual(["sub-3"]);
    expect(await slugs({ state: "SUSPENDED" })).toEqual([]);
    const domains = (filter: object) =>
      list("domains", OPERATOR, DOMAINS, { filter }).then(({ edges }) => edges.map(({ node }) => node.name));
    expect(await domains({ search: "A" })).toEqual(Array.from({ length: 6 }, (_, n) => `a${n}.test`));
    expect(await domains({ resellerId: tree.south.id })).toEqual(["south.test"]);
    const accounts = (filter: object) =>
      list("accounts", OPERATOR, ACCOUNTS, { filter }).then(({ edges }) => edges.map(({ node }) => node.address));
    expect(await accounts({ address: "X@a" })).toEqual(Array.from({ length: 6 }, (_, n) => `x@a${n}.test`));
    expect(await accounts({ address: "neighbour@", resellerId: tree.south.id })).toEqual(["neighbour@south.test"]);
    const wrong = await api.refuse(OPERATOR, ACCOUNTS, { filter: { address: "x".repeat(300) } });
    expect(wrong.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.address" });
  });

  it("pages nested lists by their own cursors", async () => {
    const { edges } = await list("resellers", OPERATOR, RESELLERS, { filter: { search: "sub-2" } });
    const id = edges[0]!.node.id;
    const first = edges[0]!.node.domains as Listed<"domains">["domains"];
    expect(first.edges.map(({ node }) => node.name)).toEqual(["a2.test", "b2.test"]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const query = `query ($id: ID!, $first: Int, $after: String) { reseller(id: $id) { domains(first: $first, after: $after) { pageInfo { hasNextPage hasPreviousPage } edges { node { name } } } } }`;
    const second = await api.succeed(OPERATOR, query, { id, first: 2, after: first.pageInfo.endCursor });
    expect(second).toEqual({
      reseller: {
        domains: { pageInfo: { hasNextPage: false, hasPreviousPage: true }, edges: [{ node: { name: "c2.test" } }] },
      },
    });
    for (const variables of [{ first: 0 }, { first: 201 }, { after: "nonsense" }]) {
      const error = await api.refuse(OPERATOR, query, { id, ...variables });
      expect(error.extensions.code).toBe("BAD_USER_INPUT");
    }
  });

  it("finds resellers, domains and accounts by their id, for those who may see them only", async () => {
    const query = `query ($id: ID!) { node(id: $id) { __typename id } }`;
    for (const [id, type] of [
      [tree.north.id, "Reseller"],
      [tree.north.domain.id, "Domain"],
      [tree.north.account.id, "Account"],
    ] as const) {
      expect(await api.succeed(tree.north.actor, query, { id })).toEqual({ node: { __typename: type, id } });
      expect(await api.succeed(tree.south.actor, query, { id })).toEqual({ node: null });
    }
    const administrator = await api.succeed(tree.north.domain.actor, query, { id: tree.north.domain.id });
    expect(administrator).toMatchObject({ node: { __typename: "Domain" } });
    // As its field `domain` shows it.
    const own = await api.succeed(tree.north.account.actor, query, { id: tree.north.domain.id });
    expect(own).toMatchObject({ node: { __typename: "Domain" } });
    for (const id of [tree.north.id, tree.north.neighbour.id, tree.south.domain.id]) {
      expect(await api.succeed(tree.north.account.actor, query, { id })).toEqual({ node: null });
    }
  });

  it("refuses single reads of another tenant's rows like missing ones", async () => {
    const reads = [
      [`query ($id: ID!) { reseller(id: $id) { id } }`, tree.south.id],
      [`query ($id: ID!) { domain(id: $id) { id } }`, tree.south.domain.id],
      [`query ($id: ID!) { account(id: $id) { id } }`, tree.south.account.id],
    ] as const;
    for (const [query, id] of reads) {
      expect(await api.succeed(tree.south.actor, query, { id })).toBeTruthy();
      const foreign = await api.refuse(tree.north.actor, query, { id });
      expect(foreign.extensions).toEqual(expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }));
      expect((await api.refuse(tree.north.actor, query, { id: "nonsense" })).message).toBe(foreign.message);
    }
  });
});

/** Three domains for each of the resellers, with three accounts each. */
async function plantMany(api: TestApi, resellers: readonly PlantedReseller[]): Promise<void> {
  const items = resellers.flatMap(({ id }, index) =>
    ["a", "b", "c"].map((name) => ({ resellerId: id, name: `${name}${index}.test` })),
  );
  const { createDomains } = await api.succeed<{ createDomains: { domains: { id: string; name: string }[] } }>(
    OPERATOR,
    `mutation ($input: CreateDomainsInput!) { createDomains(input: $input) { domains { id name } } }`,
    { input: { idempotencyKey: "domains", items } },
  );
  const accounts = createDomains.domains.flatMap(({ id, name }) =>
    ["x", "y", "z"].map((user) => ({ domainId: id, address: `${user}@${name}`, aliases: [`${user}1@${name}`] })),
  );
  const input = { idempotencyKey: "accounts", items: accounts };
  await api.succeed(OPERATOR, `mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { ids } }`, {
    input,
  });
}
