import { expect } from "vitest";
import { actorWith, OPERATOR, type TestApi } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { innerIdOf, plantAccount, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer, GRANT, REVOKE } from "./verification-mailbox.js";

const ROW = `address source state isHidden isDefault canResend authorization { id }
  domainAuthorization { domain } profiles { displayName } question { matchNumber sentTo sentAt expiresAt }`;
const LIST = `query ($id: ID!, $first: Int, $after: String) { account(id: $id) {
  sendableAddresses(first: $first, after: $after) { edges { cursor node { ${ROW} } } pageInfo { hasNextPage endCursor } } } }`;
const OF_VIEWER = `{ viewer { account { sendableAddresses { edges { node { address state isDefault } } } } } }`;
const OF_ALL = `query ($first: Int!) { accounts(first: $first) { edges { node { sendableAddresses(first: 5) { edges { node { ${ROW} } } } } } } }`;

interface Row {
  readonly address: string;
  readonly source: string;
  readonly state: string;
  readonly isHidden: boolean;
  readonly isDefault: boolean;
  readonly canResend: boolean;
  readonly question: { matchNumber: string; sentTo: string } | null;
}

interface Listed {
  readonly account: {
    readonly sendableAddresses: {
      readonly edges: { cursor: string; node: Row }[];
      readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}

async function rowsOf(api: TestApi, id: string): Promise<Row[]> {
  const { account } = await api.succeed<Listed>(OPERATOR, LIST, { id, first: 200 });
  return account.sendableAddresses.edges.map(({ node }) => node);
}

async function newAccount(api: TestApi, tenants: Tree, name: string, aliases: string[] = []) {
  const { id } = await plantAccount(api, tenants.north.domain.id, `${name}@north.test`, aliases);
  const actor = actorWith("ACCOUNT", {
    kind: "ACCOUNT",
    accountId: innerIdOf(id),
    domainId: innerIdOf(tenants.north.domain.id),
    resellerPath: tenants.north.path,
  });
  const add = async (address: string, more: Record<string, unknown> = {}) => {
    const input = { accountId: id, address, displayName: "Anna", ...more };
    return (await api.succeed<{ addIdentity: AuthorizationAnswer }>(actor, ADD_IDENTITY, { input })).addIdentity;
  };
  const grant = async (address: string, more: Record<string, unknown> = {}) => {
    const input = { accountId: id, address, reason: "signed contract", ...more };
    return (await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, { input }))
      .grantAuthorization;
  };
  return { id, actor, add, grant };
}

describeInWorld("sendable addresses", (it) => {
  it("stands beside how many questions the account may still ask today, of all accounts in one statement more", async ({
    api,
    tenants,
    clock,
  }) => {
    const { id, actor, add } = await newAccount(api, tenants, "asking");
    const query = "query ($id: ID!) { node(id: $id) { ... on Account { questionsLeft { limit left renewedAt } } } }";
    type Left = { node: { questionsLeft: { limit: number; left: number; renewedAt: string } } };
    const left = async () => (await api.succeed<Left>(actor, query, { id })).node.questionsLeft;
    const before = await left();
    expect(before.left).toBe(before.limit);
    await add("first@asked-of.test");
    expect(await left()).toEqual({ ...before, left: before.limit - 1 });
    const ofAll = "query ($first: Int!) { accounts(first: $first) { edges { node { questionsLeft { left } } } } }";
    const statements = (first: number) =>
      countStatements(api.database, async () => void (await api.succeed(OPERATOR, ofAll, { first })));
    expect(await statements(3)).toBe(await statements(1));
    clock.advance(24 * 60 * 60 * 1_000);
    expect((await left()).left).toBe(before.limit);
  });

  it("are the own address, aliases, domains and identities, each with what gateways decide now", async ({
    api,
    tenants,
    clock,
  }) => {
    const account = await newAccount(api, tenants, "everything", ["b-alias@north.test", "a-alias@north.test"]);
    const waiting = await account.add("press@club.test", { isDefault: true });
    await account.add("a-alias@north.test");
    const until = new Date(clock.now().getTime() + 60_000).toISOString();
    await account.grant("short@club.test", { until });
    const paused = await account.grant("paused@club.test");
    await api.succeed(OPERATOR, `mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { id } }`, {
      id: paused.id,
    });
    const gone = await account.grant("gone@club.test");
    await api.succeed(account.actor, REVOKE, { id: gone.id });
    const claim = `mutation ($input: RequestDomainAuthorizationInput!) { requestDomainAuthorization(input: $input) { id } }`;
    await api.succeed(account.actor, claim, { input: { accountId: account.id, domain: "wide.test" } });
    clock.advance(60_000);
    const rows = await rowsOf(api, account.id);
    expect(rows.map(({ address, source, state }) => [address, source, state])).toEqual([
      ["everything@north.test", "OWN_ADDRESS", "ALLOWED"],
      ["a-alias@north.test", "ALIAS", "ALLOWED"],
      ["b-alias@north.test", "ALIAS", "ALLOWED"],
      ["*@wide.test", "DOMAIN", "WAITING"],
      ["press@club.test", "IDENTITY", "WAITING"],
      ["short@club.test", "IDENTITY", "EXPIRED"],
      ["paused@club.test", "IDENTITY", "PAUSED"],
      ["gone@club.test", "IDENTITY", "REVOKED"],
    ]);
    expect(rows.filter(({ isDefault }) => isDefault).map(({ address }) => address)).toEqual(["everything@north.test"]);
    const { matchNumber } = waiting.verification!;
    expect(rows[4]).toMatchObject({ canResend: true, question: { matchNumber, sentTo: "press@club.test" } });
    expect(rows[0]).toMatchObject({ canResend: false, question: null });
    const own = await api.succeed<{ viewer: { account: Listed["account"] } }>(account.actor, OF_VIEWER);
    expect(own.viewer.account.sendableAddresses.edges).toHaveLength(rows.length);
    await api.succeed(OPERATOR, `mutation ($id: ID!) { suspendAccount(id: $id) { id } }`, { id: account.id });
    expect(new Set((await rowsOf(api, account.id)).map(({ state }) => state))).toEqual(new Set(["SUSPENDED"]));
  });

  it("that are own or an alias are hidden when removed, and allowed all the same", async ({ api, tenants }) => {
    const account = await newAccount(api, tenants, "hidden", ["hidden-alias@north.test"]);
    const alias = await account.add("hidden-alias@north.test", { isDefault: true });
    await api.succeed(account.actor, REVOKE, { id: alias.id });
    const [own, hidden] = await rowsOf(api, account.id);
    expect(own).toMatchObject({ state: "ALLOWED", isHidden: false, isDefault: true });
    expect(hidden).toMatchObject({ state: "ALLOWED", isHidden: true, isDefault: false });
    await account.add("hidden-alias@north.test");
    expect((await rowsOf(api, account.id))[1]).toMatchObject({ isHidden: false });
  });

  it("come in pages without gaps, in the same few statements for one page or a long one, one account or many", async ({
    api,
    tenants,
  }) => {
    const account = await newAccount(api, tenants, "paged", ["p1@north.test", "p2@north.test", "p3@north.test"]);
    for (let index = 0; index < 6; index++) await account.grant(`paged${index}@club.test`);
    const all = (await rowsOf(api, account.id)).map(({ address }) => address);
    expect(all).toHaveLength(10);
    for (const first of [1, 3, 4]) {
      const seen: string[] = [];
      let after: string | null = null;
      for (let hasNextPage = true; hasNextPage; ) {
        const answer: Listed = await api.succeed<Listed>(OPERATOR, LIST, { id: account.id, first, after });
        const { edges, pageInfo } = answer.account.sendableAddresses;
        seen.push(...edges.map(({ node }) => node.address));
        ({ hasNextPage, endCursor: after } = pageInfo);
      }
      expect(seen).toEqual(all);
    }
    const statements = (query: string, variables: Record<string, unknown>) =>
      countStatements(api.database, async () => void (await api.succeed(OPERATOR, query, variables)));
    const few = await statements(LIST, { id: account.id, first: 5 });
    expect(await statements(LIST, { id: account.id, first: 200 })).toBe(few);
    expect(few).toBeLessThanOrEqual(20);
    // Of several accounts as of one; those without rights ask for less.
    expect(await statements(OF_ALL, { first: 6 })).toBeLessThanOrEqual(few + 1);
    const wrong = await api.refuse(OPERATOR, LIST, { id: account.id, after: "x" });
    expect(wrong.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
  });

  it("are for those in whose scope the account lies", async ({ api, tenants }) => {
    const account = await newAccount(api, tenants, "mine");
    for (const actor of [tenants.south.actor, tenants.north.account.actor]) {
      const seen = await api.succeed<{ account: unknown }>(actor, LIST, { id: account.id }).catch(() => null);
      expect(seen?.account ?? null).toBeNull();
    }
  });
});
