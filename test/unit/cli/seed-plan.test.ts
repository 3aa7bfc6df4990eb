import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { determined, fraction, seededIdentifier, skewedIndex } from "../../../src/cli/seed/determined.js";
import { planSeed, type SeedSize, type TablePlan } from "../../../src/cli/seed/seed-plan.js";
import { parseDomainName, parseEmailAddress } from "../../../src/kernel/index.js";

const SIZE: SeedSize = { resellers: 40, domains: 120, accounts: 1_500, authorizations: 4_500, seed: 7 };
const HASH = "$argon2id$v=19$…";

type Row = Readonly<Record<string, string | number | null>>;

function rowsOf(plan: TablePlan): Row[] {
  return Array.from({ length: plan.count }, (_, index) => {
    const values = plan.row(index);
    expect(values).toHaveLength(plan.columns.length);
    return Object.fromEntries(plan.columns.map((column, position) => [column, values[position] ?? null]));
  });
}

function tablesOf(size: SeedSize): Record<string, Row[]> {
  return Object.fromEntries(planSeed(size, HASH).map((plan) => [plan.table, rowsOf(plan)]));
}

const tables = tablesOf(SIZE);
const { reseller = [], domain = [], account = [], identity = [], sender_authorization: authorization = [] } = tables;
const column = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);
const distinct = (values: readonly unknown[]) => new Set(values).size;

describe("the same seed", () => {
  it("gives the same rows, in whatever order they are made", () => {
    expect(tablesOf(SIZE)).toEqual(tables);
    for (const plan of planSeed(SIZE, HASH)) {
      const last = plan.row(plan.count - 1);
      expect(
        planSeed(SIZE, HASH)
          .find(({ table }) => table === plan.table)
          ?.row(plan.count - 1),
      ).toEqual(last);
    }
  });

  it("gives other rows under another number", () => {
    const others = tablesOf({ ...SIZE, seed: 8 });
    for (const [table, rows] of Object.entries(tables)) {
      expect(distinct([...column(rows, "id"), ...column(others[table] ?? [], "id")])).toBe(2 * rows.length);
    }
    expect(column(others.account ?? [], "address")).not.toEqual(column(account, "address"));
  });
});

describe("a planned database", () => {
  it("has as many rows as were asked for", () => {
    expect([reseller.length, domain.length, account.length, authorization.length]).toEqual([40, 120, 1_500, 4_500]);
  });

  it("repeats no key, neither of a row nor of what must be unique", () => {
    for (const rows of Object.values(tables)) expect(distinct(column(rows, "id"))).toBe(rows.length);
    expect(distinct(column(reseller, "path"))).toBe(reseller.length);
    expect(distinct(column(reseller, "slug"))).toBe(reseller.length);
    expect(distinct(column(domain, "name"))).toBe(domain.length);
    expect(distinct(column(account, "addressKey"))).toBe(account.length);
    expect(distinct(column(identity, "addressKey"))).toBe(identity.length);
    expect(distinct(authorization.map(({ accountId, identityId }) => `${accountId} ${identityId}`))).toBe(
      authorization.length,
    );
  });

  it("holds addresses and names that are their own key", () => {
    for (const key of [...column(account, "addressKey"), ...column(identity, "addressKey")]) {
      expect(parseEmailAddress(String(key))).toMatchObject({ ok: true, address: { key } });
    }
    for (const name of column(domain, "name")) expect(parseDomainName(String(name))).toBe(name);
  });

  it("refers to rows that are there, with the path of where they lie", () => {
    const pathOf = new Map(reseller.map(({ id, path }) => [id, path]));
    for (const { parentId, path } of reseller) {
      if (parentId !== null) expect(String(path).slice(0, -8)).toBe(pathOf.get(parentId));
      expect(path).toMatch(/^([0-9a-z]{8}){1,6}$/);
    }
    for (const { resellerId, resellerPath } of domain) expect(resellerPath).toBe(pathOf.get(resellerId));
    const domains = new Map(domain.map((row) => [row.id, row]));
    for (const { domainId, resellerPath, address } of account) {
      expect(domains.get(domainId)).toMatchObject({ resellerPath, name: String(address).split("@")[1] });
    }
    const accounts = new Map(account.map((row) => [row.id, row]));
    const identities = new Map(identity.map((row) => [row.id, row]));
    for (const { accountId, identityId, domainId, resellerPath, identityDomain, addressKey } of authorization) {
      expect(accounts.get(accountId)).toMatchObject({ domainId, resellerPath });
      expect(identities.get(identityId)).toMatchObject({ domain: identityDomain, addressKey });
    }
  });

  it("has an account in every domain, a few large resellers, shared addresses and every state", () => {
    expect(distinct(column(account, "domainId"))).toBe(domain.length);
    const sizes = reseller.map(({ id }) => domain.filter(({ resellerId }) => resellerId === id).length);
    expect(Math.max(...sizes)).toBeGreaterThan((2 * domain.length) / reseller.length);
    expect(distinct(column(authorization, "identityId"))).toBeLessThan(authorization.length);
    expect(distinct(column(authorization, "state"))).toBe(6);
    for (const { state, authorizedAt, expiresAt } of authorization) {
      expect(authorizedAt === null).toBe(state === "PENDING" || state === "DENIED");
      expect(expiresAt === null).toBe(state !== "EXPIRED");
    }
  });

  it("repeats no pair and no address at any size", () => {
    const sizes = fc.record({
      resellers: fc.integer({ min: 1, max: 20 }),
      domains: fc.integer({ min: 1, max: 30 }),
      accounts: fc.integer({ min: 30, max: 200 }),
      authorizations: fc.integer({ min: 0, max: 600 }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(sizes, (size) => {
        const made = tablesOf(size);
        const pairs = (made.sender_authorization ?? []).map(
          ({ accountId, identityId }) => `${accountId} ${identityId}`,
        );
        expect(pairs).toHaveLength(size.authorizations);
        expect(distinct(pairs)).toBe(pairs.length);
        for (const rows of Object.values(made)) expect(distinct(column(rows, "id"))).toBe(rows.length);
      }),
      { numRuns: 40 },
    );
  });

  it("is empty where nothing was asked for", () => {
    const empty = tablesOf({ resellers: 0, domains: 0, accounts: 0, authorizations: 0, seed: 1 });
    expect(Object.values(empty).flat()).toEqual([]);
  });
});

describe("what rows are made from", () => {
  const seeds = fc.integer();
  const indexes = fc.nat(10_000_000);

  it("is an identifier of version 7 whose text sorts like its index", () => {
    fc.assert(
      fc.property(seeds, indexes, indexes, fc.integer({ min: 1, max: 63 }), (seed, one, other, kind) => {
        const [first, second] = [seededIdentifier(seed, kind, one), seededIdentifier(seed, kind, other)];
        expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Math.sign(first.localeCompare(second, "en"))).toBe(Math.sign(one - other));
      }),
    );
  });

  it("is a number of 32 bits, a fraction below one, an index below the count", () => {
    fc.assert(
      fc.property(seeds, indexes, fc.integer({ min: 1, max: 1_000_000 }), (seed, index, count) => {
        const number = determined(seed, 3, index);
        expect(Number.isInteger(number) && number >= 0 && number < 2 ** 32).toBe(true);
        expect(fraction(seed, 3, index)).toBeLessThan(1);
        expect(skewedIndex(seed, 3, index, count)).toBeLessThan(count);
        expect(skewedIndex(seed, 3, index, count)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("spreads evenly over consecutive indexes", () => {
    const tenths = new Array(10).fill(0);
    for (let index = 0; index < 10_000; index += 1) tenths[Math.floor(fraction(1, 3, index) * 10)] += 1;
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
