import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  CREATE_ACCOUNT,
  type CreatedTenant,
  type PlantedReseller,
  plantDomain,
  plantReseller,
  plantTenant,
} from "./tenancy-tree.js";

const DELETE_ACCOUNT = "mutation ($id: ID!) { deleteAccount(id: $id) }";
const DELETE_ACCOUNTS = `mutation ($ids: [ID!]!, $key: String!) {
  deleteAccounts(input: { ids: $ids, idempotencyKey: $key }) { ids }
}`;
const DELETE_DOMAIN = "mutation ($id: ID!) { deleteDomain(id: $id, cascade: true) }";
const DELETE_RESELLER = "mutation ($id: ID!) { deleteReseller(id: $id, cascade: true) }";
const RENAME = "mutation ($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { id } }";
const MOVE = "mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { id } }";
const MOVE_RESELLER = "mutation ($id: ID!, $to: ID!) { moveReseller(id: $id, parentId: $to) { id } }";
const REMOVE_ALIAS =
  "mutation ($id: ID!, $address: String!) { removeAccountAlias(accountId: $id, address: $address) { id } }";
const ADD_ALIAS =
  "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";

const ADD_DOMAIN_ALIAS = "mutation ($input: CreateDomainAliasInput!) { createDomainAlias(input: $input) { id } }";
const SYNC = `mutation ($input: SyncDomainInput!) {
  syncDomain(input: $input) { ended refused { errors { code } } }
}`;

describeOnEachEngine("what was suspended from further up", (engine) => {
  let api: TestApi;
  let count = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
  });

  async function tenant(): Promise<CreatedTenant> {
    count += 1;
    return plantTenant(api, `kept${count}`);
  }

  const suspend = (actor: Actor, kind: "Account" | "Domain" | "Reseller", id: string) =>
    api.succeed(actor, `mutation ($id: ID!) { suspend${kind}(id: $id) { id } }`, { id });

  async function expectForbidden(actor: Actor, query: string, variables: Record<string, unknown>): Promise<void> {
    const { extensions } = await api.refuse(actor, query, variables);
    expect(extensions.code).toBe("FORBIDDEN");
  }

  it("is not deleted, renamed or freed of an alias by those below", async () => {
    const { account, domain, actor } = await tenant();
    const alias = { id: account.id, address: `press@${domain.name}` };
    await api.succeed(OPERATOR, ADD_ALIAS, alias);
    await suspend(OPERATOR, "Account", account.id);
    for (const below of [domain.actor, actor]) {
      await expectForbidden(below, DELETE_ACCOUNT, { id: account.id });
      await expectForbidden(below, RENAME, { id: account.id, input: { address: `new@${domain.name}` } });
      await expectForbidden(below, REMOVE_ALIAS, alias);
    }
    await expectForbidden(actor, DELETE_DOMAIN, { id: domain.id });
    await expectForbidden(actor, DELETE_ACCOUNTS, { ids: [account.id], key: "once" });
    await api.succeed(OPERATOR, DELETE_ACCOUNT, { id: account.id });
  });

  it("is deleted by whoever suspended it, and by those above", async () => {
    const { account, neighbour, actor, domain } = await tenant();
    await suspend(domain.actor, "Account", account.id);
    await suspend(actor, "Account", neighbour.id);
    await api.succeed(domain.actor, DELETE_ACCOUNT, { id: account.id });
    await expectForbidden(domain.actor, DELETE_ACCOUNT, { id: neighbour.id });
    await api.succeed(OPERATOR, DELETE_ACCOUNT, { id: neighbour.id });
  });

  it("takes no domain along, and no reseller above it", async () => {
    const { domain, actor, id } = await tenant();
    await suspend(OPERATOR, "Domain", domain.id);
    await expectForbidden(actor, DELETE_DOMAIN, { id: domain.id });
    const below = await childOf(id);
    await suspend(OPERATOR, "Reseller", below.id);
    await expectForbidden(actor, DELETE_RESELLER, { id: below.id });
    await api.succeed(OPERATOR, DELETE_DOMAIN, { id: domain.id });
    await api.succeed(OPERATOR, DELETE_RESELLER, { id: below.id });
  });

  it("does not sign in again as nobody's by a domain alias of it that ends", async () => {
    for (const what of ["Account", "Domain", "Reseller"] as const) {
      const above = await tenant();
      count += 1;
      const { account, domain, actor, id } = await plantTenant(api, `aliased${count}`, above.id);
      const input = { domainId: domain.id, name: `also-${domain.name}` };
      const made = await api.succeed<{ createDomainAlias: { id: string } }>(OPERATOR, ADD_DOMAIN_ALIAS, { input });
      await suspend(OPERATOR, what, { Account: account.id, Domain: domain.id, Reseller: id }[what]);
      for (const below of [actor, above.actor]) {
        await expectForbidden(below, DELETE_DOMAIN, { id: made.createDomainAlias.id });
        const { syncDomain } = await api.succeed<{ syncDomain: object }>(below, SYNC, {
          input: { domainId: domain.id, domainAliases: [] },
        });
        expect(syncDomain).toEqual({ ended: 0, refused: [{ errors: [{ code: "FORBIDDEN" }] }] });
      }
      await api.succeed(OPERATOR, DELETE_DOMAIN, { id: made.createDomainAlias.id });
    }
  });

  it("does not sign in again as nobody's by an alias in another domain that ends", async () => {
    for (const what of ["Account", "Domain", "Reseller"] as const) {
      const above = await tenant();
      count += 1;
      const { account, domain, id } = await plantTenant(api, `named${count}`, above.id);
      const other = await plantDomain(api, above, `other${count}.test`);
      const alias = { id: account.id, address: `press@${other.name}` };
      await api.succeed(OPERATOR, ADD_ALIAS, alias);
      await suspend(OPERATOR, what, { Account: account.id, Domain: domain.id, Reseller: id }[what]);
      await expectForbidden(above.actor, REMOVE_ALIAS, alias);
      await expectForbidden(above.actor, DELETE_ACCOUNT, { id: account.id });
      await expectForbidden(above.actor, DELETE_DOMAIN, { id: other.id });
      await api.succeed(OPERATOR, REMOVE_ALIAS, alias);
      await api.succeed(above.actor, DELETE_DOMAIN, { id: other.id });
    }
  });

  it("gets no new name to sign in with from an account elsewhere", async () => {
    for (const what of ["Domain", "Reseller"] as const) {
      const above = await tenant();
      count += 1;
      const { domain, id } = await plantTenant(api, `renamed${count}`, above.id);
      await suspend(OPERATOR, what, { Domain: domain.id, Reseller: id }[what]);
      const address = `press@${domain.name}`;
      await expectForbidden(above.actor, ADD_ALIAS, { id: above.account.id, address });
      const input = { domainId: above.domain.id, address: `fresh@${above.domain.name}`, aliases: [address] };
      await expectForbidden(above.actor, CREATE_ACCOUNT, { input });
      await api.succeed(OPERATOR, ADD_ALIAS, { id: above.account.id, address });
    }
  });

  it("is not made anew elsewhere after its domain was deleted below a suspended reseller", async () => {
    const above = await tenant();
    count += 1;
    const { id, domain } = await plantTenant(api, `left${count}`, above.id);
    await suspend(OPERATOR, "Reseller", id);
    await expectForbidden(above.actor, DELETE_DOMAIN, { id: domain.id });
    await api.succeed(OPERATOR, DELETE_DOMAIN, { id: domain.id });
  });

  it("is not left behind by a move", async () => {
    const { actor, id } = await tenant();
    const [suspended, free] = [await childOf(id), await childOf(id)];
    const leaf = await childOf(suspended.id);
    const { createDomain } = await api.succeed<{ createDomain: { id: string } }>(
      OPERATOR,
      "mutation ($input: CreateDomainInput!) { createDomain(input: $input) { id } }",
      { input: { resellerId: suspended.id, name: `leaving${count}.test` } },
    );
    await suspend(OPERATOR, "Reseller", suspended.id);
    await expectForbidden(actor, MOVE, { id: createDomain.id, to: free.id });
    await expectForbidden(actor, MOVE_RESELLER, { id: leaf.id, to: free.id });
    // Further down it stays below what is suspended.
    await api.succeed(actor, MOVE, { id: createDomain.id, to: leaf.id });
    await api.succeed(OPERATOR, MOVE, { id: createDomain.id, to: free.id });
  });

  async function childOf(parentId: string): Promise<PlantedReseller> {
    count += 1;
    return plantReseller(api, `kept-child${count}`, parentId);
  }
});
