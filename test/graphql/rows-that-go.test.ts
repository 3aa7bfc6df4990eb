import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { Account } from "../../src/tenancy/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, plantAccount } from "./tenancy-tree.js";

const GRANT = "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }";
const DELETE = "mutation ($id: ID!) { deleteAccount(id: $id) }";
const LIST = `{ authorizations(first: 50, filter: { addressPrefix: "shared@" }) {
  edges { node { account { address } } } pageInfo { hasNextPage }
} }`;

interface List {
  readonly authorizations: { readonly edges: { readonly node: { readonly account: { readonly address: string } } }[] };
}

describeOnEachEngine("a list whose rows go between two statements of its answer", (engine) => {
  let api: TestApi;
  const doomed: string[] = [];

  beforeAll(async () => {
    api = await startTestApi(engine);
    const tree = await createTenants(api);
    for (const name of ["stays", "goes1", "goes2", "goes3", "goes4"]) {
      const { id } = await plantAccount(api, tree.north.domain.id, `${name}@north.test`);
      await api.succeed(OPERATOR, GRANT, { input: { accountId: id, address: "shared@elsewhere.test" } });
      if (name !== "stays") doomed.push(id);
    }
  });
  afterEach(() => vi.restoreAllMocks());

  /** Deletes the next account after the page of authorizations was read and before their accounts are, `times` times. */
  function deleteBeforeAccountsAreRead(times: number): void {
    const { reader } = api.database;
    const find = reader.find.bind(reader) as typeof reader.find;
    let left = times;
    let isDeleting = false;
    vi.spyOn(reader, "find").mockImplementation(async (Entity, options) => {
      if (Entity === Account && !isDeleting && left > 0) {
        left -= 1;
        isDeleting = true;
        await api.succeed(OPERATOR, DELETE, { id: doomed.shift() });
        isDeleting = false;
      }
      return find(Entity, options);
    });
  }

  it("is read again, and answered without them", async () => {
    deleteBeforeAccountsAreRead(1);
    const { authorizations } = await api.succeed<List>(OPERATOR, LIST);
    const addresses = authorizations.edges.map(({ node }) => node.account.address);
    expect(addresses).toEqual(["stays", "goes2", "goes3", "goes4"].map((name) => `${name}@north.test`));
  });

  it("is answered with what to do where they go each time it is read", async () => {
    deleteBeforeAccountsAreRead(3);
    const { data, errors } = await api.execute(OPERATOR, LIST);
    expect(data).toEqual({ authorizations: null });
    expect(errors).toMatchObject([
      {
        extensions: { code: "UNAVAILABLE", reason: "ROW_GONE", retryAfter: 1 },
        path: ["authorizations", "edges", expect.any(Number), "node", "account"],
      },
    ]);
  });
});
