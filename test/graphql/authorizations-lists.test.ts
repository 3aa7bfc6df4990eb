import { beforeAll, expect, it } from "vitest";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { countStatements } from "../support/statements.js";
import { createTenants, plantAccount, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer } from "./verification-mailbox.js";

const LIST = `query ($first: Int, $filter: AuthorizationFilter) {
  authorizations(first: $first, filter: $filter) {
    edges { node { id state account { address } identity { address } verification { matchNumber } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const BY_ACCOUNT = `query ($first: Int) {
  accounts(first: $first) { edges { node { address authorizations(first: 3) {
    edges { node { state identity { address } } } pageInfo { hasNextPage endCursor }
  } } } }
}`;
const NEXT = `query ($id: ID!, $after: String) {
  account(id: $id) { authorizations(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }
}`;
const BY_IDENTITY = `query ($address: String!) {
  identity(address: $address) { address authorizations(first: 10) { edges { node { account { address } } } } }
}`;

interface Edges {
  readonly edges: { readonly node: AuthorizationAnswer }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describeOnEachEngine("lists of authorizations over GraphQL", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let busy: { id: string; address: string };

  beforeAll(async () => {
    api = await startTestApi(engine, movableClock());
    tree = await createTenants(api);
    for (let account = 0; account < 6; account += 1) {
      const { id } = await plantAccount(api, tree.north.domain.id, `a${account}@north.test`);
      for (let each = 0; each < 2; each += 1) await add(id, `p${account}${each}@pending.test`);
      await add(id, "shared@pending.test");
    }
    busy = await plantAccount(api, tree.north.domain.id, "busy@north.test");
    for (let each = 0; each < 8; each += 1) await add(busy.id, `b${each}@north.test`);
  });

  async function add(accountId: string, address: string): Promise<AuthorizationAnswer> {
    const input = { accountId, address, displayName: "x" };
    return (await api.succeed<{ addIdentity: AuthorizationAnswer }>(OPERATOR, ADD_IDENTITY, { input })).addIdentity;
  }

  it.each([
    ["authorizations with their account, identity and question", LIST, 4],
    ["accounts with their first authorizations", BY_ACCOUNT, 3],
  ])("cost the same number of statements for a long page of %s as for a short one", async (_, query, most) => {
    const cost = (first: number) =>
      countStatements(api.database, async () => {
        await api.succeed(tree.north.actor, query, { first });
      });
    const short = await cost(2);
    expect(await cost(20)).toBe(short);
    expect(short).toBeLessThanOrEqual(most);
  });

  it("go on from the first page of an account's own list to its end, each row once", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { account }: { account: { authorizations: Edges } } = await api.succeed(tree.north.actor, NEXT, {
        id: busy.id,
        after,
      });
      seen.push(...account.authorizations.edges.map(({ node }) => node.id));
      after = account.authorizations.pageInfo.hasNextPage ? account.authorizations.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
  });

  it("show a tenant its own accounts behind a shared address, and another tenant nothing", async () => {
    const variables = { address: "Shared@Pending.test" };
    const { identity } = await api.succeed<{ identity: { authorizations: Edges } }>(
      tree.north.actor,
      BY_IDENTITY,
      variables,
    );
    expect(identity.authorizations.edges).toHaveLength(6);
    expect(await api.succeed(tree.south.actor, BY_IDENTITY, variables)).toEqual({ identity: null });
    expect(await api.succeed(tree.south.actor, LIST, { first: 5 })).toMatchObject({ authorizations: { edges: [] } });
  });

  it("are filtered by what is asked, and find nothing for what is no address or domain", async () => {
    const list = async (filter: object) => {
      const data = await api.succeed<{ authorizations: Edges }>(tree.north.actor, LIST, { first: 200, filter });
      return data.authorizations.edges.length;
    };
    expect(await list({ state: "PENDING" })).toBe(18);
    expect(await list({ source: "GRANT" })).toBe(8);
    expect(await list({ accountId: busy.id })).toBe(8);
    expect(await list({ accountId: busy.id, state: "PENDING" })).toBe(0);
    expect(await list({ domainId: tree.north.domain.id })).toBe(26);
    expect(await list({ resellerId: tree.north.id })).toBe(26);
    expect(await list({ address: "shared@pending.test" })).toBe(6);
    expect(await list({ addressDomain: "pending.test", state: "PENDING" })).toBe(18);
    expect(await list({ address: "no address" })).toBe(0);
    expect(await list({ addressDomain: "no domain" })).toBe(0);
  });

  it("find no foreign reseller and take no foreign cursor", async () => {
    const foreign = { first: 5, filter: { resellerId: tree.south.id } };
    expect((await api.refuse(tree.north.actor, LIST, foreign)).extensions.code).toBe("NOT_FOUND");
    const wrong = { id: busy.id, after: "nonsense" };
    expect((await api.refuse(tree.north.actor, NEXT, wrong)).extensions.code).toBe("BAD_USER_INPUT");
    const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
    expect((await api.refuse(gateway, LIST, {})).extensions.code).toBe("FORBIDDEN");
  });
});
