import { expect } from "vitest";
import { OPERATOR } from "../support/api.js";
import { recordStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";

/** List, a filter of several values, and whether its rows are in an order that is asked for. */
const LISTS = [
  ["resellers", "states: [ACTIVE, SUSPENDED, ACTIVE]", ""],
  ["domains", "states: [ACTIVE, SUSPENDED, ACTIVE]", ""],
  ["domains", "state: ACTIVE", "NAME"],
  ["accounts", "states: [ACTIVE, SUSPENDED, ACTIVE]", ""],
  ["accounts", "states: [SUSPENDED, ACTIVE]", "NAME"],
  ["authorizations", "states: [AUTHORIZED, PENDING, AUTHORIZED]", ""],
  ["authorizations", "sources: [REQUEST, GRANT, REQUEST]", ""],
  ["authorizations", "sources: [REQUEST, GRANT, REQUEST]", "CREATED_AT"],
  ["authorizations", "source: REQUEST", "ADDRESS"],
] as const;

interface Listed {
  readonly list: {
    readonly totalCount: number;
    readonly edges: { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

describeInWorld("a list filtered by several values", (it) => {
  it.beforeAll(async ({ api, tenants: { north, south } }) => {
    for (const [tenant, name] of [
      [north, "a"],
      [south, "b"],
      [north, "c"],
    ] as const) {
      const input = { accountId: tenant.account.id, address: `${name}@elsewhere.example` };
      const document = "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }";
      await api.succeed(tenant.actor, document, { input });
    }
    const suspend = "mutation ($id: ID!) { suspendAccount(id: $id) { id } }";
    await api.succeed(OPERATOR, suspend, { id: north.neighbour.id });
    const grant = `mutation ($input: GrantAuthorizationsInput!) { grantAuthorizations(input: $input) { ids } }`;
    const items = [{ accountId: north.account.id, address: `team@${north.domain.name}` }];
    await api.succeed(OPERATOR, grant, { input: { idempotencyKey: "several", items } });
  });

  for (const [list, filter, order] of LISTS) {
    it(`shows each row of ${list} once, page by page and in both directions: ${filter} ${order}`, async ({
      api,
      tenants: { north },
    }) => {
      const orderBy = order === "" ? "" : `, orderBy: { field: ${order}, direction: ASC }`;
      const document = `query ($first: Int, $last: Int, $after: String) {
        list: ${list}(first: $first, last: $last, after: $after, filter: { ${filter} }${orderBy}) {
          totalCount edges { node { id } } pageInfo { endCursor hasNextPage } } }`;
      for (const actor of [OPERATOR, north.actor]) {
        const ask = async (page: Record<string, unknown>) => (await api.succeed<Listed>(actor, document, page)).list;
        const idsIn = ({ edges }: Listed["list"]) => edges.map(({ node }) => node.id);
        const whole = await ask({ first: 200 });
        expect(whole.totalCount).toBe(whole.edges.length);
        expect(new Set(idsIn(whole)).size).toBe(whole.edges.length);
        expect(whole.edges.length).toBeGreaterThan(0);
        const paged: string[] = [];
        for (let page = await ask({ first: 1 }); ; page = await ask({ first: 1, after: page.pageInfo.endCursor })) {
          paged.push(...idsIn(page));
          if (!page.pageInfo.hasNextPage) break;
        }
        expect(paged).toEqual(idsIn(whole));
        expect(idsIn(await ask({ last: 200 }))).toEqual(idsIn(whole));
      }
    });
  }

  it("looks for nothing along an order where no authorization has the source", async ({ api }) => {
    const document = `{ authorizations(filter: { source: IMPORT }, orderBy: { field: CREATED_AT, direction: ASC }) {
      edges { node { id } } } }`;
    const statements = await recordStatements(api.database, async () => {
      expect(await api.succeed(OPERATOR, document)).toEqual({ authorizations: { edges: [] } });
    });
    expect(statements.filter(({ text }) => text.includes("ORDER BY"))).toEqual([]);
  });
});
