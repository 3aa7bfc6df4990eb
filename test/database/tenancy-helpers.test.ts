import { beforeAll, describe, expect, it } from "vitest";
import { keysOf } from "../../src/config/keys.js";
import type { Database } from "../../src/database/index.js";
import { type DomainError, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { BulkCall } from "../../src/tenancy/bulk-call.entity.js";
import {
  Account,
  brandingFor,
  Domain,
  deleteDomain,
  deleteReseller,
  findAccountReceivingAt,
  findHostedDomain,
  forgetBulkCalls,
  Reseller,
} from "../../src/tenancy/index.js";
import { createAccount } from "../../src/tenancy/operations/create-account.js";
import { createAccounts } from "../../src/tenancy/operations/create-accounts.js";
import { createDomain } from "../../src/tenancy/operations/create-domain.js";
import { moveReseller } from "../../src/tenancy/operations/move-reseller.js";
import { describeOnEachEngine, openTestDatabase } from "../support/engines.js";
import { plantAccounts, plantDomain, plantReseller } from "./tenancy-rows.js";

describeOnEachEngine("the tenant tree", (engine) => {
  let database: Database;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });

  it("inherits each part of the branding from the nearest reseller that sets it", async () => {
    const top = await plantReseller(database, { brandName: "Top Mail", language: "de" });
    const middle = await plantReseller(database, { parent: top, supportContact: "+44 1632 960111" });
    const low = await plantReseller(database, { parent: middle, language: "fr" });
    const bare = await plantReseller(database);
    expect(await brandingFor(database.reader, low.path)).toEqual({
      brandName: "Top Mail",
      supportContact: "+44 1632 960111",
      panelUrl: null,
      language: "fr",
      timeZone: "UTC",
      colour: null,
      logo: null,
    });
    expect(await brandingFor(database.reader, bare.path)).toEqual({
      // Made by the operator, so its name is the operator's word.
      brandName: expect.stringMatching(/^reseller-/),
      supportContact: null,
      panelUrl: null,
      language: "en",
      timeZone: "UTC",
      colour: null,
      logo: null,
    });
  });

  it("finds accounts by login and by alias, and domains by name", async () => {
    const domain = await plantDomain(database, await plantReseller(database), "found.test");
    const input = { domainId: domain.globalId, address: "Login@found.test", aliases: ["Alias@found.test"] };
    const account = await database.write((tx) => createAccount(tx, SYSTEM_ACTOR, input, null));
    const { reader } = database;
    expect(await findAccountReceivingAt(reader, "login@found.test")).toMatchObject({ id: account.id });
    expect(await findAccountReceivingAt(reader, "alias@found.test")).toMatchObject({ id: account.id });
    expect(await findAccountReceivingAt(reader, "nobody@found.test")).toBeNull();
    expect(await findHostedDomain(reader, "found.test")).toMatchObject({ id: domain.id });
    expect(await findHostedDomain(reader, "www.found.test")).toBeNull();
  });

  it("never loses a domain that is made while its reseller moves", async () => {
    const reseller = await plantReseller(database);
    const targets = [await plantReseller(database), await plantReseller(database)];
    const moves = targets.map(({ id }) => database.write((tx) => moveReseller(tx, SYSTEM_ACTOR, reseller.id, id)));
    const made = Array.from({ length: 10 }, (_, index) =>
      database.write((tx) =>
        createDomain(tx, SYSTEM_ACTOR, { resellerId: reseller.globalId, name: `moving-${index}.test` }),
      ),
    );
    await Promise.all([...moves, ...made]);
    const { path } = await database.reader.findOneByOrFail(Reseller, { id: reseller.id });
    const domains = await database.reader.findBy(Domain, { resellerId: reseller.id });
    expect(domains).toHaveLength(10);
    expect(new Set(domains.map(({ resellerPath }) => resellerPath))).toEqual(new Set([path]));
  });

  it("never lets two moves put each below the other", async () => {
    const one = await plantReseller(database);
    const other = await plantReseller(database);
    const answers = await Promise.allSettled([
      database.write((tx) => moveReseller(tx, SYSTEM_ACTOR, one.id, other.id)),
      database.write((tx) => moveReseller(tx, SYSTEM_ACTOR, other.id, one.id)),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("forgets old answers to batches, and only those", async () => {
    const domain = await plantDomain(database, await plantReseller(database));
    const items = [{ domainId: domain.globalId, address: `one@${domain.name}` }];
    await createAccounts(database, SYSTEM_ACTOR, { idempotencyKey: "old", items }, keysOf("secret").bulkCall);
    const call = await database.reader.findOneByOrFail(BulkCall, { idempotencyKey: "old" });
    expect(await database.write((tx) => forgetBulkCalls(tx, call.createdAt))).toBe(0);
    expect(await database.write((tx) => forgetBulkCalls(tx, new Date(call.createdAt.getTime() + 1)))).toBe(1);
  });

  describe("with more accounts than one deletion takes", () => {
    let reseller: Reseller;
    let domain: Domain;

    beforeAll(async () => {
      reseller = await plantReseller(database);
      domain = await plantDomain(database, reseller, "large.test");
      await plantAccounts(database, domain, 10_001);
    });

    it("refuses to delete a domain or reseller, saying what to delete first", async () => {
      const ofDomain = await refusalOf(
        database.write((tx) => deleteDomain(tx, SYSTEM_ACTOR, domain.id, { cascade: true })),
      );
      expect(ofDomain).toMatchObject({ code: "CONFLICT", message: expect.stringContaining("10000 accounts") });
      const ofReseller = await refusalOf(
        database.write((tx) => deleteReseller(tx, SYSTEM_ACTOR, reseller.id, { cascade: true })),
      );
      expect(ofReseller).toMatchObject({
        code: "CONFLICT",
        message: expect.stringContaining("large.test (10001 accounts)"),
      });
      expect(await database.reader.countBy(Account, { domainId: domain.id })).toBe(10_001);
    });

    it("deletes one fewer in one transaction", async () => {
      await database.write((tx) => tx.manager.delete(Account, { addressKey: "user0@large.test" }));
      await database.write((tx) => deleteReseller(tx, SYSTEM_ACTOR, reseller.id, { cascade: true }));
      expect(await database.reader.countBy(Account, { domainId: domain.id })).toBe(0);
      expect(await database.reader.countBy(Reseller, { id: reseller.id })).toBe(0);
    });
  });
});

async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  try {
    await work;
  } catch (error) {
    return error as DomainError;
  }
  throw new Error("it was not refused");
}
