import { expect } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";
import { CREATE_ACCOUNT, type Tree } from "./tenancy-tree.js";

interface Listed {
  readonly totalCount: number;
  readonly isTotalExact: boolean;
  readonly pageInfo: Record<"startCursor" | "endCursor", string> & Record<"hasNextPage" | "hasPreviousPage", boolean>;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}

const PAGE =
  "{ totalCount isTotalExact pageInfo { startCursor endCursor hasNextPage hasPreviousPage } edges { node { id } } }";
const VARIABLES = "$first: Int, $after: String, $last: Int, $before: String";
const WINDOW = "first: $first, after: $after, last: $last, before: $before";

/** Lists of each way in which pages are made, with the field of the answer in which they stand. */
const LISTS: Readonly<Record<string, (tenants: Tree) => readonly [document: string, actor: Actor]>> = {
  "by position in an index": ({ north }) => [`query (${VARIABLES}) { list: accounts(${WINDOW}) ${PAGE} }`, north.actor],
  "below a row": ({ north }) => [
    `query (${VARIABLES}) { at: domain(id: "${north.domain.id}") { list: accounts(${WINDOW}) ${PAGE} } }`,
    north.actor,
  ],
  "of an account's authorizations": ({ north }) => [
    `query (${VARIABLES}) { at: account(id: "${north.account.id}") { list: authorizations(${WINDOW}) ${PAGE} } }`,
    north.actor,
  ],
  "of what an account may send as": ({ north }) => [
    `query (${VARIABLES}) { at: account(id: "${north.account.id}") { list: sendableAddresses(${WINDOW})
      ${PAGE.replace("node { id }", "node { id: address }")} } }`,
    north.actor,
  ],
  "the newest first": () => [`query (${VARIABLES}) { list: auditEvents(${WINDOW}) ${PAGE} }`, OPERATOR],
};

describeInWorld("a list", (it) => {
  it.beforeAll(async ({ api, tenants: { north } }) => {
    for (const name of ["a", "b", "c", "d"]) {
      await api.succeed(OPERATOR, CREATE_ACCOUNT, {
        input: { domainId: north.domain.id, address: `${name}@${north.domain.name}` },
      });
      await api.succeed(
        OPERATOR,
        "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }",
        { input: { accountId: north.account.id, address: `${name}@elsewhere.example`, reason: "known to us" } },
      );
    }
  });

  for (const [title, listOf] of Object.entries(LISTS)) {
    it(`${title} is the same read forwards and backwards, and counted`, async ({ api, tenants }) => {
      const [document, actor] = listOf(tenants);
      const whole = await pageOf(api, actor, document, { first: 200 });
      const ids = whole.edges.map(({ node }) => node.id);
      expect(ids.length).toBeGreaterThan(3);
      expect(whole).toMatchObject({ totalCount: ids.length, isTotalExact: true });

      const forwards = await walk(api, actor, document, "first");
      const backwards = await walk(api, actor, document, "last");
      expect(forwards.pages.flat()).toEqual(ids);
      expect(backwards.pages.reverse().flat()).toEqual(ids);
      expect(forwards.atStart).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
      expect(forwards.atEnd).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
      expect(backwards.atStart).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
      expect(backwards.atEnd).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    });
  }

  it("takes no cursor of another list, of another filter, of another row, or of nobody", async ({ api, tenants }) => {
    const { north, south } = tenants;
    const cursorOf = async (document: string) =>
      (await pageOf(api, OPERATOR, document, { first: 1 })).pageInfo.endCursor;
    const below = (id: string) =>
      `query (${VARIABLES}) { at: domain(id: "${id}") { list: accounts(${WINDOW}) ${PAGE} } }`;
    const filtered = `query (${VARIABLES}) { list: accounts(${WINDOW}, filter: { state: ACTIVE }) ${PAGE} }`;
    const domains = `query (${VARIABLES}) { list: domains(${WINDOW}) ${PAGE} }`;
    const accounts = `query (${VARIABLES}) { list: accounts(${WINDOW}) ${PAGE} }`;
    const cursors = [
      await cursorOf(domains),
      await cursorOf(filtered),
      await cursorOf(below(north.domain.id)),
      Buffer.from('["",""]').toString("base64url"),
      "text",
    ];
    for (const cursor of cursors) {
      for (const place of ["after", "before"]) {
        const { extensions } = await api.refuse(OPERATOR, accounts, { [place]: cursor });
        expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: place });
      }
    }
    const ofNorth = await cursorOf(below(north.domain.id));
    expect((await api.refuse(OPERATOR, below(south.domain.id), { after: ofNorth })).extensions.field).toBe("after");
    // The same filter however it is written.
    const nulls = filtered.replace("state: ACTIVE", "resellerId: null, state: ACTIVE");
    await pageOf(api, OPERATOR, nulls, { after: await cursorOf(filtered) });
    const unfiltered = `query (${VARIABLES}) { list: accounts(${WINDOW}, filter: null) ${PAGE} }`;
    await pageOf(api, OPERATOR, unfiltered, { after: await cursorOf(accounts) });
  });

  it("goes one way at a time", async ({ api }) => {
    const accounts = `query (${VARIABLES}) { list: accounts(${WINDOW}) ${PAGE} }`;
    for (const both of [{ first: 1, last: 1 }, { last: 0 }, { last: 201 }]) {
      expect((await api.refuse(OPERATOR, accounts, both)).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "last",
      });
    }
  });

  it("of ids has each node in its place, and null for what is not there for the caller", async ({ api, tenants }) => {
    const { north, south } = tenants;
    const document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const ids = [north.account.id, south.account.id, "Account_1", north.domain.id, north.account.id];
    const { nodes } = await api.succeed<{ nodes: ({ id: string } | null)[] }>(north.actor, document, { ids });
    expect(nodes).toEqual([{ id: ids[0] }, null, null, { id: ids[3] }, { id: ids[0] }]);
    const tooMany = await api.refuse(north.actor, document, { ids: Array(201).fill(north.account.id) });
    expect(tooMany.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "ids" });
  });
});

async function pageOf(api: TestApi, actor: Actor, document: string, window: object): Promise<Listed> {
  const { at, list } = await api.succeed<{ at?: { list: Listed }; list?: Listed }>(actor, document, { ...window });
  const found = at?.list ?? list;
  if (found === undefined) throw new Error("the document has no list");
  return found;
}

/** Pages of two until there is no other in that direction. */
async function walk(api: TestApi, actor: Actor, document: string, size: "first" | "last") {
  const pages: string[][] = [];
  const infos: Listed["pageInfo"][] = [];
  for (let cursor: string | undefined; ; ) {
    const window = size === "first" ? { first: 2, after: cursor } : { last: 2, before: cursor };
    const { edges, pageInfo } = await pageOf(api, actor, document, window);
    pages.push(edges.map(({ node }) => node.id));
    infos.push(pageInfo);
    const isMore = size === "first" ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    if (!isMore) return { pages, atStart: infos[0], atEnd: infos.at(-1) };
    cursor = size === "first" ? pageInfo.endCursor : pageInfo.startCursor;
  }
}
