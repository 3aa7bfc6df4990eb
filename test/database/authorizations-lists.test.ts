import { beforeAll, describe, expect, it } from "vitest";
import type { AuthorizationFilter } from "../../src/authorizations/authorization.queries.js";
import { Authorization, AuthorizationSource, AuthorizationState } from "../../src/authorizations/index.js";
import { AuthorizationOrderField, listAuthorizations } from "../../src/authorizations/list-authorizations.js";
import type { Database } from "../../src/database/index.js";
import { OrderDirection } from "../../src/graphql/index.js";
import { type Actor, type Scope, scopeCovers } from "../../src/kernel/index.js";
import { Account, Domain, Reseller } from "../../src/tenancy/index.js";
import { listApprovals } from "../../src/verification/approval.queries.js";
import { actorWith } from "../support/api.js";
import { describeOnEachEngine, type EngineName, openTestDatabase } from "../support/engines.js";
import { recordStatements, type Statement } from "../support/statements.js";

import { ACCOUNTS, at, DOMAINS, EACH, plantManyAuthorizations, RESELLERS } from "./many-authorizations.js";

describeOnEachEngine("lists of authorizations", (engine) => {
  let database: Database;
  let scopes: Record<"platform" | "reseller" | "domain" | "account", Actor>;
  let resellerId: string;
  let resellerPath: string;
  let domain: Domain;
  let account: Account;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    await plantManyAuthorizations(database);
    if (engine === "MariaDB") await database.writerSource.query("ANALYZE TABLE sender_authorization, identity, domain");
    const { reader } = database;
    const reseller = await reader.findOneByOrFail(Reseller, { slug: "r2" });
    resellerId = reseller.id;
    resellerPath = reseller.path;
    domain = await reader.findOneByOrFail(Domain, { name: "d3.r2.test" });
    account = await reader.findOneByOrFail(Account, { addressKey: `user3@${domain.name}` });
    const inDomain = { domainId: domain.id, resellerPath: reseller.path };
    const scope = (kind: Scope): Scope => kind;
    scopes = {
      platform: actorWith("OPERATOR", scope({ kind: "PLATFORM" })),
      reseller: actorWith("RESELLER", scope({ kind: "RESELLER", resellerId, resellerPath: reseller.path })),
      domain: actorWith("DOMAIN_ADMIN", scope({ kind: "DOMAIN", domainName: domain.name, ...inDomain })),
      account: actorWith("ACCOUNT", scope({ kind: "ACCOUNT", accountId: account.id, ...inDomain })),
    };
  });

  const { AUTHORIZED, PENDING } = AuthorizationState;

  // An account has few authorizations: those may be sorted. Everything else walks an index in its order.
  it.each<[keyof typeof scopes, () => AuthorizationFilter, number, boolean]>([
    ["platform", () => ({}), 10, false],
    ["platform", () => ({ state: PENDING }), 10, false],
    ["platform", () => ({ source: AuthorizationSource.GRANT }), 10, false],
    ["platform", () => ({ resellerId }), 10, false],
    ["platform", () => ({ domainId: domain.id }), 10, false],
    ["platform", () => ({ domainId: domain.id, state: PENDING }), 10, false],
    ["platform", () => ({ addressDomain: "target1.test" }), 10, false],
    ["platform", () => ({ address: "to1@target1.test" }), 10, false],
    ["platform", () => ({ accountId: account.id }), 10, true],
    ["platform", () => ({ address: "nobody@nowhere.test" }), 0, false],
    ["reseller", () => ({}), 10, false],
    ["reseller", () => ({ state: AUTHORIZED }), 10, false],
    ["reseller", () => ({ state: PENDING }), 10, false],
    ["domain", () => ({}), 10, false],
    ["domain", () => ({ state: PENDING }), 10, false],
    ["account", () => ({}), 10, true],
  ])("page those of a %s by index (case %#)", async (scope, filter, expected, maySort) => {
    const ids: string[] = [];
    const statements = await recordStatements(database, async () => {
      const first = await listAuthorizations(database, scopes[scope], { filter: filter(), page: { first: 5 } });
      ids.push(...first.rows.map(({ id }) => id));
      const after = first.cursors.at(-1);
      if (after === undefined) return;
      ids.push(
        ...(
          await listAuthorizations(database, scopes[scope], { filter: filter(), page: { first: 5, after } })
        ).rows.map(({ id }) => id),
      );
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(expected);
    expect(statements.length).toBeLessThanOrEqual(6);
    const lists = statements.filter(({ text }) => text.includes("sender_authorization"));
    for (const statement of lists) await expectIndexWalk(database, engine, statement, maySort);
  });

  it.each<[AuthorizationOrderField, keyof typeof scopes, () => AuthorizationFilter]>(
    Object.values(AuthorizationOrderField).flatMap((field) => [
      [field, "platform", () => ({})],
      [field, "platform", () => ({ states: [PENDING, AUTHORIZED] })],
      [field, "platform", () => ({ resellerId, state: PENDING })],
      [field, "reseller", () => ({})],
      [field, "reseller", () => ({ createdAt: { from: at(40), to: at(20) } })],
      [field, "domain", () => ({})],
      [field, "domain", () => ({ sources: [AuthorizationSource.GRANT], expiresAt: { to: at(0) } })],
      [field, "account", () => ({ addressPrefix: "to1" })],
      [field, "domain", () => ({ lastUsedAt: { from: at(50) } })],
    ]),
  )("are sorted by %s for a %s along an index, in both directions (case %#)", async (field, scope, filterOf) => {
    const filter = filterOf();
    const expected = await sortedInMemory(field, scope, filter);
    expect(expected.length).toBeGreaterThan(0);
    for (const direction of [OrderDirection.ASC, OrderDirection.DESC]) {
      const ids: string[] = [];
      const statements = await recordStatements(database, async () => {
        let after: string | undefined;
        for (let pages = 0; pages < 4; pages++) {
          const first = pages === 0 ? 3 : 40;
          const page = await listAuthorizations(database, scopes[scope], {
            filter,
            page: { first, after },
            orderBy: { field, direction },
          });
          ids.push(...page.rows.map(({ id }) => id));
          after = page.cursors.at(-1);
          if (!page.hasNextPage) break;
        }
      });
      const inOrder = direction === OrderDirection.ASC ? expected : [...expected].reverse();
      expect(ids).toEqual(inOrder.slice(0, ids.length));
      expect(ids.length).toBe(Math.min(expected.length, 123));
      const back = await listAuthorizations(database, scopes[scope], {
        filter,
        page: { last: 5 },
        orderBy: { field, direction },
      });
      expect(back.rows.map(({ id }) => id)).toEqual(inOrder.slice(-5));
      expect((await back.total()).count).toBe(expected.length);
      const lists = statements.filter(({ text }) => text.includes("UNION ALL") || text.includes("AS run0"));
      expect(lists.length).toBeGreaterThan(0);
      // Beside a range of another column, or a state within a domain, the planner chooses: what is short is read and sorted.
      const isNarrowed = ["createdAt", "expiresAt", "lastUsedAt"].some((part) => part in filter);
      const isOneState = field === AuthorizationOrderField.ADDRESS && filter.state !== undefined;
      const maySort = scope === "account" || isNarrowed || isOneState;
      for (const statement of lists) await expectIndexWalk(database, engine, statement, maySort);
    }
  });

  /** What the list should be, found without any index: the authorizations of the scope, filtered and sorted here. */
  async function sortedInMemory(
    field: AuthorizationOrderField,
    scope: keyof typeof scopes,
    filter: AuthorizationFilter,
  ) {
    const all = await database.reader.find(Authorization);
    const isWithin = (row: Authorization) => scopeCovers(scopes[scope].scope!, row);
    const within = (time: Date | null, range: AuthorizationFilter["createdAt"]) =>
      range === undefined || (time !== null && (!range.from || time >= range.from) && (!range.to || time < range.to));
    const wanted = all.filter(
      (row) =>
        isWithin(row) &&
        (filter.resellerId === undefined || row.resellerPath === resellerPath) &&
        (filter.state === undefined || row.state === filter.state) &&
        (filter.states === undefined || filter.states.includes(row.state)) &&
        (filter.sources === undefined || filter.sources.includes(row.source)) &&
        row.addressKey.startsWith(filter.addressPrefix ?? "") &&
        within(row.createdAt, filter.createdAt) &&
        within(row.expiresAt, filter.expiresAt) &&
        within(row.lastUsedAt, filter.lastUsedAt),
    );
    const sortValue: Record<AuthorizationOrderField, (row: Authorization) => string | number> = {
      CREATED_AT: ({ createdAt }) => createdAt.getTime(),
      LAST_USED_AT: ({ lastUsedAt }) => lastUsedAt?.getTime() ?? -1,
      EXPIRES_AT: ({ expiresAt }) => expiresAt?.getTime() ?? Number.MAX_SAFE_INTEGER,
      ADDRESS: ({ addressKey }) => addressKey,
    };
    const compare = (one: string | number, other: string | number) => (one === other ? 0 : one < other ? -1 : 1);
    return wanted
      .sort((one, other) => compare(sortValue[field](one), sortValue[field](other)) || compare(one.id, other.id))
      .map(({ id }) => id);
  }

  it("page what waits for approval by index", async () => {
    for (const actor of [scopes.platform, scopes.reseller, scopes.domain, scopes.account]) {
      const statements = await recordStatements(database, async () => {
        await listApprovals(database, actor, { filter: {}, page: { first: 5 } });
      });
      expect(statements).toHaveLength(1);
      if (engine === "SQLite") await expectIndexWalk(database, engine, statements[0]!, false);
    }
  });

  describe("filtered by an address's domain", () => {
    it("find other tenants' accounts for the domain's administrators, and for nobody else", async () => {
      const filter = { addressDomain: "d1.r1.test" };
      const host = await database.reader.findOneByOrFail(Domain, { name: "d1.r1.test" });
      const admin = actorWith("DOMAIN_ADMIN", {
        kind: "DOMAIN",
        domainId: host.id,
        domainName: host.name,
        resellerPath: host.resellerPath,
      });
      const everything = async (actor: Actor) => {
        const rows: Authorization[] = [];
        let after: string | undefined;
        do {
          const page = await listAuthorizations(database, actor, { filter, page: { first: 200, after } });
          rows.push(...page.rows);
          after = page.hasNextPage ? page.cursors.at(-1) : undefined;
        } while (after !== undefined);
        return rows;
      };
      const seen = await everything(admin);
      expect(seen).toHaveLength(RESELLERS * DOMAINS * ACCOUNTS * (EACH / 2));
      expect(new Set(seen.map(({ resellerPath }) => resellerPath)).size).toBe(RESELLERS);
      const own = await everything(scopes.reseller);
      expect(new Set(own.map(({ resellerPath }) => resellerPath)).size).toBe(1);
      expect(own).toHaveLength(DOMAINS * ACCOUNTS * (EACH / 2));
    });
  });
});

async function expectIndexWalk(
  database: Database,
  engine: EngineName,
  { text, parameters }: Statement,
  maySort: boolean,
): Promise<void> {
  if (engine === "SQLite") {
    const plan: { detail: string }[] = await database.reader.query(`EXPLAIN QUERY PLAN ${text}`, [...parameters]);
    for (const { detail } of plan) {
      if (!maySort) expect(detail, text).not.toMatch(/TEMP B-TREE|AUTOMATIC/);
      if (/^SCAN (?!run)/.test(detail)) expect(detail, text).toContain("USING INDEX");
    }
    return;
  }
  const plan: { table: string | null; type: string | null; Extra: string }[] = await database.reader.query(
    `EXPLAIN ${text}`,
    [...parameters],
  );
  for (const { type, Extra } of plan.filter(({ table }) => !table?.startsWith("<"))) {
    expect(type, text).not.toBe("ALL");
    if (!maySort) expect(Extra, text).not.toMatch(/filesort|temporary/i);
  }
}
