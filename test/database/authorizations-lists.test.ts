import { beforeAll, describe, expect, it } from "vitest";
import { type AuthorizationFilter, listAuthorizations } from "../../src/authorizations/authorization.queries.js";
import {
  Authorization,
  AuthorizationSource,
  AuthorizationState,
  Identity,
  identityIdOf,
} from "../../src/authorizations/index.js";
import type { Database } from "../../src/database/index.js";
import { type Actor, newIdentifier, type Scope } from "../../src/kernel/index.js";
import { Account, Domain, Reseller, TenantState } from "../../src/tenancy/index.js";
import { newResellerLabel } from "../../src/tenancy/reseller-path.js";
import { listApprovals } from "../../src/verification/approval.queries.js";
import { actorWith } from "../support/api.js";
import { describeOnEachEngine, type EngineName, openTestDatabase } from "../support/engines.js";
import { recordStatements, type Statement } from "../support/statements.js";

const RESELLERS = 4;
const DOMAINS = 5;
const ACCOUNTS = 20;
const EACH = 10;

describeOnEachEngine("lists of authorizations", (engine) => {
  let database: Database;
  let scopes: Record<"platform" | "reseller" | "domain" | "account", Actor>;
  let resellerId: string;
  let domain: Domain;
  let account: Account;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    await fill(database);
    if (engine === "MariaDB") await database.writerSource.query("ANALYZE TABLE sender_authorization, identity, domain");
    const { reader } = database;
    const reseller = await reader.findOneByOrFail(Reseller, { slug: "r2" });
    resellerId = reseller.id;
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
      const first = await listAuthorizations(database, scopes[scope], filter(), { first: 5 });
      ids.push(...first.rows.map(({ id }) => id));
      const after = first.cursors.at(-1);
      if (after === undefined) return;
      ids.push(
        ...(await listAuthorizations(database, scopes[scope], filter(), { first: 5, after })).rows.map(({ id }) => id),
      );
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(expected);
    expect(statements.length).toBeLessThanOrEqual(6);
    const lists = statements.filter(({ text }) => text.includes("sender_authorization"));
    for (const statement of lists) await expectIndexWalk(database, engine, statement, maySort);
  });

  it("page what waits for approval by index", async () => {
    for (const actor of [scopes.platform, scopes.reseller, scopes.domain, scopes.account]) {
      const statements = await recordStatements(database, async () => {
        await listApprovals(database, actor, {}, { first: 5 });
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
          const page = await listAuthorizations(database, actor, filter, { first: 200, after });
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
      if (detail.startsWith("SCAN")) expect(detail, text).toContain("USING INDEX");
    }
    return;
  }
  const plan: { type: string | null; Extra: string }[] = await database.reader.query(`EXPLAIN ${text}`, [
    ...parameters,
  ]);
  for (const { type, Extra } of plan) {
    expect(type, text).not.toBe("ALL");
    if (!maySort) expect(Extra, text).not.toMatch(/filesort|temporary/i);
  }
}

/** Every account may send as ten addresses, half of them in domains hosted here. */
async function fill(database: Database): Promise<void> {
  const now = new Date();
  const times = { createdAt: now, updatedAt: now };
  const active = { state: TenantState.ACTIVE, suspendedReason: null, suspendedBy: null };
  const resellers: object[] = [];
  const domains: object[] = [];
  const accounts: object[] = [];
  const authorizations: object[] = [];
  const identities = new Map<string, object>();
  const identity = (address: string) => {
    const id = identityIdOf(address);
    const [, target = ""] = address.split("@");
    identities.set(id, {
      id,
      address,
      addressKey: address,
      domain: target,
      blockedAt: null,
      undeliverableAt: null,
      ownerLinkVersion: 1,
      createdAt: now,
    });
    return { identityId: id, identityDomain: target, addressKey: address };
  };
  const common = { brandName: null, supportContact: null, panelUrl: null, language: null };
  for (let r = 0; r < RESELLERS; r++) {
    const path = newResellerLabel();
    const reseller = { id: newIdentifier(), path, name: `R${r}`, slug: `r${r}`, parentId: null };
    resellers.push({ ...reseller, ...active, ...common, ...times });
    for (let d = 0; d < DOMAINS; d++) {
      const name = `d${d}.r${r}.test`;
      const hosted = { id: newIdentifier(), resellerId: reseller.id, resellerPath: path, name };
      domains.push({ ...hosted, ...active, ...times });
      for (let a = 0; a < ACCOUNTS; a++) {
        const address = `user${a}@${name}`;
        const id = newIdentifier();
        const place = { domainId: hosted.id, resellerPath: path };
        accounts.push({
          id,
          ...place,
          address,
          addressKey: address,
          passwordHash: null,
          language: null,
          ...active,
          ...times,
        });
        for (let each = 0; each < EACH; each++) {
          const target = each % 2 === 0 ? `to${each}@d1.r1.test` : `to${each}@target${each % 5}.test`;
          authorizations.push({
            id: newIdentifier(),
            accountId: id,
            ...place,
            ...identity(target),
            state: each % 3 === 0 ? AuthorizationState.PENDING : AuthorizationState.AUTHORIZED,
            source: each % 4 === 0 ? AuthorizationSource.GRANT : AuthorizationSource.REQUEST,
            reason: null,
            ...times,
            authorizedAt: null,
            expiresAt: null,
            lastUsedAt: null,
            askAgainAt: null,
            refusedByOwnerAt: null,
            pausedBy: null,
          });
        }
      }
    }
  }
  await database.write(async (tx) => {
    await insert(tx, Reseller, resellers);
    await insert(tx, Domain, domains);
    await insert(tx, Account, accounts);
    await insert(tx, Identity, [...identities.values()]);
    await insert(tx, Authorization, authorizations);
  });
}

async function insert(
  tx: Parameters<Parameters<Database["write"]>[0]>[0],
  Entity: new () => object,
  rows: readonly object[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 200) {
    await tx.manager.insert(Entity, rows.slice(start, start + 200) as never);
  }
}
