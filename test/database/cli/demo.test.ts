import { createHash } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { Administrator, createFirstOperator } from "../../../src/access/index.js";
import { AuditEvent, CHAIN_START, findBrokenLink } from "../../../src/audit/index.js";
import { atBeginningOfStory, makeDemo } from "../../../src/cli/demo/make-demo.js";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "../../../src/cli/demo/sign-ins.js";
import type { Database } from "../../../src/database/index.js";
import type { Actor } from "../../../src/kernel/index.js";
import { outboxCounts } from "../../../src/outbox/index.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { countStatements } from "../../support/statements.js";

const NOW = new Date("2026-03-24T09:41:00Z");
const TOLD_MS = 180_000;

/** What the same moment gives every time; ids, secrets and what hangs on their order are drawn. */
const TOLD_ALIKE: Readonly<Record<string, string>> = {
  sender_authorization: "addressKey, state, source, basis, createdAt, authorizedAt, expiresAt, lastUsedAt",
  sender_profile: "displayName, organization, version",
  verification: "state, deliveryState, createdAt, sentAt, expiresAt, answeredAt",
  observation_day: "day, addressKey, own, authorized, unauthorized, refused, firstSeenAt, lastSeenAt",
  observation_total: "day, own, authorized, unauthorized, refused",
  proposal: "state, messages, days, createdAt",
  complaint: "kind, feedbackType, addressKey, isTrusted, reportedAt",
  audit_event: "at, action, actorLabel",
  kept_mail: "toAddress, keptAt",
  gateway_hour: "hour, looks, looksAway, mostLagMs",
  gateway_decision_time: "hour, upToMicros, decisions",
  webhook_delivery: "type, createdAt",
};

/** A list of the API, what tells its rows apart, and what of it there must be. */
const LISTS: readonly (readonly [list: string, fields: string, filter: string, kinds: Record<string, unknown>])[] = [
  ["accounts", "state", "", { ACTIVE: 424, SUSPENDED: 1 }],
  ["domains", "state proof", "", { "ACTIVE OPERATOR": 32, "ACTIVE UNPROVEN": 2, "SUSPENDED OPERATOR": 1 }],
  ["resellers", "slug", "", { alpine: 1, fjord: 1, harbor: 1, north: 1 }],
  ["administrators", "role", "", { OPERATOR: 2, RESELLER: 4, DOMAIN_ADMIN: 3 }],
  ["administrators", "login", ", filter: { isEmailConfirmed: false }", { "clinic-admin": 1 }],
  ["apiKeys", "kind", "", { GATEWAY: 2, PANEL: 2 }],
  ["apiKeys", "name", ", filter: { isRevoked: true }", { "North shop system": 1 }],
  ["trustedIssuers", "name", "", { "Harbor webmail": 1 }],
  ["approvals", "state", ", filter: { state: WAITING }", { WAITING: 4 }],
  ["approvals", "state", ", filter: { state: APPROVED }", { APPROVED: 1 }],
  ["approvals", "state", ", filter: { state: REFUSED }", { REFUSED: 1 }],
  ["domainAuthorizations", "state", "", { AUTHORIZED: 1, PENDING: 1, REVOKED: 1 }],
  ["enforcementHolds", "state", "", { HELD: 1, RELEASED: 1 }],
  ["webhooks", "name state", "", { "Customer panel ENABLED": 1, "Billing DISABLED": 1 }],
  ["gateways", "name lagRevisions", "", { "mx1.platform.example 0": 1, "mx2.platform.example 6": 1 }],
];

const STATES_OF_AUTHORIZATIONS = ["AUTHORIZED", "DENIED", "EXPIRED", "PAUSED", "PENDING", "REVOKED"];
const STATES_OF_PROPOSALS = ["ASKED", "DISMISSED", "GRANDFATHERED", "GRANTED", "OPEN", "SETTLED", "WANTED"];

async function tellStory(api: TestApi): Promise<void> {
  await createFirstOperator(atBeginningOfStory(api.services), "a password of the tests");
  await makeDemo(api.services);
}

async function digestOf({ reader }: Database): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const [table, columns] of Object.entries(TOLD_ALIKE)) {
    const rows: object[] = await reader.query(`SELECT ${columns} FROM ${table}`);
    const lines = rows.map((row) => JSON.stringify(Object.values(row).map(String))).sort();
    digests[table] = `${lines.length} ${createHash("sha256").update(lines.join("\n")).digest("hex")}`;
  }
  return digests;
}

/** What the story has come to on each engine. */
const told = new Map<string, Record<string, string>>();

describeOnEachEngine("the sample tenants", (engine) => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi(engine, { now: () => NOW });
    await tellStory(api);
  }, TOLD_MS);

  /** Every row of a list, walked through its pages. */
  async function all<Row>(actor: Actor, list: string, fields: string, filter = ""): Promise<Row[]> {
    const rows: Row[] = [];
    for (let after: string | null = null; ; ) {
      const page: { list: { edges: { node: Row }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } =
        await api.succeed(
          actor,
          `query ($after: String) { list: ${list}(first: 200, after: $after${filter}) {
            edges { node { ${fields} } } pageInfo { endCursor hasNextPage } } }`,
          { after },
        );
      rows.push(...page.list.edges.map(({ node }) => node));
      if (!page.list.pageInfo.hasNextPage) return rows;
      after = page.list.pageInfo.endCursor;
    }
  }

  async function kindsOf(actor: Actor, list: string, fields: string, filter = ""): Promise<Record<string, number>> {
    const counts = new Map<string, number>();
    for (const row of await all<object>(actor, list, fields, filter)) {
      const kind = Object.values(row).join(" ");
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return Object.fromEntries(counts);
  }

  async function actorOf(login: string): Promise<Actor> {
    const { id, role, resellerId, domainId } = await api.database.reader.findOneByOrFail(Administrator, { login });
    const [{ path }]: [{ path: string }] = await api.database.reader.query(
      resellerId === null
        ? "SELECT resellerPath AS path FROM domain WHERE id = ?"
        : "SELECT path FROM reseller WHERE id = ?",
      [resellerId ?? domainId],
    );
    const scope =
      domainId === null
        ? ({ kind: "RESELLER", resellerId: resellerId ?? "", resellerPath: path } as const)
        : ({ kind: "DOMAIN", domainId, domainName: "", resellerPath: path } as const);
    return actorWith(role, scope, { id, label: login });
  }

  async function mailboxUser(address: string): Promise<Actor> {
    const [account]: [{ id: string; domainId: string; resellerPath: string }] = await api.database.reader.query(
      "SELECT id, domainId, resellerPath FROM account WHERE addressKey = ?",
      [address],
    );
    const { id: accountId, domainId, resellerPath } = account;
    return actorWith("ACCOUNT", { kind: "ACCOUNT", accountId, domainId, resellerPath }, { label: address });
  }

  it.each(LISTS)("fill the list of %s (%s)%s", async (list, fields, filter, kinds) => {
    expect(await kindsOf(OPERATOR, list, fields, filter)).toEqual(kinds);
  });

  it("hold identities and proposals in every state", async () => {
    expect(Object.keys(await kindsOf(OPERATOR, "authorizations", "state")).sort()).toEqual(STATES_OF_AUTHORIZATIONS);
    expect(Object.keys(await kindsOf(OPERATOR, "proposals", "state")).sort()).toEqual(STATES_OF_PROPOSALS);
    expect(Object.keys(await kindsOf(OPERATOR, "authorizations", "source")).sort()).toEqual([
      "GRANT",
      "IMPORT",
      "OBSERVED",
      "REQUEST",
    ]);
    // Its user finds what was proposed, and asks about it or not.
    const own = await kindsOf(
      await mailboxUser("klara@meadow.example"),
      "proposals",
      "address",
      ", filter: { state: OPEN }",
    );
    expect(own).toEqual({ "klara@farm-market.test": 1, "klara.kovacs@inbox.test": 1 });
    const pending = await all<{ verification: { deliveryState: string } | null }>(
      OPERATOR,
      "authorizations",
      "verification { deliveryState }",
      ", filter: { state: PENDING }",
    );
    const deliveries = pending.map(({ verification }) => verification?.deliveryState);
    expect(new Set(deliveries)).toEqual(new Set(["SENT", "QUEUED", "UNDELIVERABLE"]));
    const [held]: [{ n: number }] = await api.database.reader.query(
      "SELECT COUNT(*) AS n FROM verification WHERE state = 'HELD'",
    );
    expect(Number(held.n)).toBe(1);
  });

  it("show eight weeks of mail, what would be refused of it, a stolen login and complaints", async () => {
    interface Report {
      readonly readiness: {
        readonly messages: number;
        readonly unresolved: { messages: number };
        trend: { messages: number }[];
      };
    }
    const readiness = "{ readiness { messages unresolved { messages } trend { messages } } }";
    const people = [await actorOf("alpine"), await actorOf("bakery-admin"), await actorOf("north")];
    for (const actor of [OPERATOR, ...people]) {
      const report = (await api.succeed<Report>(actor, readiness)).readiness;
      expect(report.trend.filter(({ messages }) => messages > 0).length).toBeGreaterThanOrEqual(
        actor === people[1] ? 40 : 55,
      );
      expect(report.unresolved.messages).toBeGreaterThan(0);
      expect(report.messages).toBeGreaterThan(report.unresolved.messages);
    }
    const { complaints } = await api.succeed<{ complaints: Record<string, unknown> }>(
      OPERATOR,
      "{ complaints { mismatched { complaints } untrusted reporters { reporter isTrusted } } }",
    );
    expect(complaints).toMatchObject({ mismatched: { complaints: 4 }, untrusted: 1 });
    expect(Object.keys(await kindsOf(OPERATOR, "unknownLogins", "login"))).toHaveLength(3);
    const alarms = await api.database.reader.query("SELECT addresses, notifiedAt FROM account_alarm");
    expect(alarms).toEqual([{ addresses: 60, notifiedAt: expect.anything() }]);
  });

  it("show each person what is theirs", async () => {
    const [alpine, bakery, anna] = [
      await actorOf("alpine"),
      await actorOf("bakery-admin"),
      await mailboxUser("anna@bakery.example"),
    ];
    for (const list of ["domains", "accounts", "authorizations", "proposals", "auditEvents", "apiKeys"]) {
      expect(await all(alpine, list, "id"), list).not.toHaveLength(0);
    }
    for (const list of [
      "accounts",
      "authorizations",
      "proposals",
      "auditEvents",
      "approvals",
      "domainAuthorizations",
    ]) {
      expect(await all(bakery, list, "id"), list).not.toHaveLength(0);
    }
    expect(await kindsOf(anna, "authorizations", "state")).toEqual({ AUTHORIZED: 2, PENDING: 1 });
    expect(await all(anna, "auditEvents", "action")).not.toHaveLength(0);
  });

  it("name nobody outside the domains that are reserved for examples", async () => {
    for (const [table, column] of [
      ["account", "addressKey"],
      ["account_alias", "addressKey"],
      ["identity", "addressKey"],
      ["domain", "name"],
      ["kept_mail", "toAddress"],
      ["unknown_login", "loginKey"],
      ["domain_authorization", "domain"],
      ["proposal", "addressKey"],
      ["administrator", "email"],
      ["gateway", "name"],
    ]) {
      const rows: { name: string | null }[] = await api.database.reader.query(`SELECT ${column} AS name FROM ${table}`);
      const outside = rows.filter(({ name }) => name !== null && !/\.(?:example|test|invalid)$/.test(name));
      expect(outside, `${table}.${column}`).toEqual([]);
    }
  });

  it("leave mails to read and none of the past to send, and sign in as the start says", async () => {
    expect(await outboxCounts(api.database.reader)).toMatchObject({ QUEUED: 1, DEAD: 1 });
    const [kept]: [{ n: number }] = await api.database.reader.query("SELECT COUNT(*) AS n FROM kept_mail");
    expect(Number(kept.n)).toBeGreaterThan(100);
    for (const { login } of DEMO_SIGN_INS) {
      await api.succeed(ANONYMOUS, "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }", {
        input: { login, password: DEMO_PASSWORD },
      });
    }
  });

  it("have an audit trail that is whole and goes forward in time", async () => {
    const events = await api.database.reader.find(AuditEvent, { order: { sequence: "ASC" } });
    expect(findBrokenLink(events, CHAIN_START)).toBeNull();
    const past = events.filter(({ at }) => at < NOW).map(({ at }) => at.getTime());
    expect(past).toEqual([...past].sort((one, other) => one - other));
    expect(past[0]).toBe(Date.UTC(2026, 0, 13, 8));
  });

  it("ask the database no more for four hundred mailboxes than for ten", async () => {
    const fields = "id address domain { name } authorizations(first: 5) { edges { node { state } } }";
    const asked = (first: number) =>
      countStatements(api.database, async () => {
        await api.succeed(OPERATOR, `{ accounts(first: ${first}) { edges { node { ${fields} } } } }`);
      });
    const few = await asked(10);
    expect(await asked(200)).toBeLessThanOrEqual(few + 2);
  });

  it("are made once", async () => {
    const digest = await digestOf(api.database);
    told.set(engine, digest);
    expect(await makeDemo(api.services)).toBe(true);
    expect(await digestOf(api.database)).toEqual(digest);
  });
});

it("are the same from the same moment, on whichever engine", () => {
  const [one, other] = [...told.values()].map((digest) => ({ ...digest, audit_event: "its own sign-ins are in it" }));
  expect(one).toBeDefined();
  expect(other).toEqual(one);
});
