import { expect, it } from "vitest";
import { grantAuthorization } from "../../../src/authorizations/index.js";
import { toGlobalId } from "../../../src/graphql/index.js";
import { PLATFORM_SCOPE, writtenReversePath } from "../../../src/kernel/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { createAccount } from "../../../src/tenancy/operations/create-account.js";
import { createDomain } from "../../../src/tenancy/operations/create-domain.js";
import { createReseller } from "../../../src/tenancy/operations/create-reseller.js";
import { openReplica, startPlatform } from "../../database/replication/platform.js";
import { OPERATOR } from "../../support/api.js";

const DAY_MS = 24 * 60 * 60 * 1000;

it("enforces on its date and ends an authorization on time with the platform gone, also after a restart", async () => {
  const clock = { time: Date.parse("2027-04-01T00:00:00Z"), now: () => new Date(clock.time) };
  const platform = await startPlatform("SQLite", clock);
  const enforceAt = clock.time + 11 * DAY_MS;
  const endsAt = clock.time + 14 * DAY_MS;
  await platform.database.write(async (tx) => {
    const reseller = await createReseller(tx, OPERATOR, { name: "Alone", slug: "alone" });
    const domain = await createDomain(tx, OPERATOR, {
      resellerId: toGlobalId("Reseller", reseller.id),
      name: "alone.test",
    });
    const account = await createAccount(
      tx,
      OPERATOR,
      { domainId: toGlobalId("Domain", domain.id), address: "user@alone.test", aliases: [] },
      null,
    );
    await grantAuthorization(tx, OPERATOR, { accountId: account.id, address: "sales@x.test", until: new Date(endsAt) });
    await setPolicy(tx, OPERATOR, PLATFORM_SCOPE, {
      changes: {
        schedule: [
          { at: 0, mode: "MONITOR" },
          { at: clock.time + 5 * DAY_MS, mode: "WARN" },
          { at: enforceAt, mode: "ENFORCE" },
        ],
      },
    });
  });
  const replica = await openReplica(platform, { clock });
  await replica.follow();
  await platform.close();
  await expect(replica.sync.step()).rejects.toThrow("cannot be reached");

  const verdicts = (source: typeof replica.source, time: number) => {
    clock.time = time;
    const ask = (sender: string) =>
      source.decide({ login: "user@alone.test", reversePath: writtenReversePath(sender) });
    return [ask("sales@x.test"), ask("boss@x.test"), ask("user@alone.test")].map(
      ({ verdict, reason }) => `${verdict} ${reason}`,
    );
  };
  const allowed = "ALLOW AUTHORIZED";
  const own = "ALLOW OWN_ADDRESS";
  expect(verdicts(replica.source, clock.time)).toEqual([allowed, "ALLOW NOT_AUTHORIZED", own]);
  expect(verdicts(replica.source, enforceAt - 1)).toEqual([allowed, "WARN NOT_AUTHORIZED", own]);
  expect(verdicts(replica.source, enforceAt)).toEqual([allowed, "DENY NOT_AUTHORIZED", own]);
  await replica.stop();

  const restarted = await openReplica(platform, { clock, folder: replica.folder });
  expect(verdicts(restarted.source, endsAt - 1)).toEqual([allowed, "DENY NOT_AUTHORIZED", own]);
  expect(verdicts(restarted.source, endsAt)).toEqual(["DENY EXPIRED", "DENY NOT_AUTHORIZED", own]);
  expect(restarted.source.freshness().ageMs).toBeGreaterThan(10 * DAY_MS);
});

it("holds chosen domains only, and gives no answer for the logins of others", async () => {
  const platform = await startPlatform("SQLite");
  await platform.database.write(async (tx) => {
    const reseller = await createReseller(tx, OPERATOR, { name: "Two", slug: "two" });
    for (const name of ["held.test", "foreign.test"]) {
      const domain = await createDomain(tx, OPERATOR, { resellerId: toGlobalId("Reseller", reseller.id), name });
      const input = { domainId: toGlobalId("Domain", domain.id), address: `user@${name}`, aliases: [] };
      await createAccount(tx, OPERATOR, input, null);
    }
  });
  const replica = await openReplica(platform, { clock: { now: () => new Date() }, domains: ["held.test"] });
  await replica.follow();
  const ask = (login: string) => replica.source.decide({ login, reversePath: writtenReversePath(login) }).reason;
  expect(ask("user@held.test")).toBe("OWN_ADDRESS");
  expect(ask("nobody@held.test")).toBe("OWN_ADDRESS");
  expect(() => ask("user@foreign.test")).toThrow("does not hold");
  expect(() => ask("bare-name")).toThrow("does not hold");
});

it("gives no answer before its first copy, or lets pass where that was asked for", async () => {
  const platform = await startPlatform("SQLite");
  const clock = { now: () => new Date() };
  const question = { login: "user@x.test", reversePath: writtenReversePath("boss@x.test") };
  const defers = await openReplica(platform, { clock });
  expect(() => defers.source.decide(question)).toThrow("no copy");
  const allows = await openReplica(platform, { clock, whenUnsynced: "allow" });
  expect(allows.source.decide(question)).toMatchObject({ verdict: "ALLOW", wouldDeny: true, revision: 0 });
});

it("lists who owns an address or a whole domain: own address, alias, authorization", async () => {
  const platform = await startPlatform("SQLite");
  await platform.database.write(async (tx) => {
    const reseller = await createReseller(tx, OPERATOR, { name: "Owners", slug: "owners" });
    const domain = await createDomain(tx, OPERATOR, {
      resellerId: toGlobalId("Reseller", reseller.id),
      name: "owners.test",
    });
    for (const name of ["anna", "bert"]) {
      const input = {
        domainId: toGlobalId("Domain", domain.id),
        address: `${name}@owners.test`,
        aliases: [`${name}.alias@owners.test`],
      };
      const account = await createAccount(tx, OPERATOR, input, null);
      await grantAuthorization(tx, OPERATOR, { accountId: account.id, address: "shared@x.test" });
      if (name === "anna")
        await grantAuthorization(tx, OPERATOR, { accountId: account.id, address: "bert@owners.test" });
    }
  });
  const replica = await openReplica(platform, { clock: { now: () => new Date() } });
  await replica.follow();
  const ownersOf = async (address: string) => [...(await replica.source.owners.ownersOfAddress(address))].sort();
  // An account signs in by any of its addresses.
  const [anna, bert] = [
    ["anna.alias@owners.test", "anna@owners.test"],
    ["bert.alias@owners.test", "bert@owners.test"],
  ];
  expect(await ownersOf("shared@x.test")).toEqual([...anna, ...bert]);
  expect(await ownersOf("bert@owners.test")).toEqual([...anna, ...bert]);
  expect(await ownersOf("anna.alias@owners.test")).toEqual(anna);
  // A login of a hosted domain that is no account may use its own address, where policy lets it send at all.
  expect(await ownersOf("nobody@owners.test")).toEqual(["nobody@owners.test"]);
  expect(await ownersOf("nobody@elsewhere.test")).toEqual([]);
  expect(await replica.source.owners.ownersOfDomain("x.test")).toEqual([]);
});
