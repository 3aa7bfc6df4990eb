import { afterAll, beforeAll, expect, it } from "vitest";
import { createResolver } from "../../src/dns/index.js";
import { ANONYMOUS, startTestApi, type TestApi } from "../support/api.js";
import { startTestDns, type TestDns } from "../support/dns.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { startProofLooks, type TestLooks } from "../support/proof-looks.js";
import { createTenants, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, AUTHORIZATION, type AuthorizationAnswer } from "./verification-mailbox.js";

const FIELDS = "id domain state proof reason record { name type value } account { address }";
const REQUEST = `mutation ($input: RequestDomainAuthorizationInput!) { requestDomainAuthorization(input: $input) { ${FIELDS} } }`;
const VERIFY = `mutation ($id: ID!) { verifyDomainAuthorization(id: $id) { ${FIELDS} } }`;
const REVOKE = `mutation ($id: ID!) { revokeDomainAuthorization(id: $id) { ${FIELDS} } }`;
const LIST = `query ($filter: DomainAuthorizationFilter) {
  domainAuthorizations(filter: $filter) { edges { node { ${FIELDS} } } }
}`;
const ADVICE = `query ($id: ID!) { node(id: $id) { ... on Authorization { deliveryAdvice { dmarcPolicy message } } } }`;

interface Claim {
  readonly id: string;
  readonly state: string;
  readonly proof: string;
  readonly record: { readonly name: string; readonly value: string } | null;
  readonly account: { readonly address: string };
}

describeOnEachEngine("domain authorizations", (engine) => {
  let api: TestApi;
  let clock: MovableClock;
  let tree: Tree;
  let dns: TestDns;
  let looks: TestLooks;
  let number = 0;

  beforeAll(async () => {
    dns = await startTestDns();
    clock = movableClock();
    api = await startTestApi(engine, clock, { resolver: createResolver([dns.server]) });
    looks = startProofLooks(api);
    tree = await createTenants(api);
  });

  afterAll(async () => {
    looks.stop();
    await dns.close();
  });

  async function request(domain = `claimed${++number}.example`, actor = tree.north.account.actor): Promise<Claim> {
    const input = { accountId: tree.north.account.id, domain };
    const data = await api.succeed<{ requestDomainAuthorization: Claim }>(actor, REQUEST, { input });
    return data.requestDomainAuthorization;
  }

  it("come with a TXT record found in the domain, and not before", async () => {
    const claim = await request();
    expect(claim).toMatchObject({ state: "PENDING", proof: "DNS_TXT", account: { address: "user@north.test" } });
    const { name, value } = claim.record!;
    expect(name).toMatch(/^_mayfrom\.claimed\d+\.example$/);
    const missing = await api.refuse(tree.north.account.actor, VERIFY, { id: claim.id });
    expect(missing.extensions.code).toBe("CONFLICT");
    expect(missing.message).toContain(value);

    await dns.publish(name, "v=something else", `${value}0`);
    clock.advance(10_000);
    expect((await api.refuse(tree.north.account.actor, VERIFY, { id: claim.id })).extensions.code).toBe("CONFLICT");
    await dns.publish(name, value);
    clock.advance(10_000);
    expect((await api.refuse(tree.south.actor, VERIFY, { id: claim.id })).extensions.code).toBe("NOT_FOUND");
    const verified = await api.succeed<{ verifyDomainAuthorization: Claim }>(tree.north.account.actor, VERIFY, {
      id: claim.id,
    });
    expect(verified.verifyDomainAuthorization).toMatchObject({ state: "AUTHORIZED", record: { name, value } });
    expect((await api.refuse(tree.north.account.actor, VERIFY, { id: claim.id })).extensions.code).toBe("CONFLICT");
  });

  it("stay pending while no name server answers", async () => {
    const claim = await request();
    dns.faults.set(claim.record!.name, "SERVFAIL");
    const error = await api.refuse(tree.north.account.actor, VERIFY, { id: claim.id });
    expect(error.extensions.code).toBe("UNAVAILABLE");
  });

  it("come at once in a hosted domain that the caller administers, and let its addresses be added at once", async () => {
    const claim = await request("north.test", tree.north.domain.actor);
    expect(claim).toMatchObject({ state: "AUTHORIZED", proof: "HOSTED", record: null });
    const input = { accountId: tree.north.account.id, address: "anyone@north.test", displayName: "Anna" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tree.north.account.actor,
      ADD_IDENTITY,
      { input },
    );
    expect(addIdentity).toMatchObject({ state: "AUTHORIZED", source: "DOMAIN" });

    const revoked = await api.succeed<{ revokeDomainAuthorization: Claim }>(tree.north.domain.actor, REVOKE, {
      id: claim.id,
    });
    expect(revoked.revokeDomainAuthorization.state).toBe("REVOKED");
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tree.north.actor, AUTHORIZATION, {
      id: addIdentity.id,
    });
    expect(node.state).toBe("REVOKED");
    expect((await api.refuse(tree.north.domain.actor, REVOKE, { id: claim.id })).extensions.code).toBe("CONFLICT");
    expect(await request("north.test")).toMatchObject({ id: claim.id, state: "PENDING" });
  });

  it("are seen by the administrators of the domain, of a foreign account its address", async () => {
    const claim = await request("south.test");
    expect(claim.state).toBe("PENDING");
    const variables = { filter: { domain: "south.test" } };
    const { domainAuthorizations } = await api.succeed<{ domainAuthorizations: { edges: { node: Claim }[] } }>(
      tree.south.domain.actor,
      LIST,
      variables,
    );
    expect(domainAuthorizations.edges.map(({ node }) => node.account.address)).toEqual(["user@north.test"]);
    await api.succeed(tree.south.domain.actor, REVOKE, { id: claim.id });
    const others = await api.succeed<{ domainAuthorizations: { edges: unknown[] } }>(
      tree.south.account.actor,
      LIST,
      {},
    );
    expect(others.domainAuthorizations.edges).toEqual([]);
  });

  it("are refused for what is no domain, a public suffix, a foreign account, twice, and to nobody", async () => {
    const refusal = (input: object, actor = tree.north.account.actor) => api.refuse(actor, REQUEST, { input });
    const accountId = tree.north.account.id;
    for (const domain of [
      "",
      "no domain",
      "co.uk",
      "com",
      "github.io",
      `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.test`,
      "-x.example",
      "[192.0.2.1]",
    ]) {
      const error = await refusal({ accountId, domain });
      expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.domain" });
    }
    const domain = "twice.example";
    await request(domain);
    expect((await refusal({ accountId, domain })).extensions.code).toBe("CONFLICT");
    expect((await refusal({ accountId: tree.south.account.id, domain })).extensions.code).toBe("NOT_FOUND");
    expect((await refusal({ accountId, domain }, ANONYMOUS)).extensions.code).toBe("UNAUTHENTICATED");
  });

  it("advise at once when the address's domain asks receivers to refuse mail from elsewhere", async () => {
    const domain = `strict${++number}-${engine.toLowerCase()}.example`;
    await dns.load([
      `_dmarc.${domain} TXT "v=DMARC1; p=none; sp=reject; rua=mailto:x@y.example"`,
      `${domain} A 192.0.2.1`,
      `mail.${domain} A 192.0.2.1`,
    ]);
    const advices: unknown[] = [];
    for (const address of [`a@mail.${domain}`, `a@${domain}`, "neighbour@north.test"]) {
      const input = { accountId: tree.north.account.id, address, displayName: "Anna" };
      const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
        tree.north.account.actor,
        ADD_IDENTITY,
        { input },
      );
      const { node } = await api.succeed<{ node: { deliveryAdvice: unknown } }>(tree.north.account.actor, ADVICE, {
        id: addIdentity.id,
      });
      advices.push(node.deliveryAdvice);
    }
    expect(advices).toEqual([{ dmarcPolicy: "reject", message: expect.stringContaining("SPF and DKIM") }, null, null]);
  });
});
