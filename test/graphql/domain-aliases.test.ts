import { beforeAll, expect, it } from "vitest";
import { Authorization, Identity } from "../../src/authorizations/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { Domain } from "../../src/tenancy/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  auditActionsOf,
  type CreatedTenant,
  feedOf,
  innerIdOf,
  plantAccount,
  plantReseller,
  plantTenant,
} from "./tenancy-tree.js";
import { ADD_IDENTITY } from "./verification-mailbox.js";

const CREATE = `mutation ($input: CreateDomainAliasInput!) {
  createDomainAlias(input: $input) { domain { id name proof aliasOf { id } } }
}`;
const DELETE = "mutation ($id: ID!) { deleteDomainAlias(id: $id) }";
const CONFIRM = "mutation ($ids: [ID!]!) { confirmDomains(ids: $ids) { proof } }";
const DECIDE =
  "query ($login: String!, $sender: String!) { authorizeSender(login: $login, sender: $sender) { verdict reason } }";
const GRANT = "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }";
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";
const ALIASES = "query ($id: ID!) { domain(id: $id) { domainAliases(first: 5) { edges { node { name proof } } } } }";
const MOVE = "mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { id } }";
const SENDABLE = `query ($id: ID!) { account(id: $id) {
  sendableAddresses(first: 20) { totalCount edges { node { address source state } } }
} }`;

interface Made {
  readonly id: string;
  readonly name: string;
  readonly proof: string;
  readonly aliasOf: { readonly id: string };
}

describeOnEachEngine("a domain alias", (engine) => {
  let api: TestApi;
  let count = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
    const schedule = [{ at: "2020-01-01T00:00:00Z", mode: "ENFORCE" }];
    await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, schedule } });
  });

  const tenant = () => plantTenant(api, `bakery${++count}`);
  const confirm = (id: string) => api.succeed(OPERATOR, CONFIRM, { ids: [id] });
  const rowOf = (id: string) => api.database.reader.findOneBy(Domain, { id: innerIdOf(id) });

  async function add({ domain }: CreatedTenant, actor: Actor, name = `alias-${domain.name}`): Promise<Made> {
    const input = { domainId: domain.id, name };
    const made = await api.succeed<{ createDomainAlias: { domain: Made } }>(actor, CREATE, { input });
    return made.createDomainAlias.domain;
  }

  async function decide(login: string, sender: string): Promise<string> {
    const data = await api.succeed<{ authorizeSender: { reason: string } }>(OPERATOR, DECIDE, { login, sender });
    return data.authorizeSender.reason;
  }

  it("stands for the domain once it is proven, and is a name to sign in with before", async () => {
    const planted = await tenant();
    const { account, neighbour, domain, actor } = planted;
    const press = await plantAccount(api, domain.id, `press@${domain.name}`, [`news@${domain.name}`]);
    await api.succeed(OPERATOR, GRANT, { input: { accountId: account.id, address: neighbour.address } });
    const alias = await add(planted, actor);
    expect(alias).toMatchObject({ proof: "UNPROVEN", aliasOf: { id: domain.id } });
    const at = (local: string) => `${local}@${alias.name}`;
    expect(await decide(at("user"), account.address)).toBe("OWN_ADDRESS");
    expect(await decide(at("user"), at("user"))).toBe("OWN_ADDRESS");
    expect(await decide(account.address, at("user"))).toBe("NOT_AUTHORIZED");
    expect(await decide(account.address, at("user+x"))).toBe("NOT_AUTHORIZED");
    expect(await decide(account.address, at("neighbour"))).toBe("NOT_AUTHORIZED");

    await confirm(alias.id);
    expect(await decide(account.address, at("user"))).toBe("ALIAS");
    expect(await decide(account.address, at("User+x"))).toBe("SUBADDRESS");
    expect(await decide(account.address, at("neighbour"))).toBe("AUTHORIZED");
    expect(await decide(account.address, at("neighbour+x"))).toBe("SUBADDRESS");
    expect(await decide(press.address, at("news"))).toBe("ALIAS");
    expect(await decide(at("news"), press.address)).toBe("OWN_ADDRESS");
    expect(await decide(press.address, at("user"))).toBe("NOT_AUTHORIZED");
    // Which characters begin a subaddress is for the domain to say.
    await api.succeed(domain.actor, SET_POLICY, {
      input: { scope: { domainId: domain.id }, subaddressDelimiters: "-" },
    });
    expect(await decide(account.address, at("user-x"))).toBe("SUBADDRESS");
    expect(await decide(account.address, at("user+x"))).toBe("NOT_AUTHORIZED");
    expect(await decide(at("user-x"), account.address)).toBe("OWN_ADDRESS");
    // What is another mailbox there is another's here.
    await plantAccount(api, domain.id, `user-ceo@${domain.name}`);
    expect(await decide(account.address, at("user-ceo"))).toBe("NOT_AUTHORIZED");
    expect(await auditActionsOf(api, alias.id)).toEqual(["domain.created", "domain.proven"]);
    expect(await feedOf(api, alias.id)).toMatchObject([
      { isProven: false, aliasOfId: innerIdOf(domain.id) },
      { isProven: true, aliasOfId: innerIdOf(domain.id) },
    ]);
  });

  it("is another name of whoever signs in and is not known yet, once it is proven", async () => {
    const planted = await tenant();
    const alias = await add(planted, planted.actor);
    const [there, here] = [`ghost@${alias.name}`, `ghost@${planted.domain.name}`];
    expect(await decide(there, here)).toBe("UNKNOWN_LOGIN");
    await confirm(alias.id);
    expect(await decide(there, here)).toBe("OWN_ADDRESS");
    expect(await decide(there, there)).toBe("OWN_ADDRESS");
    expect(await decide(here, there)).toBe("ALIAS");
    expect(await decide(there, here.replace("@", "+x@"))).toBe("SUBADDRESS");
    expect(await decide(there, planted.account.address)).toBe("UNKNOWN_LOGIN");
  });

  it("has nothing of its own: no accounts, aliases, state, policy, place and aliases", async () => {
    const planted = await tenant();
    const alias = await add(planted, OPERATOR);
    const id = { id: alias.id };
    const input = { domainId: alias.id };
    const refusals: [document: string, variables: Record<string, unknown>][] = [
      [CREATE, { input: { ...input, name: "second.test" } }],
      [
        "mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }",
        {
          input: { ...input, address: `a@${alias.name}` },
        },
      ],
      [
        "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }",
        {
          id: planted.account.id,
          address: `a@${alias.name}`,
        },
      ],
      ["mutation ($id: ID!) { suspendDomain(id: $id) { id } }", id],
      [MOVE, { ...id, to: (await plantReseller(api, `away${count}`)).id }],
      [SET_POLICY, { input: { scope: input, subaddressDelimiters: "-" } }],
    ];
    for (const [document, variables] of refusals) {
      const { extensions } = await api.refuse(OPERATOR, document, variables);
      expect([document, extensions]).toEqual([document, expect.objectContaining({ reason: "IS_DOMAIN_ALIAS" })]);
    }
    const taken = { input: { domainId: planted.domain.id, name: alias.name.toUpperCase() } };
    expect((await api.refuse(OPERATOR, CREATE, taken)).extensions).toMatchObject({ reason: "DOMAIN_TAKEN" });
  });

  it("is made and deleted by the domain's resellers, shown to its administrators, and to nobody else", async () => {
    const [planted, other] = [await tenant(), await tenant()];
    const { domain, actor, account } = planted;
    const input = { domainId: domain.id, name: `stolen-${domain.name}` };
    for (const stranger of [other.actor, other.domain.actor]) {
      expect((await api.refuse(stranger, CREATE, { input })).extensions.code).toMatch(/NOT_FOUND|FORBIDDEN/);
    }
    expect((await api.refuse(domain.actor, CREATE, { input })).extensions.code).toBe("FORBIDDEN");
    const alias = await add(planted, actor);
    expect(await api.succeed(domain.actor, ALIASES, { id: domain.id })).toEqual({
      domain: { domainAliases: { edges: [{ node: { name: alias.name, proof: "UNPROVEN" } }] } },
    });
    const record = "mutation ($id: ID!) { requestDomainProof(id: $id) { proofRecord { name } } }";
    expect(await api.succeed(domain.actor, record, { id: alias.id })).toMatchObject({
      requestDomainProof: { proofRecord: { name: expect.stringContaining(alias.name) } },
    });
    for (const stranger of [other.actor, other.domain.actor]) {
      expect((await api.refuse(stranger, DELETE, { id: alias.id })).extensions.code).toMatch(/NOT_FOUND|FORBIDDEN/);
      const seen = "query ($id: ID!) { domain(id: $id) { id } }";
      expect((await api.refuse(stranger, seen, { id: alias.id })).extensions.code).toBe("NOT_FOUND");
    }
    await confirm(alias.id);
    expect(await decide(account.address, `user@${alias.name}`)).toBe("ALIAS");
    await api.succeed(actor, DELETE, { id: alias.id });
    expect(await decide(account.address, `user@${alias.name}`)).toBe("NOT_AUTHORIZED");
    expect(await rowOf(domain.id)).not.toBeNull();
  });

  it("is a conflict for the operator where other tenants hold authorizations in it", async () => {
    const [planted, holder] = [await tenant(), await tenant()];
    const name = `held-${planted.domain.name}`;
    const input = { accountId: holder.account.id, address: `user@${name}`, reason: "asked her" };
    await api.succeed(OPERATOR, GRANT, { input });
    const alias = await add(planted, OPERATOR, name);
    expect((await rowOf(alias.id))?.conflictAt).not.toBeNull();
    expect(await decide(planted.account.address, `user@${name}`)).toBe("NOT_AUTHORIZED");
    expect(await decide(holder.account.address, `user@${name}`)).toBe("AUTHORIZED");
  });

  it("moves with the domain, and goes with it and what rested on it", async () => {
    const [planted, holder] = [await tenant(), await tenant()];
    const { domain, account } = planted;
    const alias = await add(planted, OPERATOR);
    const reseller = await plantReseller(api, `heir${count}`);
    await api.succeed(OPERATOR, MOVE, { id: domain.id, to: reseller.id });
    expect((await rowOf(alias.id))?.resellerPath).toBe(reseller.path);
    expect(await decide(account.address, `user@${alias.name}`)).toBe("ALIAS");

    const stateOf = async (address: string) => {
      const identity = await api.database.reader.findOneByOrFail(Identity, { addressKey: address });
      const accountId = innerIdOf(holder.account.id);
      return (await api.database.reader.findOneByOrFail(Authorization, { identityId: identity.id, accountId })).state;
    };
    for (const local of ["user", "info"]) {
      const input = { accountId: holder.account.id, address: `${local}@${alias.name}`, reason: "asked" };
      await api.succeed(OPERATOR, GRANT, { input });
    }
    await api.succeed(OPERATOR, "mutation ($id: ID!) { deleteAccount(id: $id) }", { id: account.id });
    expect(await stateOf(`user@${alias.name}`)).toBe("REVOKED");
    expect(await stateOf(`info@${alias.name}`)).toBe("AUTHORIZED");
    await api.succeed(OPERATOR, "mutation ($id: ID!) { deleteDomain(id: $id, cascade: true) }", { id: domain.id });
    expect(await rowOf(alias.id)).toBeNull();
    expect(await stateOf(`info@${alias.name}`)).toBe("REVOKED");
    expect((await feedOf(api, alias.id)).at(-1)).toMatchObject({ kind: "DOMAIN_REMOVED" });
  });

  it("has its addresses asked for as those of the domain", async () => {
    const [planted, asker] = [await tenant(), await tenant()];
    const { domain, account, neighbour } = planted;
    const alias = await add(planted, OPERATOR);
    const ask = async (accountId: string, address: string, actor: Actor) => {
      const input = { accountId, address, displayName: "Shop" };
      const data = await api.succeed<{ addIdentity: { state: string } }>(actor, ADD_IDENTITY, { input });
      return data.addIdentity.state;
    };
    expect(await ask(account.id, `user@${alias.name}`, account.actor)).toBe("AUTHORIZED");
    expect(await ask(account.id, `user+x@${alias.name}`, account.actor)).toBe("AUTHORIZED");
    expect(await ask(neighbour.id, `user@${alias.name}`, OPERATOR)).toBe("AUTHORIZED");
    expect(await ask(asker.account.id, `user@${alias.name}`, asker.account.actor)).toBe("PENDING");
    const waiting =
      "{ approvals(first: 5) { edges { node { domain { name } authorization { identity { address } } } } } }";
    expect(await api.succeed(domain.actor, waiting)).toEqual({
      approvals: {
        edges: [
          { node: { domain: { name: domain.name }, authorization: { identity: { address: `user@${alias.name}` } } } },
        ],
      },
    });
  });

  it("is in the list of what an account sends as", async () => {
    const planted = await tenant();
    const { account } = planted;
    const alias = await add(planted, OPERATOR);
    const input = { accountId: account.id, address: `user@${alias.name}`, displayName: "Shop" };
    await api.succeed(account.actor, ADD_IDENTITY, { input });
    expect(await api.succeed(account.actor, SENDABLE, { id: account.id })).toEqual({
      account: {
        sendableAddresses: {
          totalCount: 2,
          edges: [
            { node: { address: account.address, source: "OWN_ADDRESS", state: "ALLOWED" } },
            { node: { address: `user@${alias.name}`, source: "ALIAS", state: "ALLOWED" } },
          ],
        },
      },
    });
    const found = "query ($address: String!) { accountByAddress(address: $address) { address } }";
    expect(await api.succeed(OPERATOR, found, { address: `user@${alias.name}` })).toEqual({
      accountByAddress: { address: account.address },
    });
  });
});
