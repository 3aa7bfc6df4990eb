import { expect } from "vitest";
import type { PlacesNamed } from "../../src/database/find-refused.js";
import { findingOut, findRefused, type Transaction } from "../../src/database/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import type { GlobalId } from "../../src/kernel/index.js";
import { insertAccounts } from "../../src/tenancy/account-insertion.js";
import { NO_PASSWORD } from "../../src/tenancy/account-password.js";
import { type BatchItem, oneByOne, placeIn, placesNamed } from "../../src/tenancy/batch.js";
import { addAccountAlias } from "../../src/tenancy/operations/add-account-alias.js";
import type { TestApi } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { type CreatedTenant, innerIdOf, plantDomain } from "./tenancy-tree.js";

type Work = (tx: Transaction, items: readonly BatchItem<string>[]) => Promise<unknown>;

/** Addresses of which one in so many is refused: it is taken, and once more because it is of no domain here. */
function addresses(count: number, oneIn: number, domain: string, taken: string): BatchItem<string>[] {
  return Array.from({ length: count }, (_, index) => {
    if (index % oneIn !== oneIn - 1) return { index, item: `a${index}@${domain}` };
    return { index, item: index % (2 * oneIn) === oneIn - 1 ? taken : "a@nowhere.test" };
  });
}

async function refusedBy(api: TestApi, items: BatchItem<string>[], work: Work, named?: PlacesNamed<BatchItem<string>>) {
  let refused: string[] = [];
  const statements = await countStatements(api.database, async () => {
    const found = await findingOut(api.database, (tx) => findRefused(tx, items, work, named));
    refused = found.map(({ item, error }) => `${item.index} ${error.reason}`).sort();
  });
  return { refused, statements };
}

/** The same by halves, and by those that the refusals name. */
async function both(api: TestApi, items: BatchItem<string>[], work: Work) {
  const halves = await refusedBy(api, items, work);
  const named = await refusedBy(api, items, work, placesNamed);
  expect(named.refused).toEqual(halves.refused);
  return { count: named.refused.length, halves: halves.statements, named: named.statements };
}

const domainOf = ({ id }: { readonly id: string }) => toGlobalId("Domain", innerIdOf(id));

const makeAccounts =
  ({ actor }: CreatedTenant, domainId: GlobalId): Work =>
  (tx, items) =>
    insertAccounts(
      tx,
      actor,
      items.map(({ item: address }) => ({ ...NO_PASSWORD, input: { domainId, address } })),
      placeIn(items),
    );

describeInWorld("finding out what a batch refuses", (it) => {
  it("takes a few statements for each that is refused of what is done at once", async ({ api, tenants }) => {
    const { north } = tenants;
    const domain = await plantDomain(api, north, "named.test");
    const work = makeAccounts(north, domainOf(domain));
    const one = await both(api, addresses(300, 300, "named.test", north.account.address), work);
    expect(one.count).toBe(1);
    expect(one.named * 3).toBeLessThan(one.halves);
    const many = await both(api, addresses(300, 10, "named.test", north.account.address), work);
    expect(many.count).toBe(30);
    expect(many.named * 3).toBeLessThan(many.halves);
    expect(many.named).toBeLessThan(one.named + 12 * many.count);
  });

  it("takes twice the work of what is done one after the other, however many are refused", async ({ api, tenants }) => {
    const { north } = tenants;
    await plantDomain(api, north, "each.test");
    const work = oneByOne((tx, address: string) =>
      addAccountAlias(tx, north.actor, innerIdOf(north.account.id), address),
    );
    const taken = await refusedBy(api, addresses(8, 8, "each.test", "b@each.test"), work, placesNamed);
    expect(taken.refused).toEqual([]);
    const some = addresses(48, 4, "each.test", north.account.address);
    const { count, halves, named } = await both(api, some, work);
    expect(count).toBe(12);
    expect(named).toBeLessThan(halves);
    expect(named).toBeLessThan((taken.statements / 8) * some.length * 2.5);
  });

  it("takes what names the same as one that is refused itself", async ({ api, tenants }) => {
    const { north } = tenants;
    const domain = await plantDomain(api, north, "twice.test");
    const items = ["a", "twice", "twice", "b"].map((name, index) => ({ index, item: `${name}@twice.test` }));
    const work: Work = (tx, some) =>
      insertAccounts(
        tx,
        north.actor,
        some.map(({ item: address, index }) => ({
          ...NO_PASSWORD,
          input: { address, domainId: domainOf(domain), ...(index === 1 && { language: "no language" }) },
        })),
        placeIn(some),
      );
    expect((await refusedBy(api, items, work, placesNamed)).refused).toEqual([expect.stringMatching(/^1 LANGUAGE/)]);
  });
});
