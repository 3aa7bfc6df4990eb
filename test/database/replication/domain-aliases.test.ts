import { expect, it } from "vitest";
import { checksumsOf } from "../../../src/agent/copy/copy-checksums.js";
import { mapEntries } from "../../../src/agent/postfix-map/map-entries.js";
import { grantAuthorization } from "../../../src/authorizations/index.js";
import { replicaChecksums } from "../../../src/gateways/full-copy/copy-checksums.js";
import { toGlobalId } from "../../../src/graphql/index.js";
import { required, writtenReversePath } from "../../../src/kernel/index.js";
import { createAccount } from "../../../src/tenancy/operations/create-account.js";
import { createDomain } from "../../../src/tenancy/operations/create-domain.js";
import { createDomainAlias } from "../../../src/tenancy/operations/create-domain-alias.js";
import { createReseller } from "../../../src/tenancy/operations/create-reseller.js";
import { deleteDomainAlias } from "../../../src/tenancy/operations/delete-domain-alias.js";
import { OPERATOR } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { openReplica, startPlatform, type TestReplica } from "./platform.js";

describeOnEachEngine("a copy of a domain with an alias", (engine) => {
  const clock = { now: () => new Date("2027-04-11T12:00:00Z") };

  it("holds the alias with the domain, for decisions, owners, map and checksums, until it is deleted", async () => {
    const platform = await startPlatform(engine, clock);
    const { database } = platform;
    const domainId = await database.write(async (tx) => {
      const { id } = await createReseller(tx, OPERATOR, { name: "Map", slug: "map" });
      const domain = await createDomain(tx, OPERATOR, { resellerId: toGlobalId("Reseller", id), name: "cobalt.test" });
      const at = (local: string) => ({ domainId: toGlobalId("Domain", domain.id), address: `${local}@cobalt.test` });
      await createAccount(tx, OPERATOR, { ...at("anna"), aliases: ["info@cobalt.test"] }, null);
      const bert = await createAccount(tx, OPERATOR, { ...at("bert"), aliases: [] }, null);
      await grantAuthorization(tx, OPERATOR, { accountId: bert.id, address: "info@also.test" });
      return toGlobalId("Domain", domain.id);
    });
    const options = { clock, domains: ["cobalt.test"], holdsAddresses: true };
    const followed = await openReplica(platform, options);
    await followed.follow();
    const before = mapOf(followed);
    const alias = await database.write((tx) => createDomainAlias(tx, OPERATOR, { domainId, name: "also.test" }));
    await followed.follow();

    const reasonOf = ({ source }: TestReplica, login: string, reversePath: string) =>
      source.decide({ login, reversePath: writtenReversePath(reversePath) }).reason;
    const anna = ["anna@cobalt.test", "anna@also.test", "info@cobalt.test", "info@also.test"];
    const bert = ["bert@cobalt.test", "bert@also.test"];
    const fresh = await openReplica(platform, options);
    await fresh.follow();
    for (const replica of [followed, fresh]) {
      expect(reasonOf(replica, "anna@cobalt.test", "info@also.test")).toBe("ALIAS");
      expect(reasonOf(replica, "bert@also.test", "bert+x@also.test")).toBe("SUBADDRESS");
      expect(reasonOf(replica, "bert@cobalt.test", "anna@also.test")).toBe("NOT_AUTHORIZED");
      expect(reasonOf(replica, "ghost@also.test", "ghost@also.test")).toBe("OWN_ADDRESS");
      expect(reasonOf(replica, "ghost@also.test", "ghost@cobalt.test")).toBe("OWN_ADDRESS");
      expect(mapOf(replica)).toEqual({
        "anna@also.test": [...anna].sort(),
        "anna@cobalt.test": [...anna].sort(),
        "bert@also.test": [...bert].sort(),
        "bert@cobalt.test": [...bert].sort(),
        "info@cobalt.test": [...anna].sort(),
        // A right of its own at the alias, and what the domain has.
        "info@also.test": [...anna, ...bert].sort(),
      });
      const store = required(replica.source.store);
      expect(required(replica.source.owners).ownersOfAddress("anna@also.test")).toEqual(expect.arrayContaining(anna));
      const ghosts = required(replica.source.owners).ownersOfAddress("ghost@cobalt.test");
      expect(ghosts).toEqual(["ghost@cobalt.test", "ghost@also.test"]);
      const own = required(await checksumsOf(store, () => true));
      const names = ["cobalt.test", "also.test"];
      const { domains } = await replicaChecksums(database, names, store.nature.hashKey);
      expect(domains.map(({ name, checksum }) => [name, checksum]).sort()).toEqual(
        names.map((name) => [name, own.byName.get(name)?.checksum]).sort(),
      );
    }

    await database.write((tx) => deleteDomainAlias(tx, OPERATOR, alias.id));
    await followed.follow();
    expect(reasonOf(followed, "anna@cobalt.test", "info@also.test")).toBe("NOT_AUTHORIZED");
    // With the alias goes what was given there.
    expect(mapOf(followed)).toEqual(
      Object.fromEntries(Object.entries(before).filter(([key]) => key !== "info@also.test")),
    );
  });
});

function mapOf({ source }: TestReplica): Record<string, string[]> {
  const entries = [...mapEntries(required(source.store), Date.parse("2027-04-11T12:00:00Z"), () => {})];
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  return Object.fromEntries(entries.map(({ key, logins }) => [key, [...new Set(logins)].sort()]));
}
