import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { BulkCall } from "../../src/tenancy/bulk-call.entity.js";
import { Account, Domain } from "../../src/tenancy/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { countStatements } from "../support/statements.js";
import { createTenants, feedOf, innerIdOf, plantDomain, type Tree } from "./tenancy-tree.js";

const CREATE = `mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { ids wasRepeated } }`;
const CREATE_DOMAINS = `mutation ($input: CreateDomainsInput!) { createDomains(input: $input) { ids wasRepeated domains { name } } }`;
const SUSPEND = `mutation ($input: SuspendAccountsInput!) { suspendAccounts(input: $input) { ids wasRepeated accounts { state } } }`;
const RESUME = `mutation ($input: AccountsInput!) { resumeAccounts(input: $input) { ids accounts { state } } }`;
const DELETE = `mutation ($input: AccountsInput!) { deleteAccounts(input: $input) { ids accounts { id } wasRepeated } }`;

interface Batch {
  readonly ids: string[];
  readonly wasRepeated: boolean;
}

describeOnEachEngine("batches", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let serial = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  const key = () => `key-${++serial}`;

  async function create(actor: Actor, idempotencyKey: string, items: object[]): Promise<Batch> {
    const answer = await api.succeed<{ createAccounts: Batch }>(actor, CREATE, { input: { idempotencyKey, items } });
    return answer.createAccounts;
  }

  const itemsOf = (domain: { id: string; name: string }, count: number, prefix = "user") =>
    Array.from({ length: count }, (_, index) => ({ domainId: domain.id, address: `${prefix}${index}@${domain.name}` }));

  it("make 1,000 accounts in few statements, one transaction and one revision", async () => {
    const domain = await plantDomain(api, tree.north, "thousand.test");
    const items = itemsOf(domain, 1000).map((item, index) => ({
      ...item,
      aliases: index < 500 ? [`alias${index}@thousand.test`] : [],
    }));
    const statements = await countStatements(api.database, async () => {
      const { ids, wasRepeated } = await create(tree.north.actor, key(), items);
      expect(ids).toHaveLength(1000);
      expect(new Set(ids).size).toBe(1000);
      expect(wasRepeated).toBe(false);
    });
    expect(statements).toBeLessThan(60);
    expect(await api.database.reader.countBy(Account, { domainId: innerIdOf(domain.id) })).toBe(1000);
    const revisions = await api.database.reader.query(
      "SELECT revision, COUNT(*) AS entries FROM feed_entry WHERE domainId = ? AND kind = 'ACCOUNT' GROUP BY revision",
      [innerIdOf(domain.id)],
    );
    expect(revisions.map(({ entries }: { entries: number }) => Number(entries))).toEqual([1000]);
  });

  it("answer the same key with the same answer, and refuse it for another input or operation", async () => {
    const domain = await plantDomain(api, tree.north, "repeated.test");
    const items = itemsOf(domain, 3).map((item) => ({ ...item, password: "a good password" }));
    const idempotencyKey = key();
    const first = await create(tree.north.actor, idempotencyKey, items);
    const second = await create(tree.north.actor, idempotencyKey, items);
    expect(second).toEqual({ ids: first.ids, wasRepeated: true });
    const changed = [...items.slice(0, 2), { ...items[2], password: "another password" }];
    const other = await api.refuse(tree.north.actor, CREATE, { input: { idempotencyKey, items: changed } });
    expect(other.extensions).toMatchObject({ code: "CONFLICT", field: "input.idempotencyKey" });
    const operation = await api.refuse(tree.north.actor, DELETE, { input: { idempotencyKey, ids: first.ids } });
    expect(operation.extensions).toMatchObject({ code: "CONFLICT", field: "input.idempotencyKey" });
    // Keys of different callers never meet.
    const southern = await plantDomain(api, tree.south, "repeated-south.test");
    const south = { ...tree.south.actor, id: "01930000-0000-7000-8000-000000000002" };
    expect((await create(south, idempotencyKey, itemsOf(southern, 1))).wasRepeated).toBe(false);
  });

  it("do their work once when the same call comes several times at once", async () => {
    const domain = await plantDomain(api, tree.north, "at-once.test");
    const idempotencyKey = key();
    const batches = await Promise.all(
      Array.from({ length: 5 }, () => create(tree.north.actor, idempotencyKey, itemsOf(domain, 20))),
    );
    expect(new Set(batches.map(({ ids }) => ids.join())).size).toBe(1);
    expect(batches.filter(({ wasRepeated }) => !wasRepeated)).toHaveLength(1);
    expect(await api.database.reader.countBy(Account, { domainId: innerIdOf(domain.id) })).toBe(20);
  });

  it("do nothing when one item is wrong, and name every item that is", async () => {
    const domain = await plantDomain(api, tree.north, "all-or-none.test");
    const items: Record<string, unknown>[] = itemsOf(domain, 40);
    items[7] = { ...items[7], address: "nonsense" };
    items[17] = { ...items[17], domainId: tree.south.domain.id };
    items[23] = { ...items[23], address: `user1@${domain.name}` };
    const idempotencyKey = key();
    const error = await api.refuse(tree.north.actor, CREATE, { input: { idempotencyKey, items } });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.items[7].address" });
    expect(error.message).toContain("input.items[7].address");
    expect(error.message).toContain("input.items[17].domainId: Domain not found");
    expect(error.message).toContain("input.items[23].address");
    expect(await api.database.reader.countBy(Account, { domainId: innerIdOf(domain.id) })).toBe(0);
    expect(await api.database.reader.countBy(BulkCall, { idempotencyKey })).toBe(0);

    const weak = itemsOf(domain, 30).map((item) => ({ ...item, password: "weak" }));
    const passwords = await api.refuse(tree.north.actor, CREATE, { input: { idempotencyKey, items: weak } });
    expect(passwords.message).toContain("input.items[0].password");
    expect(passwords.message).toContain("and 10 more");
    // A failed call leaves its key free.
    await create(tree.north.actor, idempotencyKey, itemsOf(domain, 2));
  });

  it.each([0, 1001])("refuse %i items", async (count) => {
    const input = { idempotencyKey: key(), items: itemsOf(tree.north.domain, count) };
    const error = await api.refuse(tree.north.actor, CREATE, { input });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.items" });
  });

  it.each(["", "x".repeat(129), "line\nend", "ümlaut"])("refuse the key %j", async (idempotencyKey) => {
    const input = { idempotencyKey, items: itemsOf(tree.north.domain, 1, "key") };
    const error = await api.refuse(tree.north.actor, CREATE, { input });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.idempotencyKey" });
  });

  it("refuse roles that may not, and other tenants' accounts like ones that do not exist", async () => {
    const mutations = [SUSPEND, RESUME, DELETE];
    for (const mutation of mutations) {
      const foreign = { idempotencyKey: key(), ids: [tree.north.account.id, tree.south.account.id] };
      const error = await api.refuse(tree.north.actor, mutation, { input: foreign });
      expect(error.extensions.code).toBe("NOT_FOUND");
      const missing = { idempotencyKey: key(), ids: [tree.north.account.id, "nonsense"] };
      expect((await api.refuse(tree.north.actor, mutation, { input: missing })).message).toBe(error.message);
      const twice = { idempotencyKey: key(), ids: [tree.north.account.id, tree.north.account.id] };
      const repeated = await api.refuse(tree.north.actor, mutation, { input: twice });
      expect(repeated.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.ids[1]" });
    }
    const input = { idempotencyKey: key(), ids: [tree.north.account.id] };
    for (const actor of [tree.north.account.actor, actorWith("GATEWAY", { kind: "PLATFORM" })]) {
      for (const mutation of mutations) {
        expect((await api.refuse(actor, mutation, { input })).extensions.code).toBe("FORBIDDEN");
      }
    }
    const domains = { idempotencyKey: key(), items: [{ resellerId: tree.north.id, name: "x.test" }] };
    expect((await api.refuse(tree.north.domain.actor, CREATE_DOMAINS, { input: domains })).extensions.code).toBe(
      "FORBIDDEN",
    );
    expect(await feedOf(api, tree.south.account.id)).toHaveLength(1);
  });

  it("make domains, all or none", async () => {
    const items = ["b1.test", "b2.test", "b3.test"].map((name) => ({ resellerId: tree.north.id, name }));
    const wrong = [
      ...items,
      { resellerId: tree.south.id, name: "b4.test" },
      { resellerId: tree.north.id, name: "b1.test" },
    ];
    const error = await api.refuse(tree.north.actor, CREATE_DOMAINS, {
      input: { idempotencyKey: key(), items: wrong },
    });
    expect(error.message).toContain("input.items[3].resellerId: Reseller not found");
    expect(error.message).toContain("input.items[4].name");
    expect(await api.database.reader.countBy(Domain, { name: "b1.test" })).toBe(0);
    const made = await api.succeed(tree.north.actor, CREATE_DOMAINS, { input: { idempotencyKey: key(), items } });
    expect(made).toMatchObject({ createDomains: { wasRepeated: false, domains: items.map(({ name }) => ({ name })) } });
  });

  it("suspend, resume and delete, leaving alone what is so already", async () => {
    const domain = await plantDomain(api, tree.north, "life.test");
    const { ids } = await create(tree.north.actor, key(), itemsOf(domain, 5));
    await api.succeed(tree.north.actor, SUSPEND, {
      input: { idempotencyKey: key(), ids: ids.slice(0, 2), reason: "one" },
    });
    const suspended = await api.succeed<{ suspendAccounts: { accounts: { state: string }[] } }>(
      tree.north.actor,
      SUSPEND,
      {
        input: { idempotencyKey: key(), ids, reason: "two" },
      },
    );
    expect(suspended.suspendAccounts.accounts.map(({ state }) => state)).toEqual(Array(5).fill("SUSPENDED"));
    expect(await feedOf(api, ids[0]!)).toHaveLength(2);
    const row = await api.database.reader.findOneByOrFail(Account, { id: innerIdOf(ids[0]!) });
    expect(row.suspendedReason).toBe("one");

    const byAdmin = await api.refuse(domain.actor, RESUME, { input: { idempotencyKey: key(), ids } });
    expect(byAdmin.extensions.code).toBe("FORBIDDEN");
    await api.succeed(tree.north.actor, RESUME, { input: { idempotencyKey: key(), ids } });
    expect(await feedOf(api, ids[4]!)).toHaveLength(3);

    const idempotencyKey = key();
    const deleted = await api.succeed(OPERATOR, DELETE, { input: { idempotencyKey, ids } });
    expect(deleted).toEqual({ deleteAccounts: { ids, accounts: [], wasRepeated: false } });
    const repeated = await api.succeed(OPERATOR, DELETE, { input: { idempotencyKey, ids } });
    expect(repeated).toEqual({ deleteAccounts: { ids, accounts: [], wasRepeated: true } });
    expect(await api.database.reader.countBy(Account, { domainId: innerIdOf(domain.id) })).toBe(0);
    expect((await feedOf(api, ids[0]!)).at(-1)).toMatchObject({ kind: "ACCOUNT_REMOVED" });
  });
});
