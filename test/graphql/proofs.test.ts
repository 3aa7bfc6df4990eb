import { afterAll, beforeAll, expect, it } from "vitest";
import { type AuditAction, AuditEvent } from "../../src/audit/index.js";
import { createResolver } from "../../src/dns/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { endUnusedClaims } from "../../src/proofs/index.js";
import { alertKeys, tellConflicts } from "../../src/rollout/index.js";
import { plantAdministrator } from "../database/observations/administrators.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { startTestDns, type TestDns } from "../support/dns.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { startProofLooks, type TestLooks } from "../support/proof-looks.js";
import {
  CREATE_DOMAIN,
  type CreatedTenant,
  innerIdOf,
  type PlantedReseller,
  plantAccount,
  plantReseller,
  plantTenant,
} from "./tenancy-tree.js";
import { ADD_IDENTITY, GRANT } from "./verification-mailbox.js";

const CHECK = "nextLookAt lastLookAt answer finding cachedUntil endsAt goneSince pausesAt pausedAt";
const DOMAIN_FIELDS = `id name proof proofRecord { name type value note } proofCheck { ${CHECK} }`;
const REQUEST_PROOF = `mutation ($id: ID!) { requestDomainProof(id: $id) { ${DOMAIN_FIELDS} } }`;
const VERIFY_DOMAIN = `mutation ($id: ID!, $wait: Int) { verifyDomain(id: $id, waitSeconds: $wait) { ${DOMAIN_FIELDS} } }`;
const DOMAIN = `query ($id: ID!) { domain(id: $id) { ${DOMAIN_FIELDS} } }`;
const TRUST = "mutation ($input: SetDomainTrustInput!) { setDomainTrust(input: $input) { id } }";
const CONFIRM = "mutation ($ids: [ID!]!) { confirmDomains(ids: $ids) { id } }";
const MOVE = `mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { ${DOMAIN_FIELDS} } }`;
const PREVIEW = "query ($input: PreviewMoveInput!) { previewMove(input: $input) { losesProof } }";
const CLAIM_FIELDS = `id state record { name value } proofCheck { ${CHECK} }`;
const REQUEST = `mutation ($input: RequestDomainAuthorizationInput!) { requestDomainAuthorization(input: $input) { ${CLAIM_FIELDS} } }`;
const VERIFY = `mutation ($id: ID!, $wait: Int) { verifyDomainAuthorization(id: $id, waitSeconds: $wait) { ${CLAIM_FIELDS} } }`;
const CLAIM = `query ($id: ID!) { node(id: $id) { ... on DomainAuthorization { ${CLAIM_FIELDS} } } }`;
const AUTHORIZATION = "query ($id: ID!) { node(id: $id) { ... on Authorization { state reason } } }";
const RESUME = "mutation ($id: ID!) { resumeAuthorization(authorizationId: $id) { state } }";
const PAUSE = "mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { state } }";
const DECIDE = "query ($l: String!, $s: String!) { authorizeSender(login: $l, sender: $s) { reason } }";

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

interface Check {
  readonly nextLookAt: string | null;
  readonly answer: string | null;
  readonly finding: string | null;
  readonly cachedUntil: string | null;
  readonly goneSince: string | null;
  readonly pausesAt: string | null;
  readonly pausedAt: string | null;
}

interface Proven {
  readonly id: string;
  readonly proof: string;
  readonly proofRecord: { readonly name: string; readonly value: string; readonly note: string } | null;
  readonly proofCheck: Check | null;
}

interface Claim {
  readonly id: string;
  readonly state: string;
  readonly record: { readonly name: string; readonly value: string } | null;
  readonly proofCheck: Check | null;
}

describeOnEachEngine("a proof by DNS", (engine) => {
  let api: TestApi;
  let dns: TestDns;
  let looks: TestLooks;
  let clock: MovableClock;
  let tenant: CreatedTenant;
  let administrator: string;
  let operator: string;
  let number = 0;

  beforeAll(async () => {
    dns = await startTestDns();
    clock = movableClock();
    api = await startTestApi(engine, clock, { resolver: createResolver([dns.server]) });
    looks = startProofLooks(api);
    tenant = await plantTenant(api, "holder");
    administrator = await plantAdministrator(api, tenant, "DOMAIN_ADMIN");
    operator = await plantAdministrator(api, null, "OPERATOR");
  });

  afterAll(async () => {
    looks.stop();
    await dns.close();
  });

  /** A reseller makes a domain that nobody has proven. */
  async function typed() {
    number += 1;
    const reseller = await plantReseller(api, `maker${number}`);
    const input = { resellerId: reseller.id, name: `typed${number}.example` };
    const made = await api.succeed<{ createDomain: { id: string } }>(reseller.actor, CREATE_DOMAIN, { input });
    return { reseller, id: made.createDomain.id, name: input.name };
  }

  const requestProof = async ({ reseller, id }: { reseller: PlantedReseller; id: string }) =>
    (await api.succeed<{ requestDomainProof: Proven }>(reseller.actor, REQUEST_PROOF, { id })).requestDomainProof;
  const verifyDomain = async ({ reseller, id }: { reseller: PlantedReseller; id: string }) => {
    clock.advance(10_000);
    return (await api.succeed<{ verifyDomain: Proven }>(reseller.actor, VERIFY_DOMAIN, { id })).verifyDomain;
  };
  const refuseDomain = async ({ reseller, id }: { reseller: PlantedReseller; id: string }) => {
    clock.advance(10_000);
    return api.refuse(reseller.actor, VERIFY_DOMAIN, { id });
  };
  const domainOf = async (id: string) => (await api.succeed<{ domain: Proven }>(OPERATOR, DOMAIN, { id })).domain;

  async function request(domain = `claimed${++number}.example`): Promise<Claim> {
    const input = { accountId: tenant.account.id, domain };
    const made = await api.succeed<{ requestDomainAuthorization: Claim }>(tenant.account.actor, REQUEST, { input });
    return made.requestDomainAuthorization;
  }

  async function verify({ id }: Claim): Promise<Claim> {
    clock.advance(10_000);
    const done = await api.succeed<{ verifyDomainAuthorization: Claim }>(tenant.account.actor, VERIFY, { id });
    return done.verifyDomainAuthorization;
  }

  async function refuse({ id }: Claim) {
    clock.advance(10_000);
    return api.refuse(tenant.account.actor, VERIFY, { id });
  }

  const claimOf = async ({ id }: Claim) => (await api.succeed<{ node: Claim }>(OPERATOR, CLAIM, { id })).node;
  const stateOf = async (id: string) =>
    (await api.succeed<{ node: { state: string } }>(OPERATOR, AUTHORIZATION, { id })).node.state;
  const decide = async (login: string, sender: string) =>
    (await api.succeed<{ authorizeSender: { reason: string } }>(OPERATOR, DECIDE, { l: login, s: sender }))
      .authorizeSender.reason;
  const add = async (address: string) => {
    const input = { accountId: tenant.account.id, address, displayName: "Anna" };
    const { addIdentity } = await api.succeed<{ addIdentity: { id: string } }>(tenant.account.actor, ADD_IDENTITY, {
      input,
    });
    return addIdentity.id;
  };
  const toldOf = (name: string) => looks.told.filter(({ claim }) => claim.domain === name);
  const mailsAbout = async (name: string) =>
    (await api.database.reader.findBy(OutboxMail, { template: "proof-gone" }))
      .filter(({ parameters }) => parameters.domain === name)
      .map(({ toAddress, parameters }) => `${toAddress} ${parameters.event}`)
      .sort();
  /** What the audit trail says of one thing, of these actions. */
  const recorded = async (globalId: string, action: AuditAction) =>
    (await api.database.reader.findBy(AuditEvent, { subjectId: innerIdOf(globalId), action })).map(
      ({ reason }) => reason,
    );

  async function moveDays(days: number): Promise<void> {
    for (let day = 0; day < days; day += 1) {
      clock.advance(DAY_MS);
      await looks.lookAtDue();
    }
  }

  it("names for whom it is, says that it must stay, and is the same until it is used", async () => {
    const made = await typed();
    const { proofRecord, proof } = await requestProof(made);
    expect(proof).toBe("UNPROVEN");
    expect(proofRecord).toMatchObject({ name: `_mayfrom.${made.name}`, type: "TXT" });
    expect(proofRecord?.value).toMatch(new RegExp(`^mayfrom=reseller:maker${number}/[0-9a-f]{40}$`));
    expect(proofRecord?.note).toContain("7 days");
    expect((await requestProof(made)).proofRecord).toEqual(proofRecord);
    expect((await request()).record?.value).toMatch(/^mayfrom=user@holder\.test\/[0-9a-f]{40}$/);
  });

  it("proves a hosted domain, and what follows from that begins", async () => {
    const made = await typed();
    const { proofRecord } = await requestProof(made);
    await plantAccount(api, made.id, `anna@${made.name}`, [`info@${made.name}`]);
    const missing = await refuseDomain(made);
    expect(missing.extensions.code).toBe("CONFLICT");
    expect(missing.message).toContain(proofRecord!.value);
    await dns.publish(proofRecord!.name, proofRecord!.value);
    expect(await decide(`anna@${made.name}`, `info@${made.name}`)).toBe("NOT_AUTHORIZED");
    expect(await verifyDomain(made)).toMatchObject({ proof: "DNS_TXT", proofCheck: { answer: "FOUND", endsAt: null } });
    expect(await decide(`anna@${made.name}`, `info@${made.name}`)).toBe("ALIAS");
    expect((await refuseDomain(made)).extensions.code).toBe("CONFLICT");
  });

  it("is looked for without being waited for, and again by itself until it is there", async () => {
    const claim = await request();
    const asked = await api.succeed<{ verifyDomainAuthorization: Claim }>(tenant.account.actor, VERIFY, {
      id: claim.id,
      wait: 0,
    });
    expect(asked.verifyDomainAuthorization).toMatchObject({ state: "PENDING" });
    expect(asked.verifyDomainAuthorization.proofCheck?.nextLookAt).not.toBeNull();
    await looks.lookAtDue();
    const { proofCheck } = await claimOf(claim);
    expect(proofCheck).toMatchObject({ answer: "NOT_THERE", finding: expect.stringContaining("has no TXT record") });
    expect(proofCheck?.cachedUntil).not.toBeNull();
    await dns.publish(claim.record!.name, claim.record!.value);
    await looks.lookAtDue();
    expect((await claimOf(claim)).state).toBe("PENDING");
    clock.advance(60_000);
    await looks.lookAtDue();
    expect((await claimOf(claim)).state).toBe("AUTHORIZED");
  });

  it("takes what nobody knows for unknown, never for absence", async () => {
    const claim = await request();
    dns.faults.set(claim.record!.name, "SERVFAIL");
    const error = await refuse(claim);
    expect(error.extensions).toMatchObject({ code: "UNAVAILABLE", retryAfter: expect.any(Number) });
    expect(error.message).toContain("SERVFAIL");
    expect((await claimOf(claim)).proofCheck?.answer).toBe("UNKNOWN");
    dns.faults.clear();
  });

  it("asks name servers once for what many ask at once", async () => {
    const claim = await request();
    clock.advance(10_000);
    await Promise.all(Array.from({ length: 30 }, () => api.refuse(tenant.account.actor, VERIFY, { id: claim.id })));
    expect(dns.asked.filter((name) => name === claim.record!.name).length).toBeLessThanOrEqual(2);
  });

  it("waits for the next minute when an account asks for more than 120 looks in one", async () => {
    const reseller = await plantTenant(api, `busy${++number}`);
    clock.advance(60_000 - (clock.now().getTime() % 60_000));
    const ids: string[] = [];
    for (let made = 0; made < 13; made += 1) {
      const input = { accountId: reseller.account.id, domain: `busy${number}-${made}.example` };
      const done = await api.succeed<{ requestDomainAuthorization: Claim }>(OPERATOR, REQUEST, { input });
      ids.push(done.requestDomainAuthorization.id);
    }
    const askAll = () => Promise.all(ids.map((id) => api.execute(OPERATOR, VERIFY, { id, wait: 0 })));
    for (let round = 0; round < 10; round += 1) {
      await askAll();
      await looks.lookAtDue();
      clock.advance(5_500);
    }
    const later = await Promise.all(ids.map((id) => claimOf({ id } as Claim)));
    const minute = Math.ceil(clock.now().getTime() / 60_000) * 60_000;
    expect(later.some(({ proofCheck }) => Date.parse(proofCheck!.nextLookAt!) === minute)).toBe(true);
  });

  it("is refused beyond 100 requests of an account that wait", async () => {
    const reseller = await plantTenant(api, `many${++number}`);
    const ask = (index: number) => ({ accountId: reseller.account.id, domain: `many${index}.many${number}.example` });
    for (let index = 0; index < 100; index += 1) await api.succeed(OPERATOR, REQUEST, { input: ask(index) });
    const error = await api.refuse(OPERATOR, REQUEST, { input: ask(100) });
    expect(error).toMatchObject({ message: expect.stringContaining("At most 100"), extensions: { code: "CONFLICT" } });
  });

  it("ends unused after fourteen days", async () => {
    const claim = await request();
    const made = await typed();
    await requestProof(made);
    clock.advance(14 * DAY_MS);
    await api.database.write((tx) => endUnusedClaims(tx));
    expect(await claimOf(claim)).toMatchObject({ state: "REVOKED", record: null });
    expect(await domainOf(made.id)).toMatchObject({ proof: "UNPROVEN", proofRecord: null });
  });

  it("by mail exchangers counts where every one is listed for that reseller, after aliases", async () => {
    const made = await typed();
    const input = { resellerId: made.reseller.id, mailExchangers: ["mx1.cluster.test", "mx2.cluster.test"] };
    await api.succeed(OPERATOR, TRUST, { input });
    const zone = (...lines: string[]) => dns.load(lines.map((line) => line.replaceAll("@", made.name)));
    await zone(
      "@ MX 10 mx1.cluster.test.",
      "@ MX 20 mail.@.",
      "mail.@ CNAME elsewhere.test.",
      "elsewhere.test A 192.0.2.1",
    );
    expect((await refuseDomain(made)).message).toContain(`did not list for this reseller: mail.${made.name}`);
    await zone("@ MX 0 .");
    expect((await refuseDomain(made)).message).toContain("null MX");
    await zone("@ A 192.0.2.1");
    expect((await refuseDomain(made)).message).toContain("no mail exchanger");
    await zone(
      "@ MX 10 mx1.cluster.test.",
      "@ MX 20 mail.@.",
      "mail.@ CNAME mx2.cluster.test.",
      "mx2.cluster.test A 192.0.2.1",
    );
    expect(await verifyDomain(made)).toMatchObject({ proof: "MX" });

    const other = await plantReseller(api, `shares${++number}`);
    const shared = { resellerId: other.id, mailExchangers: ["mx1.cluster.test"] };
    expect((await api.refuse(OPERATOR, TRUST, { input: shared })).extensions.code).toBe("CONFLICT");
  });

  it("does not decide a conflict: the operator does, and sees that the record is there", async () => {
    const name = `conflict${++number}.example`;
    const grant = { accountId: tenant.account.id, address: `carol@${name}`, reason: "asked her" };
    await api.succeed(OPERATOR, GRANT, { input: grant });
    const reseller = await plantReseller(api, `taker${number}`);
    const made = await api.succeed<{ createDomain: { id: string } }>(reseller.actor, CREATE_DOMAIN, {
      input: { resellerId: reseller.id, name },
    });
    const { id } = made.createDomain;
    const { proofRecord } = await requestProof({ reseller, id });
    await dns.publish(proofRecord!.name, proofRecord!.value);
    expect((await refuseDomain({ reseller, id })).message).toContain("the operator decides");
    expect(await domainOf(id)).toMatchObject({ proof: "UNPROVEN", proofCheck: { answer: "FOUND" } });
    const tell = () => api.database.write((tx) => tellConflicts(tx, alertKeys(api.services.configuration)));
    expect([await tell(), await tell()]).toEqual([1, 0]);
    const mails = await api.database.reader.findBy(OutboxMail, { template: "domain-conflict" });
    expect(mails).toMatchObject([{ toAddress: operator, parameters: { domains: [name], count: 1 } }]);
    await api.succeed(OPERATOR, CONFIRM, { ids: [id] });
    expect(await domainOf(id)).toMatchObject({ proof: "OPERATOR" });
  });

  it("of an account that is gone for seven days pauses what rests on it, and lifts it when it is back", async () => {
    const claim = await request();
    const { name, value } = claim.record!;
    await dns.publish(name, value);
    expect(await verify(claim)).toMatchObject({ state: "AUTHORIZED" });
    const domain = name.replace("_mayfrom.", "");
    const kept = await add(`kept@${domain}`);
    const other = await add(`other@${domain}`);
    await api.succeed(OPERATOR, PAUSE, { id: other });
    await moveDays(1);
    expect((await claimOf(claim)).proofCheck).toMatchObject({ answer: "FOUND", goneSince: null });

    await dns.withdraw(name);
    await moveDays(1);
    expect(toldOf(domain)).toMatchObject([{ event: "MISSING", account: { address: "user@holder.test" } }]);
    expect(await mailsAbout(domain)).toEqual([administrator, "user@holder.test"].map((to) => `${to} MISSING`));
    dns.faults.set(name, "SERVFAIL");
    await moveDays(1);
    expect((await recorded(claim.id, "domain_authorization.proof-unknown")).length).toBeGreaterThan(0);
    dns.faults.clear();
    await moveDays(5);
    expect(await claimOf(claim)).toMatchObject({ state: "AUTHORIZED", proofCheck: { pausedAt: null } });
    await moveDays(2);
    expect(toldOf(domain).map(({ event }) => event)).toEqual(["MISSING", "PAUSED"]);
    expect((await recorded(claim.id, "domain_authorization.proof-missing")).length).toBeGreaterThanOrEqual(6);
    expect(await claimOf(claim)).toMatchObject({ state: "PAUSED", record: { name, value } });
    expect(await stateOf(kept)).toBe("PAUSED");
    expect(await decide("user@holder.test", `anybody@${domain}`)).toBe("NOT_AUTHORIZED");
    expect((await api.refuse(OPERATOR, RESUME, { id: kept })).message).toContain("waits for the proof");

    await dns.publish(name, value);
    await moveDays(1);
    expect(await claimOf(claim)).toMatchObject({ state: "AUTHORIZED", proofCheck: { goneSince: null } });
    expect(await stateOf(kept)).toBe("AUTHORIZED");
    expect(await stateOf(other)).toBe("PAUSED");
    expect(await decide("user@holder.test", `anybody@${domain}`)).toBe("DOMAIN_AUTHORIZED");
  });

  it("of a hosted domain that is gone pauses what its administrators gave, and lifts it when it is back", async () => {
    const made = await typed();
    const { proofRecord } = await requestProof(made);
    const { name, value } = proofRecord!;
    await dns.publish(name, value);
    await verifyDomain(made);
    const account = await plantAccount(api, made.id, `anna@${made.name}`, [`info@${made.name}`]);
    const grant = async (address: string, actor = made.reseller.actor) => {
      const input = { accountId: account.id, address, reason: "hers" };
      return (await api.succeed<{ grantAuthorization: { id: string } }>(actor, GRANT, { input })).grantAuthorization.id;
    };
    const given = await grant(`ceo@${made.name}`);
    const operators = await grant(`cfo@${made.name}`, OPERATOR);
    const wide = await api.succeed<{ requestDomainAuthorization: Claim }>(made.reseller.actor, REQUEST, {
      input: { accountId: account.id, domain: made.name },
    });
    expect(wide.requestDomainAuthorization.state).toBe("AUTHORIZED");

    await dns.withdraw(name);
    await moveDays(9);
    expect(toldOf(made.name)).toMatchObject([
      { event: "MISSING", account: null },
      { event: "PAUSED", account: null },
    ]);
    expect(await domainOf(made.id)).toMatchObject({ proof: "UNPROVEN" });
    expect((await domainOf(made.id)).proofCheck?.pausedAt).not.toBeNull();
    expect(await stateOf(given)).toBe("PAUSED");
    expect(await stateOf(operators)).toBe("AUTHORIZED");
    // Pausing it themselves first is no way round.
    await api.succeed(made.reseller.actor, PAUSE, { id: given });
    expect((await api.refuse(made.reseller.actor, RESUME, { id: given })).extensions.code).toBe("CONFLICT");
    expect((await claimOf(wide.requestDomainAuthorization)).state).toBe("PAUSED");
    expect(await decide(`anna@${made.name}`, `info@${made.name}`)).toBe("NOT_AUTHORIZED");
    expect(await decide(`anna@${made.name}`, `anna@${made.name}`)).toBe("OWN_ADDRESS");

    await dns.publish(name, value);
    expect(await verifyDomain(made)).toMatchObject({ proof: "DNS_TXT", proofCheck: { goneSince: null } });
    // Whoever paused it meanwhile takes it up.
    expect(await stateOf(given)).toBe("PAUSED");
    await api.succeed(made.reseller.actor, RESUME, { id: given });
    expect((await claimOf(wide.requestDomainAuthorization)).state).toBe("AUTHORIZED");
    expect(await decide(`anna@${made.name}`, `info@${made.name}`)).toBe("ALIAS");
  });

  it("ends when the domain goes to another reseller, whom its record does not name", async () => {
    const made = await typed();
    const { proofRecord } = await requestProof(made);
    await dns.publish(proofRecord!.name, proofRecord!.value);
    await verifyDomain(made);
    const reseller = await plantReseller(api, `next${number}`);
    const preview = await api.succeed<{ previewMove: { losesProof: boolean } }>(OPERATOR, PREVIEW, {
      input: { domainId: made.id, toResellerId: reseller.id },
    });
    expect(preview.previewMove.losesProof).toBe(true);
    const moved = await api.succeed<{ moveDomain: Proven }>(OPERATOR, MOVE, { id: made.id, to: reseller.id });
    expect(moved.moveDomain.proof).toBe("UNPROVEN");
    const renewed = await requestProof({ reseller, id: made.id });
    expect(renewed.proofRecord?.value).toContain(`reseller:next${number}/`);
    expect((await refuseDomain({ reseller, id: made.id })).message).toContain("for somebody else");
  });
});
