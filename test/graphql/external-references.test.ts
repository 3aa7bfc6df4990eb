import { expect } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import { recordStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { plantReseller, plantTenant } from "./tenancy-tree.js";

const CREATE = `mutation ($items: [CreateAccountInput!]!, $key: String!) {
  createAccounts(input: { idempotencyKey: $key, items: $items }) {
    accounts { id externalReference } errors { reason field }
  }
}`;
const UPDATE = {
  Account: `mutation ($id: ID!, $input: UpdateAccountInput!) {
    updated: updateAccount(id: $id, input: $input) { account { id externalReference updatedAt } errors { reason path } }
  }`,
  Domain: `mutation ($id: ID!, $input: UpdateDomainInput!) {
    updated: updateDomain(id: $id, input: $input) { domain { id externalReference updatedAt } errors { reason path } }
  }`,
  Reseller: `mutation ($id: ID!, $input: UpdateResellerInput!) {
    updated: updateReseller(id: $id, input: $input) { reseller { id externalReference updatedAt } errors { reason path } }
  }`,
};
const FIND = `query ($reference: String!) {
  account: accountByReference(externalReference: $reference) { id }
  domain: domainByReference(externalReference: $reference) { id }
  reseller: resellerByReference(externalReference: $reference) { id }
}`;

interface Updated {
  readonly updated: { readonly errors: { readonly reason: string; readonly path: string[] }[] };
}

async function update(api: TestApi, actor: Actor, kind: keyof typeof UPDATE, id: string, input: object) {
  return (await api.succeed<Updated>(actor, UPDATE[kind], { id, input })).updated;
}

function find(api: TestApi, actor: Actor, reference: string) {
  return api.succeed<Record<string, { id: string } | null>>(actor, FIND, { reference });
}

describeInWorld("an external reference", (it) => {
  it("finds a reseller, a domain and an account by what its panel knows them by", async ({ api, tenants }) => {
    const { north } = tenants;
    const below = await plantReseller(api, "referenced-below", north.id);
    const reference = "crm 4711";
    for (const [kind, id] of [
      ["Account", north.account.id],
      ["Domain", north.domain.id],
      ["Reseller", below.id],
    ] as const) {
      expect((await update(api, north.actor, kind, id, { externalReference: reference })).errors).toEqual([]);
    }
    expect(await find(api, north.actor, reference)).toEqual({
      account: { id: north.account.id },
      domain: { id: north.domain.id },
      reseller: { id: below.id },
    });
    await update(api, north.actor, "Account", north.account.id, { externalReference: null });
    expect((await find(api, north.actor, reference)).account).toBeNull();
  });

  it("is unique among those of the reseller that said it, and no other reseller's business", async ({
    api,
    tenants,
  }) => {
    const { south } = tenants;
    const other = await plantTenant(api, "referenced-other");
    const key = "of-both";
    const item = (domain: { id: string; name: string }, name: string, externalReference: string) => ({
      domainId: domain.id,
      address: `${name}@${domain.name}`,
      externalReference,
    });
    for (const { actor, domain } of [south, other]) {
      await api.succeed(actor, CREATE, { key, items: [item(domain, "first", "same")] });
    }
    const found = await Promise.all([south, other].map(({ actor }) => find(api, actor, "same")));
    expect(found[0]?.account?.id).not.toBe(found[1]?.account?.id);
    expect((await find(api, OPERATOR, "same")).account).toBeNull();
    const { domain, actor } = south;
    const taken = await api.succeed<{ createAccounts: { errors: object[] } }>(actor, CREATE, {
      key: "taken",
      items: [item(domain, "second", "same"), item(domain, "third", "new"), item(domain, "fourth", "new")],
    });
    expect(taken.createAccounts.errors).toEqual([
      { reason: "REFERENCE_TAKEN", field: "input.items[0].externalReference" },
      { reason: "REFERENCE_TAKEN", field: "input.items[2].externalReference" },
    ]);
    // Said again it is so already.
    const id = found[0]?.account?.id ?? "";
    expect((await update(api, actor, "Account", id, { externalReference: "same" })).errors).toEqual([]);
  });

  it("is text that a system writes, and a mailbox's user does not set it", async ({ api, tenants }) => {
    const { account, actor } = tenants.north;
    for (const [externalReference, reason] of [
      ["ü", "ID_MALFORMED"],
      [" a", "ID_MALFORMED"],
      ["x".repeat(129), "TEXT_TOO_LONG"],
    ]) {
      const { errors } = await update(api, actor, "Account", account.id, { externalReference });
      expect(errors).toMatchObject([{ reason, path: ["input", "externalReference"] }]);
    }
    const own = await update(api, account.actor, "Account", account.id, { externalReference: "mine" });
    expect(own.errors).toMatchObject([{ reason: "ADMINISTRATOR_ONLY" }]);
  });

  it("is looked up by its index", async ({ api, tenants }) => {
    const statements = await recordStatements(api.database, async () => {
      await find(api, tenants.north.actor, "nobody's");
    });
    expect(statements.filter(({ text }) => /FROM .(account|domain|reseller)/.test(text))).toHaveLength(3);
  });
});

describeInWorld("what was changed meanwhile", (it) => {
  it("is not overwritten by whoever has seen it before: account and domain", async ({ api, tenants, clock }) => {
    const { north } = tenants;
    const seen = clock.now().toISOString();
    clock.advance(1_000);
    for (const [kind, id] of [
      ["Account", north.account.id],
      ["Domain", north.domain.id],
    ] as const) {
      const input = (externalReference: string) => ({ externalReference, ifUpdatedAt: seen });
      await update(api, north.actor, kind, id, { externalReference: `first ${kind}` });
      const { errors } = await update(api, OPERATOR, kind, id, input("second"));
      expect(errors).toMatchObject([{ reason: "VERSION_CHANGED", path: ["input", "ifUpdatedAt"] }]);
    }
  });

  it("the same for an administrator and a webhook, of which nobody has changed anything at first", async ({
    api,
    tenants,
  }) => {
    const scope = { resellerId: tenants.north.id };
    const { createAdministrator, createWebhook } = await api.succeed<
      Record<string, { id: string; webhook: { id: string } }>
    >(
      OPERATOR,
      `mutation ($scope: ScopeInput!) {
        createAdministrator(input: { login: "versioned", password: "a long password", scope: $scope }) { id }
        createWebhook(input: { scope: $scope, name: "Panel", url: "https://panel.example/hook" }) { webhook { id } }
      }`,
      { scope },
    );
    const change = `mutation ($admin: ID!, $webhook: ID!) {
      admin: updateAdministrator(input: { id: $admin, language: "de", ifUpdatedAt: null }) { errors { reason } }
      webhook: updateWebhook(input: { id: $webhook, name: "Other", ifUpdatedAt: null }) { errors { reason } }
    }`;
    const variables = { admin: createAdministrator?.id, webhook: createWebhook?.webhook.id };
    expect(await api.succeed(OPERATOR, change, variables)).toEqual({ admin: { errors: [] }, webhook: { errors: [] } });
    const changed = { errors: [{ reason: "VERSION_CHANGED" }] };
    expect(await api.succeed(OPERATOR, change, variables)).toEqual({ admin: changed, webhook: changed });
  });
});
