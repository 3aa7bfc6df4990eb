import { beforeAll, expect, it } from "vitest";
import { createApiKey } from "../../src/access/index.js";
import { createApi } from "../../src/app/index.js";
import { grantAuthorization } from "../../src/authorizations/index.js";
import { type Actor, PLATFORM_SCOPE, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { reportReadiness } from "../../src/rollout/index.js";
import { DAY, submission } from "../database/observations/observed.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { recordStatements } from "../support/statements.js";
import { scopeInput } from "../support/written-scope.js";
import { createTenants, innerIdOf, plantAccount, plantDomain, type Tree } from "./tenancy-tree.js";

const FIGURES = "{ messages accounts addresses }";
const SUMMARY = `at messages refused ${FIGURES} unresolved ${FIGURES} lacking { reason messages addresses }
  trend { day messages refused unresolved }`;
const READINESS = `query ($scope: ScopeInput, $at: DateTime, $days: Int) { readiness(scope: $scope, at: $at, days: $days) {
  ${SUMMARY}
  resellers { edges { node { reseller { slug } unresolved ${FIGURES} } } }
  domains { edges { node { domain { name } refused ${FIGURES} unresolved ${FIGURES} } } }
  accounts { edges { node { account { address } refused unresolved addresses { address reason isRefused messages days } } } }
} }`;

interface Figures {
  messages: number;
  accounts: number;
  addresses: number;
}
interface Report {
  at: string;
  messages: number;
  refused: Figures;
  unresolved: Figures;
  lacking: { reason: string; messages: number; addresses: number }[];
  trend: { day: string; messages: number; refused: number; unresolved: number }[];
  resellers: { edges: { node: { reseller: { slug: string }; unresolved: Figures } }[] };
  domains: { edges: { node: { domain: { name: string }; refused: Figures; unresolved: Figures } }[] };
  accounts: {
    edges: {
      node: {
        account: { address: string };
        refused: number;
        unresolved: number;
        addresses: { address: string; reason: string; isRefused: boolean; messages: number; days: number }[];
      };
    }[];
  };
}

describeOnEachEngine("readiness", (engine) => {
  const clock = movableClock();
  const enforcedAt = clock.now().getTime() + 30 * DAY;
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    const second = await plantDomain(api, tree.north, "second.test");
    await plantAccount(api, second.id, "user@second.test", ["alias@second.test"]);
    await api.database.write((tx) =>
      setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, { changes: { schedule: [{ at: enforcedAt, mode: "ENFORCE" }] } }),
    );
    await api.database.write((tx) =>
      grantAuthorization(tx, OPERATOR, {
        accountId: innerIdOf(tree.north.account.id),
        address: "granted@elsewhere.test",
        displayName: "Granted",
        until: new Date(enforcedAt + DAY),
      }),
    );
    const now = clock.now().getTime();
    await api.database.write((tx) =>
      recordSubmissions(tx, [
        submission("user@north.test", "user@north.test", now, { count: 10 }),
        submission("user@north.test", "boss@elsewhere.test", now, { count: 3 }),
        submission("user@north.test", "boss@elsewhere.test", now - DAY),
        // Two foreign addresses in one message: one refusal.
        submission("user@north.test", "bounce@list.test", now, { fromAddresses: ["boss@elsewhere.test"] }),
        submission("user@north.test", "granted@elsewhere.test", now, { count: 5 }),
        submission("neighbour@north.test", "neighbour@north.test", now, { fromAddresses: ["x@elsewhere.test"] }),
        submission("user@second.test", "alias@second.test", now, { count: 4 }),
        submission("user@south.test", "south@elsewhere.test", now, { count: 7 }),
      ]),
    );
  });

  const readiness = async (actor: Actor, variables: Record<string, unknown> = {}) =>
    (await api.succeed<{ readiness: Report }>(actor, READINESS, { days: 30, ...variables })).readiness;

  it("says what the next enforcement would refuse, message by message, and what is missing", async () => {
    const report = await readiness(OPERATOR);

    expect(report.at).toBe(new Date(enforcedAt).toISOString());
    expect(report.messages).toBe(10 + 3 + 1 + 1 + 5 + 1 + 4 + 7);
    expect(report.refused).toEqual({ messages: 3 + 1 + 1 + 1 + 7, accounts: 3, addresses: 4 });
    expect(report.unresolved).toEqual(report.refused);
    expect(report.lacking).toEqual([{ reason: "NOT_AUTHORIZED", messages: 13, addresses: 4 }]);
    expect(report.trend.slice(-2).map(({ messages, refused }) => [messages, refused])).toEqual([
      [1, 1],
      [31, 12],
    ]);
    expect(report.trend).toHaveLength(30);
    const resellers = report.resellers.edges.map(({ node }) => [node.reseller.slug, node.unresolved.messages]);
    expect(Object.fromEntries(resellers)).toEqual({ north: 6, south: 7 });
    const domains = report.domains.edges.map(({ node }) => [node.domain.name, node.refused.messages]);
    expect(Object.fromEntries(domains)).toEqual({ "north.test": 6, "south.test": 7 });
  });

  it("refuses what will have expired by then, and nothing while the mode is MONITOR", async () => {
    const later = await readiness(tree.north.actor, { at: new Date(enforcedAt + 2 * DAY) });
    expect(later.refused).toEqual({ messages: 11, accounts: 2, addresses: 4 });
    expect(later.lacking.map(({ reason }) => reason).sort()).toEqual(["EXPIRED", "NOT_AUTHORIZED"]);

    const before = await readiness(tree.north.actor, { at: clock.now() });
    expect(before.refused.messages).toBe(0);
    expect(before.unresolved.messages).toBe(6);
  });

  it("shows each tenant its own part, an account its own addresses, and nobody another's", async () => {
    const domain = await readiness(tree.south.domain.actor);
    expect(domain.accounts.edges.map(({ node }) => node)).toEqual([
      {
        account: { address: "user@south.test" },
        refused: 7,
        unresolved: 7,
        addresses: [
          { address: "south@elsewhere.test", reason: "NOT_AUTHORIZED", isRefused: true, messages: 7, days: 1 },
        ],
      },
    ]);
    const account = await readiness(tree.north.account.actor);
    expect(account.refused).toEqual({ messages: 5, accounts: 1, addresses: 2 });
    expect(account.messages).toBe(20);
    expect([...domain.resellers.edges, ...account.resellers.edges]).toEqual([]);
    const foreign = { scope: { domainId: tree.south.domain.id } };
    expect((await api.refuse(tree.north.actor, READINESS, foreign)).extensions.code).toBe("NOT_FOUND");
  });

  it("pages through resellers, domains and accounts without leaving any out", async () => {
    for (const list of ["resellers", "domains", "accounts"] as const) {
      const query = `query ($after: String) { readiness(days: 30) {
        ${list}(first: 1, after: $after) { edges { node { __typename } } pageInfo { hasNextPage endCursor } } } }`;
      let after: string | null = null;
      let pages = 0;
      do {
        type Paged = {
          readiness: Record<string, { edges: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>;
        };
        const { readiness: report }: Paged = await api.succeed<Paged>(OPERATOR, query, { after });
        const page: Paged["readiness"][string] = report[list]!;
        expect(page.edges).toHaveLength(1);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        pages += 1;
      } while (after !== null);
      expect([list, pages]).toEqual([list, list === "accounts" ? 3 : 2]);
    }
  });

  it("walks once for its figures and its lists, and not for figures that nobody reads", async () => {
    const walks = async (fields: string) => {
      const ask = () => api.succeed(tree.north.actor, `{ readiness(days: 30) { ${fields} } }`);
      const statements = await recordStatements(api.database, async () => void (await ask()));
      const of = (table: string) => statements.filter(({ text }) => text.includes(`FROM ${table}`)).length;
      return [of("observation_day"), of("observation_total t WHERE") + of("observation_total t JOIN")];
    };
    const accounts = "accounts { edges { node { unresolved } } totalCount }";
    const others = "domains { totalCount } resellers { totalCount }";
    const [rows] = await walks("messages");
    expect(await walks(`${SUMMARY} ${accounts} ${others}`)).toEqual(await walks("messages"));
    // The page and the count of the list, and neither the figures nor their days.
    expect(await walks("accounts { edges { node { unresolved } } }")).toEqual([rows, 1]);
    expect(rows).toBe(1);
  });

  it("previews a change of policy without making it", async () => {
    const preview = `query ($input: SetPolicyInput!) { previewPolicy(input: $input) {
      before { refused ${FIGURES} } after { at refused ${FIGURES} } } }`;
    const soon = new Date(clock.now().getTime() + 5 * DAY);
    const input = { scope: { resellerId: tree.north.id }, schedule: [{ at: soon, mode: "ENFORCE" }] };
    const { previewPolicy } = await api.succeed<{ previewPolicy: { before: Report; after: Report } }>(
      tree.north.actor,
      preview,
      { input },
    );

    expect(previewPolicy.after).toEqual({
      at: soon.toISOString(),
      refused: { messages: 6, accounts: 2, addresses: 3 },
    });
    expect(previewPolicy.before.refused.messages).toBe(0);
    expect((await readiness(tree.north.actor)).at).toBe(new Date(enforcedAt).toISOString());
    const foreign = { input: { ...input, scope: { resellerId: tree.south.id } } };
    expect((await api.refuse(tree.north.actor, preview, foreign)).extensions.code).toBe("NOT_FOUND");
  });

  it("exports every address as CSV and JSON, to those who may see it", async () => {
    const app = await createApi(api.services);
    const scope = { resellerId: tree.north.id };
    const { secret } = await api.database.write((tx) =>
      createApiKey(tx, OPERATOR, { name: "panel", kind: "PANEL" as never, scope: scopeInput(scope) }),
    );
    const headers = { authorization: `Bearer ${secret}` };
    const csv = await app.inject({ url: "/export/readiness.csv?days=30", headers });
    expect(csv.statusCode).toBe(200);
    expect(
      csv.body
        .split("\r\n")
        .slice(0, -1)
        .map((line) => line.split(",").slice(0, 8).join(","))
        .sort(),
    ).toEqual([
      "north,north.test,neighbour@north.test,x@elsewhere.test,NOT_AUTHORIZED,true,1,1",
      "north,north.test,user@north.test,boss@elsewhere.test,NOT_AUTHORIZED,true,4,2",
      "north,north.test,user@north.test,bounce@list.test,NOT_AUTHORIZED,true,1,1",
      "reseller,domain,account,address,reason,refused,messages,days",
    ]);
    const json = await app.inject({ url: "/export/readiness.json?days=30", headers });
    expect(json.json().addresses).toHaveLength(3);
    const anonymous = await app.inject({ url: "/export/readiness.csv" });
    expect([anonymous.statusCode, anonymous.json().errors[0].extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
    const foreign = await app.inject({ url: `/export/readiness.csv?domainId=${tree.south.domain.id}`, headers });
    expect(foreign.statusCode).toBe(404);
    const badDays = await app.inject({ url: "/export/readiness.csv?days=0.5", headers });
    expect([badDays.statusCode, badDays.headers["content-disposition"]]).toEqual([400, undefined]);
    expect(badDays.json().errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "days" } }]);
    await app.close();
  });

  it("prints a table", async () => {
    let text = "";
    for await (const piece of reportReadiness(api.services, PLATFORM_SCOPE, { days: 30, format: "table" }))
      text += piece;
    expect(text).toMatch(/refused then +13 +3 +4\n/);
    expect(text).toMatch(/south\.test +7 +7 +1 +1\n/);
  });
});
