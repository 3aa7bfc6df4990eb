import { beforeAll, expect, it } from "vitest";
import { Authorization } from "../../src/authorizations/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  CREATE_DOMAIN,
  innerIdOf,
  type PlantedReseller,
  plantAccount,
  plantReseller,
  plantTenant,
} from "./tenancy-tree.js";
import { GRANT } from "./verification-mailbox.js";

const DOMAIN = "query ($id: ID!) { domain(id: $id) { proof provenAt } }";
const CONFLICTS = "{ domains(filter: { isConflict: true }) { edges { node { name isConflict } } } }";
const CONFIRM = "mutation ($ids: [ID!]!) { confirmDomains(ids: $ids) { name proof } }";
const TRUST = `mutation ($input: SetDomainTrustInput!) {
  setDomainTrust(input: $input) { isTrustedForDomains mailExchangers }
}`;
const SEEN = `query ($domain: String!) { authorizations(filter: { addressDomain: $domain }) { edges { node { id } } } }`;
const REVOKE = "mutation ($id: ID!) { revokeAuthorization(authorizationId: $id) { state } }";
const WIDE =
  "mutation ($input: RequestDomainAuthorizationInput!) { requestDomainAuthorization(input: $input) { state proof } }";
const DECIDE =
  "query ($login: String!, $sender: String!) { authorizeSender(login: $login, sender: $sender) { reason wouldDeny } }";
const DELETE = "mutation ($id: ID!) { deleteDomain(id: $id, cascade: true) }";

describeOnEachEngine("a domain that is not proven", (engine) => {
  let api: TestApi;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
  });

  /** A reseller makes the domain itself; nobody else's word stands behind it. */
  async function typed(name = `typed${number + 1}.test`) {
    number += 1;
    const reseller = await plantReseller(api, `maker${number}`);
    return { reseller, ...(await makeDomain(reseller, name)) };
  }

  async function makeDomain(reseller: PlantedReseller, name: string) {
    const input = { resellerId: reseller.id, name };
    const { createDomain } = await api.succeed<{ createDomain: { id: string } }>(reseller.actor, CREATE_DOMAIN, {
      input,
    });
    const scope = { domainId: innerIdOf(createDomain.id), domainName: name, resellerPath: reseller.path };
    return { id: createDomain.id, name, admin: actorWith("DOMAIN_ADMIN", { kind: "DOMAIN", ...scope }) };
  }

  const proofOf = async (id: string) =>
    (await api.succeed<{ domain: { proof: string } }>(OPERATOR, DOMAIN, { id })).domain.proof;
  const decide = async (login: string, sender: string) =>
    (await api.succeed<{ authorizeSender: { reason: string } }>(OPERATOR, DECIDE, { login, sender })).authorizeSender
      .reason;

  it("is one that a reseller made; the operator's own are proven", async () => {
    const made = await typed();
    expect(await proofOf(made.id)).toBe("UNPROVEN");
    const tenant = await plantTenant(api, `operators${number}`);
    expect(await proofOf(tenant.domain.id)).toBe("OPERATOR");
  });

  it("sends as exactly its mailboxes' logins: no aliases, no subaddresses", async () => {
    const { id, name } = await typed();
    await plantAccount(api, id, `anna@${name}`, [`info@${name}`]);
    expect(await decide(`anna@${name}`, `anna@${name}`)).toBe("OWN_ADDRESS");
    expect(await decide(`anna@${name}`, `info@${name}`)).toBe("NOT_AUTHORIZED");
    expect(await decide(`anna@${name}`, `anna+news@${name}`)).toBe("NOT_AUTHORIZED");
    await api.succeed(OPERATOR, CONFIRM, { ids: [id] });
    expect(await decide(`anna@${name}`, `info@${name}`)).toBe("ALIAS");
    expect(await decide(`anna@${name}`, `anna+news@${name}`)).toBe("SUBADDRESS");
  });

  it("gives its administrators no grants, no domain authorization, and no sight of what others hold", async () => {
    const victim = await plantTenant(api, `victim${number}`);
    const made = await typed();
    const own = await plantAccount(api, made.id, `evil@${made.name}`);
    const input = { accountId: victim.account.id, address: `carol@${made.name}`, reason: "her own" };
    const { grantAuthorization } = await api.succeed<{ grantAuthorization: { id: string } }>(OPERATOR, GRANT, {
      input,
    });
    for (const actor of [made.reseller.actor, made.admin]) {
      const grant = { accountId: own.id, address: `ceo@${made.name}`, reason: "mine" };
      expect((await api.refuse(actor, GRANT, { input: grant })).extensions.code).toBe("FORBIDDEN");
      expect(await api.succeed(actor, SEEN, { domain: made.name })).toEqual({ authorizations: { edges: [] } });
      expect((await api.refuse(actor, REVOKE, { id: grantAuthorization.id })).extensions.code).toBe("NOT_FOUND");
    }
    const wide = { input: { accountId: own.id, domain: made.name } };
    expect(await api.succeed(made.reseller.actor, WIDE, wide)).toEqual({
      requestDomainAuthorization: { state: "PENDING", proof: "DNS_TXT" },
    });
    await api.succeed(made.reseller.actor, DELETE, { id: made.id });
    const row = await api.database.reader.findOneByOrFail(Authorization, { id: innerIdOf(grantAuthorization.id) });
    expect(row.state).toBe("AUTHORIZED");
  });

  it("is a conflict for the operator when other tenants hold authorizations in it, whoever makes it", async () => {
    const victim = await plantTenant(api, `holder${number}`);
    const name = `taken${number}-${engine.toLowerCase()}.test`;
    const input = { accountId: victim.account.id, address: `carol@${name}`, reason: "asked her" };
    await api.succeed(OPERATOR, GRANT, { input });
    const reseller = await plantReseller(api, `taker${number}`);
    await api.succeed(OPERATOR, TRUST, { input: { resellerId: reseller.id, isTrusted: true } });
    const made = await makeDomain(reseller, name);
    expect(await proofOf(made.id)).toBe("UNPROVEN");
    expect(await api.succeed(OPERATOR, CONFLICTS)).toEqual({
      domains: { edges: [{ node: { name, isConflict: true } }] },
    });
    expect((await api.refuse(reseller.actor, CONFLICTS)).extensions.code).toBe("FORBIDDEN");
    expect(await api.succeed(OPERATOR, CONFIRM, { ids: [made.id] })).toEqual({
      confirmDomains: [{ name, proof: "OPERATOR" }],
    });
    expect(await api.succeed(OPERATOR, CONFLICTS)).toEqual({ domains: { edges: [] } });
  });

  it("is none where the operator takes the reseller's word, which only the operator says", async () => {
    const reseller = await plantReseller(api, `trusted${++number}`);
    const input = { resellerId: reseller.id, isTrusted: true, mailExchangers: ["MX.Example.test."] };
    expect((await api.refuse(reseller.actor, TRUST, { input })).extensions.code).toBe("FORBIDDEN");
    expect(await api.succeed(OPERATOR, TRUST, { input })).toEqual({
      setDomainTrust: { isTrustedForDomains: true, mailExchangers: ["mx.example.test"] },
    });
    const made = await makeDomain(reseller, `trusted${number}.test`);
    expect(await proofOf(made.id)).toBe("OPERATOR");
    const below = await plantReseller(api, `below${number}`, reseller.id);
    expect(await proofOf((await makeDomain(below, `below${number}.test`)).id)).toBe("UNPROVEN");
    expect((await api.refuse(reseller.actor, CONFIRM, { ids: [made.id] })).extensions.code).toBe("FORBIDDEN");
    expect((await api.refuse(OPERATOR, CONFIRM, { ids: [made.id] })).extensions.code).toBe("CONFLICT");
  });

  it("keeps nobody from the names below it", async () => {
    const made = await typed();
    const other = await plantReseller(api, `other${number}`);
    await makeDomain(other, `mail.${made.name}`);
  });
});
