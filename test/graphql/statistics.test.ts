import { expect } from "vitest";
import { recordSubmissions } from "../../src/observations/index.js";
import { deleteOldStatistics } from "../../src/statistics/index.js";
import { submission } from "../database/observations/observed.js";
import { OPERATOR } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { innerIdOf, plantTenant } from "./tenancy-tree.js";
import { ADD_IDENTITY, GRANT, REVOKE } from "./verification-mailbox.js";

const STATISTICS = `query ($scope: ScopeInput, $from: String, $to: String) {
  statistics(scope: $scope, from: $from, to: $to) {
    fromDay toDay timeZone
    submissions { day own authorized unauthorized refused }
    refusals { reason refused taken }
    questions { outcome count }
    senders { account { address } messages }
    now { waitingApprovals openProposals alarms deadMails }
  }
}`;

interface Statistics {
  readonly fromDay: string;
  readonly toDay: string;
  readonly timeZone: string;
  readonly submissions: Record<string, string | number>[];
  readonly refusals: object[];
  readonly questions: { readonly outcome: string; readonly count: number }[];
  readonly senders: { readonly account: { readonly address: string }; readonly messages: number }[];
}

describeInWorld("statistics", (it) => {
  it("count by hand what was sent, by the days of each scope's own zone", async ({
    api,
    tenants: { north, south },
  }) => {
    const update =
      "mutation ($id: ID!, $input: UpdateResellerInput!) { updateReseller(id: $id, input: $input) { id } }";
    await api.succeed(OPERATOR, update, { id: north.id, input: { timeZone: "Pacific/Auckland" } });
    const below = await plantTenant(api, "below", north.id);
    await api.succeed(OPERATOR, update, { id: below.id, input: { timeZone: "Europe/Berlin" } });
    const input = { accountId: north.account.id, address: "allowed@club.test", reason: "signed" };
    await api.succeed(OPERATOR, GRANT, { input });
    // 2026-02-10T23:30Z is the 11th in Berlin and Auckland, 2026-02-11T11:30Z the 12th in Auckland alone.
    const [late, noon] = [Date.parse("2026-02-10T23:30:00Z"), Date.parse("2026-02-11T11:30:00Z")];
    const { address } = north.account;
    const seen = [
      submission(address, address, late, { count: 1 }),
      submission(address, "allowed@club.test", late, { count: 2 }),
      submission(address, "strange@club.test", noon, { count: 4 }),
      submission(address, "strange@club.test", noon, { count: 8, isRefused: true }),
      submission(north.neighbour.address, "no address", noon, { count: 16, isRefused: true }),
      submission(below.account.address, below.account.address, noon, { count: 32 }),
      submission(south.account.address, south.account.address, noon, { count: 64 }),
    ];
    // In two transactions, so that the second adds to the rows of the first.
    for (const some of [seen.slice(0, 4), seen.slice(4)]) {
      await api.database.write((tx) => recordSubmissions(tx, some));
    }
    const of = async (scope: object | null, actor = OPERATOR) => {
      const variables = { scope, from: "2026-02-10", to: "2026-02-12" };
      return (await api.succeed<{ statistics: Statistics }>(actor, STATISTICS, variables)).statistics;
    };
    const day = (date: string, counts: object) => {
      return { day: date, own: 0, authorized: 0, unauthorized: 0, refused: 0, ...counts };
    };
    const ofNorth = await of({ resellerId: north.id });
    expect(ofNorth).toMatchObject({ fromDay: "2026-02-10", toDay: "2026-02-12", timeZone: "Pacific/Auckland" });
    expect(ofNorth.submissions).toEqual([
      day("2026-02-10", {}),
      day("2026-02-11", { own: 1, authorized: 2 }),
      day("2026-02-12", { own: 32, unauthorized: 4, refused: 24 }),
    ]);
    expect(ofNorth.refusals).toEqual([
      { reason: "MALFORMED", refused: 16, taken: 0 },
      { reason: "NOT_AUTHORIZED", refused: 8, taken: 4 },
    ]);
    const ranked = [
      { account: { address: below.account.address }, messages: 32 },
      { account: { address: north.neighbour.address }, messages: 16 },
      { account: { address }, messages: 15 },
    ];
    expect(ofNorth.senders).toEqual(ranked);
    expect(await of(null, north.actor)).toEqual(ofNorth);
    const ofDomain = await of(null, north.domain.actor);
    expect(ofDomain.submissions).toEqual([
      day("2026-02-10", {}),
      day("2026-02-11", { own: 1, authorized: 2 }),
      day("2026-02-12", { unauthorized: 4, refused: 24 }),
    ]);
    expect(ofDomain.senders).toEqual(ranked.slice(1));
    expect((await of({ resellerId: below.id })).submissions).toEqual([
      day("2026-02-10", {}),
      day("2026-02-11", { own: 32 }),
      day("2026-02-12", {}),
    ]);
    const ofPlatform = await of(null);
    expect(ofPlatform.timeZone).toBe("UTC");
    expect(ofPlatform.submissions).toEqual([
      day("2026-02-10", { own: 1, authorized: 2 }),
      day("2026-02-11", { own: 96, unauthorized: 4, refused: 24 }),
      day("2026-02-12", {}),
    ]);
    expect(ofPlatform.senders[0]).toEqual({ account: { address: south.account.address }, messages: 64 });
  });

  it("say what would be refused of the last thirty days, before a right is withdrawn or a tenant suspended", async ({
    api,
    tenants: { north },
    clock,
  }) => {
    const { address } = north.account;
    const today = clock.now().getTime();
    const input = { accountId: north.account.id, address: "recent@club.test", reason: "signed" };
    await api.succeed(OPERATOR, GRANT, { input });
    await api.database.write((tx) =>
      recordSubmissions(tx, [
        submission(address, "recent@club.test", today - 60_000, { count: 5 }),
        submission(address, "recent@club.test", today - 5 * 86_400_000, { count: 2 }),
        submission(address, "recent@club.test", today - 40 * 86_400_000, { count: 64 }),
        submission(address, address, today - 60_000, { count: 8 }),
      ]),
    );
    const document = `query ($account: ID!, $domain: ID!) {
      account(id: $account) { recentMail { messages lastDay } }
      domain(id: $domain) { recentMail { messages lastDay } }
      authorizations(filter: { address: "recent@club.test" }) { edges { node { recentMail { messages lastDay } } } }
    }`;
    const found = await api.succeed(OPERATOR, document, { account: north.account.id, domain: north.domain.id });
    // The clock stands at midnight of 1 March in UTC: noon in Auckland. The day of the test above is among them.
    const lastDay = "2026-03-01";
    expect(found).toEqual({
      account: { recentMail: { messages: 15 + 15, lastDay } },
      // What the server refused already would not be refused by a suspension.
      domain: { recentMail: { messages: 15 + 7, lastDay } },
      authorizations: { edges: [{ node: { recentMail: { messages: 7, lastDay } } }] },
    });
  });

  it("count each question once by its first outcome", async ({ api, tenants: { south } }) => {
    const ask = async (address: string) => {
      const input = { accountId: south.account.id, address };
      return (await api.succeed<{ addIdentity: { id: string } }>(OPERATOR, ADD_IDENTITY, { input })).addIdentity.id;
    };
    const withdrawn = await ask("withdrawn@away.test");
    await ask("unanswered@away.test");
    await ask("open@away.test");
    await api.succeed(south.account.actor, REVOKE, { id: withdrawn });
    const questions = async () => {
      const { statistics } = await api.succeed<{ statistics: Statistics }>(south.actor, STATISTICS);
      return Object.fromEntries(statistics.questions.map((each) => [each.outcome, each.count]));
    };
    const none = { ALLOWED: 0, DENIED: 0, APPROVED: 0, REFUSED: 0, EXPIRED: 0 };
    expect(await questions()).toEqual({ ...none, ASKED: 3, WITHDRAWN: 1 });
  });

  it("take the same few statements for every scope and period", async ({ api, tenants: { north, south } }) => {
    const statements = (variables: object, actor = OPERATOR) =>
      countStatements(api.database, async () => void (await api.succeed(actor, STATISTICS, { ...variables })));
    const ofMonth = await statements({});
    expect(await statements({ from: "2025-04-01", to: "2026-03-01" })).toBe(ofMonth);
    expect(ofMonth).toBeLessThanOrEqual(10);
    expect(await statements({}, south.domain.actor)).toBeLessThanOrEqual(ofMonth + 2);
    // One list a call: of several the loader asks once or for each, as their pages arrive.
    for (const list of ["resellers", "domains", "accounts"]) {
      const modes = (first: number) =>
        countStatements(api.database, async () => {
          await api.succeed(OPERATOR, `{ ${list}(first: ${first}) { edges { node { mode nextMode { at mode } } } } }`);
        });
      expect(await modes(5), list).toBe(await modes(1));
    }
    const input = { scope: { domainId: north.domain.id }, schedule: [{ at: "2099-01-01T00:00:00Z", mode: "ENFORCE" }] };
    await api.succeed(OPERATOR, "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }", { input });
    expect(
      await api.succeed(north.account.actor, `{ account(id: "${north.account.id}") { mode nextMode { at mode } } }`),
    ).toEqual({ account: { mode: "MONITOR", nextMode: { at: "2099-01-01T00:00:00.000Z", mode: "ENFORCE" } } });
  });

  it("are refused for what is no period and for what is another's", async ({ api, tenants: { north, south } }) => {
    for (const [variables, field] of [
      [{ from: "2026-02-30" }, "from"],
      [{ to: "yesterday" }, "to"],
      [{ from: "2026-02-02", to: "2026-02-01" }, "to"],
      [{ from: "2024-01-01" }, "from"],
    ] as const) {
      const { extensions } = await api.refuse(OPERATOR, STATISTICS, variables);
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
    }
    const foreign = await api.refuse(north.actor, STATISTICS, { scope: { domainId: south.domain.id } });
    expect(foreign.extensions.code).toBe("NOT_FOUND");
    expect((await api.refuse(north.account.actor, STATISTICS)).extensions.code).toBe("FORBIDDEN");
  });

  it("forget senders after a quarter and counts after two years", async ({ api, tenants: { south }, clock }) => {
    const rows = async (table: string) => {
      const [row] = await api.database.reader.query(`SELECT COUNT(*) AS found FROM ${table} WHERE scopeKey = ?`, [
        innerIdOf(south.domain.id),
      ]);
      return Number(row.found);
    };
    expect(await api.database.write(deleteOldStatistics)).toBe(0);
    clock.advance(100 * 24 * 3_600_000);
    await api.database.write(deleteOldStatistics);
    expect([await rows("sender_day"), (await rows("statistic_day")) > 0]).toEqual([0, true]);
    clock.advance(750 * 24 * 3_600_000);
    await api.database.write(deleteOldStatistics);
    expect(await rows("statistic_day")).toBe(0);
  });
});
