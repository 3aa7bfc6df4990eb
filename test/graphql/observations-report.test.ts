import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { rowsOf } from "../database/observations/observed.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const REPORT = `mutation ($batchId: ID!, $submissions: [SubmissionInput!]!) {
  reportSubmissions(batchId: $batchId, submissions: $submissions) { accepted unknownLogins skipped isRepeated }
}`;

describeOnEachEngine("reportSubmissions", (engine) => {
  const clock = movableClock();
  const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
  });

  const submissions = (login: string) => [
    { login, sender: "boss@elsewhere.test", at: clock.now(), count: 2 },
    { login, sender: login, headerFrom: [login], at: clock.now(), outcome: "QUEUED" },
  ];

  it("counts a batch once, however often and at once it is reported", async () => {
    const variables = { batchId: "batch-1", submissions: submissions("user@north.test") };
    const answers = await Promise.all(
      [1, 2, 3].map(() => api.succeed<{ reportSubmissions: { isRepeated: boolean } }>(gateway, REPORT, variables)),
    );

    expect(answers.filter(({ reportSubmissions }) => !reportSubmissions.isRepeated)).toHaveLength(1);
    for (const { reportSubmissions } of answers) {
      expect(reportSubmissions).toMatchObject({ accepted: 3, unknownLogins: 0, skipped: 0 });
    }
    expect(await rowsOf(api)).toEqual(["boss@elsewhere.test 0/0/2/0+0", "user@north.test 1/0/0/0+0"]);
  });

  it("counts nothing of accounts outside the key's scope, and answers as if they did not exist", async () => {
    const scope = { kind: "RESELLER", resellerId: "x", resellerPath: tree.north.path } as const;
    const before = await rowsOf(api);
    const { reportSubmissions } = await api.succeed<{ reportSubmissions: object }>(
      actorWith("GATEWAY", scope, { id: "01930000-0000-7000-8000-000000000002" }),
      REPORT,
      { batchId: "batch-1", submissions: [...submissions("user@south.test"), ...submissions("nobody@south.test")] },
    );

    expect(reportSubmissions).toEqual({ accepted: 0, unknownLogins: 6, skipped: 0, isRepeated: false });
    expect(await rowsOf(api)).toEqual(before);
  });

  it("shows the operator, and nobody else, the logins that no account has", async () => {
    const query = `query ($after: String) { unknownLogins(first: 1, after: $after) {
      edges { node { login messages } } pageInfo { hasNextPage endCursor } } }`;
    const variables = {
      batchId: "unknown-1",
      submissions: ["one@nowhere.test", "two@nowhere.test"].flatMap(submissions),
    };
    await api.succeed(gateway, REPORT, variables);
    type Listed = {
      unknownLogins: {
        edges: { node: { login: string; messages: number } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const { unknownLogins: first } = await api.succeed<Listed>(OPERATOR, query);
    const { unknownLogins: second } = await api.succeed<Listed>(OPERATOR, query, { after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node)).toEqual([
      { login: "two@nowhere.test", messages: 3 },
      { login: "one@nowhere.test", messages: 3 },
    ]);
    expect(await api.succeed(tree.north.actor, query)).toMatchObject({ unknownLogins: { edges: [] } });
    expect((await api.refuse(tree.north.account.actor, query)).extensions.code).toBe("FORBIDDEN");
  });

  it("shows administrators the logins that name a proven domain of theirs, and no others", async () => {
    const logins = ["printer@north.test", "scanner@south.test", "fax@unproven.test"];
    const { north, south } = tree;
    await api.succeed(OPERATOR, `mutation ($input: CreateDomainInput!) { createDomain(input: $input) { id } }`, {
      input: { resellerId: north.id, name: "unproven.test" },
    });
    await api.database.write((tx) =>
      tx.manager.query("UPDATE domain SET proof = 'UNPROVEN' WHERE name = 'unproven.test'"),
    );
    await api.succeed(gateway, REPORT, { batchId: "unknown-2", submissions: logins.flatMap(submissions) });
    const query = `query ($scope: ScopeInput, $orderBy: [UnknownLoginOrder!]) {
      unknownLogins(scope: $scope, orderBy: $orderBy) { totalCount edges { node { login } } } }`;
    type Listed = { unknownLogins: { totalCount: number; edges: { node: { login: string } }[] } };
    const seenBy = async (actor: Actor, variables = {}) => {
      const { unknownLogins } = await api.succeed<Listed>(actor, query, variables);
      expect(unknownLogins.totalCount).toBe(unknownLogins.edges.length);
      return unknownLogins.edges.map(({ node }) => node.login);
    };
    for (const actor of [north.actor, north.domain.actor]) {
      expect(await seenBy(actor)).toEqual(["printer@north.test"]);
      expect(await seenBy(actor, { orderBy: { field: "MESSAGES" } })).toEqual(["printer@north.test"]);
    }
    expect(await seenBy(south.actor)).toEqual(["scanner@south.test"]);
    expect(await seenBy(OPERATOR, { scope: { domainId: south.domain.id } })).toEqual(["scanner@south.test"]);
    expect(await seenBy(OPERATOR)).toEqual(expect.arrayContaining(logins));
    const foreign = await api.refuse(north.actor, query, { scope: { domainId: south.domain.id } });
    expect(foreign.extensions.code).toBe("NOT_FOUND");
  });

  it("shows each login once, with all days together and what it sent as", async () => {
    const { north, south } = tree;
    const sent = (login: string, sender: string, daysAgo: number) => ({
      login,
      sender,
      at: new Date(clock.now().getTime() - daysAgo * 24 * 3_600_000),
    });
    const printed = [sent("fax@north.test", "fax@north.test", 2), sent("fax@north.test", "fax@north.test", 0)];
    const others = [sent("fax@north.test", "Scan@far.test", 1), sent("fax@south.test", "fax@south.test", 3)];
    await api.succeed(gateway, REPORT, { batchId: "totals-1", submissions: [...printed, ...others] });
    await api.succeed(gateway, REPORT, { batchId: "totals-2", submissions: printed });
    const query = `query ($scope: ScopeInput, $first: Int, $after: String) {
      unknownLoginTotals(scope: $scope, first: $first, after: $after, orderBy: { field: MESSAGES, direction: DESC }) {
        totalCount pageInfo { endCursor hasNextPage }
        edges { node { login messages firstSeenAt lastSeenAt addresses { address messages } } } } }`;
    type Listed = {
      unknownLoginTotals: {
        totalCount: number;
        pageInfo: { endCursor: string; hasNextPage: boolean };
        edges: { node: { login: string } & Record<string, unknown> }[];
      };
    };
    const fax = {
      login: "fax@north.test",
      messages: 5,
      firstSeenAt: printed[0]!.at.toISOString(),
      lastSeenAt: printed[1]!.at.toISOString(),
      addresses: [
        { address: "fax@north.test", messages: 4 },
        { address: "scan@far.test", messages: 1 },
      ],
    };
    for (const actor of [north.actor, north.domain.actor]) {
      const { unknownLoginTotals } = await api.succeed<Listed>(actor, query);
      expect(unknownLoginTotals.edges.map(({ node }) => node).find(({ login }) => login === fax.login)).toEqual(fax);
      expect(unknownLoginTotals.edges.every(({ node }) => node.login.endsWith("@north.test"))).toBe(true);
      expect(unknownLoginTotals.totalCount).toBe(unknownLoginTotals.edges.length);
    }
    const ofSouth = { scope: { domainId: south.domain.id } };
    expect(JSON.stringify(await api.succeed(OPERATOR, query, ofSouth))).not.toContain("north.test");
    expect((await api.refuse(north.actor, query, ofSouth)).extensions.code).toBe("NOT_FOUND");
    expect((await api.refuse(north.account.actor, query)).extensions.code).toBe("FORBIDDEN");
    const { unknownLoginTotals: first } = await api.succeed<Listed>(OPERATOR, query, { first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const { unknownLoginTotals: rest } = await api.succeed<Listed>(OPERATOR, query, {
      after: first.pageInfo.endCursor,
    });
    const logins = [...first.edges, ...rest.edges].map(({ node }) => node.login);
    expect(new Set(logins).size).toBe(first.totalCount);
    expect(logins).toHaveLength(first.totalCount);
  });

  it("is for gateways alone", async () => {
    const variables = { batchId: "batch-2", submissions: [] };
    expect((await api.refuse(OPERATOR, REPORT, variables)).extensions.code).toBe("FORBIDDEN");
    expect((await api.refuse(tree.north.actor, REPORT, variables)).extensions.code).toBe("FORBIDDEN");
    expect((await api.refuse(ANONYMOUS, REPORT, variables)).extensions.code).toBe("UNAUTHENTICATED");
  });

  it("takes the token of a trace header, and nothing else in its place", async () => {
    const one = { login: "user@north.test", sender: "", at: clock.now() };
    const submissions = [null, "0".repeat(32)].map((traceToken) => ({ ...one, traceToken }));
    await api.succeed(gateway, REPORT, { batchId: "tokens-1", submissions });
    for (const traceToken of ["", "0", "0".repeat(33), "F".repeat(32), `${"0".repeat(32)}\n`, "0".repeat(100_000)]) {
      const refused = await api.refuse(gateway, REPORT, { batchId: "tokens-2", submissions: [{ ...one, traceToken }] });
      expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "submissions[0].traceToken" });
    }
  });

  it("refuses a batch that is too large, a count that cannot be and a batch id that is none", async () => {
    const one = { login: "user@north.test", sender: "", at: clock.now() };
    const many = await api.refuse(gateway, REPORT, { batchId: "b", submissions: new Array(1_001).fill(one) });
    expect(many.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "submissions" });
    const none = await api.refuse(gateway, REPORT, { batchId: "b", submissions: [{ ...one, count: 0 }] });
    expect(none.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "submissions[0].count" });
    const id = await api.refuse(gateway, REPORT, { batchId: "a b", submissions: [one] });
    expect(id.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "batchId" });
  });
});
