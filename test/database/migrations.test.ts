import { expect, it } from "vitest";
import { AuthorizedAddress1764000000101 } from "../../migrations/1764000000101-authorized-address.js";
import { KeyRule1764000000102 } from "../../migrations/1764000000102-key-rule.js";
import { ConfirmedMailboxes1764000000181 } from "../../migrations/1764000000181-confirmed-mailboxes.js";
import { WindowCount1764000000270 } from "../../migrations/1764000000270-window-count.js";
import { CodedReasons1764000000371 } from "../../migrations/1764000000371-coded-reasons.js";
import { ActorRoles1764000000382 } from "../../migrations/1764000000382-actor-roles.js";
import { migrations } from "../../migrations/index.js";
import { Administrator } from "../../src/access/index.js";
import { Authorization, grantAuthorization, Identity } from "../../src/authorizations/index.js";
import { WindowCount } from "../../src/counters/window-count.entity.js";
import { type Database, hasPendingMigrations, migrate } from "../../src/database/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { Account, Domain } from "../../src/tenancy/index.js";
import { createAccount } from "../../src/tenancy/operations/create-account.js";
import { createDomain } from "../../src/tenancy/operations/create-domain.js";
import { createReseller } from "../../src/tenancy/operations/create-reseller.js";
import { PASSWORD, plantAdministrator } from "../graphql/access-people.js";
import { createTenants, innerIdOf } from "../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi } from "../support/api.js";
import { describeOnEachEngine, openEmptyDatabase, openTestDatabase } from "../support/engines.js";

/** Undoes this migration and all that came after it. */
async function undoFrom(database: Database, migration: (typeof migrations)[number]): Promise<void> {
  for (const _ of migrations.slice(migrations.indexOf(migration))) await database.writerSource.undoLastMigration();
}

describeOnEachEngine("the migrations", (engine) => {
  it("make exactly the tables that the entities describe, and can be undone to the last table", async () => {
    const database = await openEmptyDatabase(engine);
    const source = database.writerSource;

    expect(await migrate(database)).toHaveLength(migrations.length);
    const difference = await source.driver.createSchemaBuilder().log();
    expect(difference.upQueries.map(({ query }) => query)).toEqual([]);

    for (const _ of migrations) await source.undoLastMigration();
    const runner = source.createQueryRunner();
    const left = await runner.getTables(source.entityMetadatas.map(({ tableName }) => tableName));
    if (engine === "MariaDB") await runner.release();
    expect(left.map(({ name }) => name)).toEqual([]);

    expect(await migrate(database)).toHaveLength(migrations.length);
    // Each statement of a table on MariaDB is a file made anew.
  }, 240_000);

  it("write the address beside each authorization that was there before", async () => {
    const database = await openTestDatabase(engine);
    const addresses = await database.write(async (tx) => {
      const reseller = await createReseller(tx, OPERATOR, { name: "North", slug: "north" });
      const resellerId = toGlobalId("Reseller", reseller.id);
      const domain = await createDomain(tx, OPERATOR, { resellerId, name: "north.test" });
      const domainId = toGlobalId("Domain", domain.id);
      const { id: accountId } = await createAccount(
        tx,
        OPERATOR,
        { domainId, address: "user@north.test", aliases: [] },
        null,
      );
      const granted = ["sales@x.test", "übung@y.test"];
      for (const address of granted) await grantAuthorization(tx, OPERATOR, { accountId, address });
      return granted;
    });
    // Takes the column away again.
    await undoFrom(database, AuthorizedAddress1764000000101);
    expect(await migrate(database)).toContain("AuthorizedAddress1764000000101");
    const rows = await database.reader.find(Authorization, { order: { addressKey: "ASC" } });
    expect(rows.map(({ addressKey }) => addressKey)).toEqual(addresses);
  });

  it("keep why an authorization is in its state, there and back", async () => {
    const api = await startTestApi(engine);
    const { north } = await createTenants(api);
    const accountId = innerIdOf(north.account.id);
    const why = 'wird „gebraucht“, said "Ada" \\o/';
    await api.database.write(async (tx) => {
      await grantAuthorization(tx, OPERATOR, { accountId, address: "a@x.test", reason: why });
      await grantAuthorization(tx, OPERATOR, { accountId, address: "b@x.test" });
    });
    await undoFrom(api.database, CodedReasons1764000000371);
    const kept = await api.database.writerSource.query<{ reason: string }[]>(
      "SELECT reason FROM sender_authorization ORDER BY addressKey",
    );
    expect(kept.map(({ reason }) => reason)).toEqual([why, "GRANTED_BY"]);
    expect(await migrate(api.database)).toContain("CodedReasons1764000000371");
    const rows = await api.database.reader.find(Authorization, { order: { addressKey: "ASC" } });
    expect(rows.map(({ reason }) => reason)).toEqual([{ words: why }, { words: "GRANTED_BY" }]);
  });

  it("keep who did something as a role where readers may not know the name, and leave what people wrote alone", async () => {
    const api = await startTestApi(engine);
    const { north } = await createTenants(api);
    const accountId = innerIdOf(north.account.id);
    const why = 'it says "who":"the platform"';
    await api.database.write(async (tx) => {
      await grantAuthorization(tx, OPERATOR, { accountId, address: "a@x.test" });
      await grantAuthorization(tx, OPERATOR, { accountId, address: "b@x.test" });
      await grantAuthorization(tx, OPERATOR, { accountId, address: "c@x.test", reason: why });
    });
    const keptReasons = () =>
      api.database.writerSource.query<{ reason: string }[]>(
        "SELECT reason FROM sender_authorization ORDER BY addressKey",
      );
    const byDomain = `{"code":"REVOKED_BY","values":{"who":"an administrator of north.test"}}`;
    await undoFrom(api.database, ActorRoles1764000000382);
    expect((await keptReasons())[0]?.reason).toContain('"who":"the platform"');
    await api.database.writerSource.query(
      `UPDATE sender_authorization SET reason = '${byDomain}' WHERE addressKey = 'b@x.test'`,
    );
    expect(await migrate(api.database)).toContain("ActorRoles1764000000382");
    expect((await keptReasons()).map(({ reason }) => JSON.parse(reason))).toEqual([
      { code: "GRANTED_BY", values: { who: ":THE_PLATFORM" } },
      { code: "REVOKED_BY", values: { who: ":A_DOMAIN north.test" } },
      { words: why },
    ]);
  });

  it("take as confirmed what operators use and what one gave an administrator that nobody has changed since", async () => {
    const api = await startTestApi(engine);
    const tree = await createTenants(api);
    const operator = await plantAdministrator(api, "chief", { platform: true });
    const update = "mutation ($input: UpdateAdministratorInput!) { updateAdministrator(input: $input) { id } }";
    await api.succeed(operator.actor, update, { input: { id: operator.id, email: "chief@platform.test" } });
    const make = async (actor: Actor, login: string, scope: object) => {
      const { createAdministrator } = await api.succeed<{ createAdministrator: { id: string } }>(
        actor,
        "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }",
        { input: { login, email: `${login}@elsewhere.test`, scope, password: PASSWORD } },
      );
      return createAdministrator.id;
    };
    const given = await make(operator.actor, "given", { resellerId: tree.north.id });
    const changed = await make(operator.actor, "changed", { resellerId: tree.north.id });
    await api.succeed(operator.actor, update, { input: { id: changed, email: "another@elsewhere.test" } });
    const typed = await make(tree.north.actor, "typed", { domainId: tree.north.domain.id });

    await undoFrom(api.database, ConfirmedMailboxes1764000000181);
    expect(await migrate(api.database)).toContain("ConfirmedMailboxes1764000000181");
    const isConfirmed = async (id: string) => {
      const row = await api.database.reader.findOneByOrFail(Administrator, { id: innerIdOf(id) });
      return row.emailConfirmedAt !== null;
    };
    const ids = [operator.id, given, changed, typed];
    expect(await Promise.all(ids.map(isConfirmed))).toEqual([true, true, false, false]);
  }, 240_000);

  it("name each row whose key is another one now, with what to decide, and change nothing", async () => {
    const database = await openTestDatabase(engine);
    const ids = await database.write(async (tx) => {
      const reseller = await createReseller(tx, OPERATOR, { name: "North", slug: "north" });
      const resellerId = toGlobalId("Reseller", reseller.id);
      // As Node 20 keyed STRAẞE, as Node 24 took a broken A-label, and one that is right.
      for (const name of ["strasse.example", "xn--a.example", "bücher.example"]) {
        const stored = name === "xn--a.example" ? "xn-a.example" : name;
        const domain = await createDomain(tx, OPERATOR, { resellerId, name: stored });
        const local = { domainId: toGlobalId("Domain", domain.id), aliases: [] };
        await createAccount(tx, OPERATOR, { ...local, address: `u@${stored}` }, null);
      }
      const account = await tx.manager.findOneByOrFail(Account, { addressKey: "u@strasse.example" });
      await tx.manager.update(Account, account.id, { address: "u@STRAẞE.example" });
      const domain = await tx.manager.findOneByOrFail(Domain, { name: "xn-a.example" });
      await tx.manager.update(Domain, domain.id, { name: "xn--a.example" });
      return { account: account.id, domain: domain.id };
    });
    const before = await accountsAndDomains(database);
    await undoFrom(database, KeyRule1764000000102);

    const failure = await migrate(database).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const { message } = failure as Error;
    expect(message).toContain("2 stored keys are not what uts46-17.0.0");
    expect(message).toContain(
      `domain ${ids.domain}: "xn--a.example" has the key "xn--a.example", and is refused now. Remove: deleteDomain`,
    );
    expect(message).toContain(
      `account ${ids.account}: "u@STRAẞE.example" has the key "u@strasse.example", and would get "u@xn--strae-oqa.example". `,
    );
    const [keep = ""] = /UPDATE account SET .*?;/.exec(message) ?? [];
    expect(message).not.toContain("bücher");
    expect(await hasPendingMigrations(database)).toBe(true);
    expect(await accountsAndDomains(database)).toEqual(before);

    // Both decisions, each as the message says.
    await database.writerSource.query(keep);
    await database.write((tx) => tx.manager.update(Domain, ids.domain, { name: "xn-a.example" }));
    expect(await migrate(database)).toContain("KeyRule1764000000102");
  });

  it("name a row whose new key another row has already", async () => {
    const database = await openTestDatabase(engine);
    await database.write(async (tx) => {
      const at = { domain: "xn--strae-oqa.example", ownerLinkVersion: 1, createdAt: new Date(0) };
      for (const [id, address, addressKey] of [
        ["1", "u@STRAẞE.example", "u@strasse.example"],
        ["2", "u@straße.example", "u@xn--strae-oqa.example"],
      ]) {
        await tx.manager.insert(Identity, { ...at, id, address, addressKey });
      }
    });
    await undoFrom(database, KeyRule1764000000102);
    await expect(migrate(database)).rejects.toThrow(
      /identity 1: .* would get "u@xn--strae-oqa\.example", which another row has\. Remove: revokeAuthorization/,
    );
  });

  it("keep what was counted before, tries of passwords and mails alike, there and back", async () => {
    const database = await openTestDatabase(engine);
    const source = database.writerSource;
    await undoFrom(database, WindowCount1764000000270);
    const endsAt = Date.UTC(2026, 3, 1);
    await source.query("INSERT INTO sign_in_limit (bucket, attempts, endsAt) VALUES ('tries', 7, ?)", [endsAt]);
    await source.query("INSERT INTO request_budget (bucket, used, endsAt) VALUES ('mails', 3, ?)", [endsAt]);
    await migrate(database);
    const rows = await database.reader.find(WindowCount, { order: { used: "ASC" } });
    expect(rows).toMatchObject([
      { bucket: "mails", used: 3, endsAt: new Date(endsAt) },
      { bucket: "tries", used: 7, endsAt: new Date(endsAt) },
    ]);
    await undoFrom(database, WindowCount1764000000270);
    const [tries] = await source.query("SELECT attempts FROM sign_in_limit WHERE bucket = 'tries'");
    expect(Number(tries.attempts)).toBe(7);
  });
});

/** In SQL of the columns that every version has: the entities are of the newest. */
function accountsAndDomains(database: Database): Promise<unknown[]> {
  const statements = [
    "SELECT id, address, addressKey FROM account ORDER BY id",
    "SELECT id, name FROM domain ORDER BY id",
  ];
  return Promise.all(statements.map((statement) => database.writerSource.query(statement)));
}
