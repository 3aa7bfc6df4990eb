import { beforeAll, expect, it } from "vitest";
import { Policy } from "../../src/policy/index.js";
import { KeptPolicy } from "../../src/policy/kept-policy.entity.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  CREATE_ACCOUNT,
  CREATE_DOMAIN,
  innerIdOf,
  type PlantedReseller,
  plantAccount,
  plantDomain,
  plantReseller,
} from "./tenancy-tree.js";

const SET = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { locked } }";
const POLICY = `query ($scope: ScopeInput!) {
  policy(scope: $scope) { setAbove locked settings { verificationHours pauseUnusedAfterDays } }
}`;
const DELETE = "mutation ($id: ID!) { deleteDomain(id: $id, cascade: true) }";
const DELETE_ACCOUNT = "mutation ($id: ID!) { deleteAccount(id: $id) }";
const UPDATE = `mutation ($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { id } }`;

describeOnEachEngine("what was set further up, for what those below then delete", (engine) => {
  let api: TestApi;
  let reseller: PlantedReseller;
  let other: PlantedReseller;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
    reseller = await plantReseller(api, "maker");
    other = await plantReseller(api, "other");
  });

  const newDomain = (by = reseller) => plantDomain(api, by, `kept${++number}.test`);
  const set = (actor: typeof OPERATOR, input: object) => api.succeed(actor, SET, { input });

  async function madeAnew(name: string, by = reseller): Promise<string> {
    const input = { resellerId: by.id, name };
    const made = await api.succeed<{ createDomain: { id: string } }>(by.actor, CREATE_DOMAIN, { input });
    return made.createDomain.id;
  }

  async function policyOf(scope: object) {
    return (await api.succeed<{ policy: object }>(OPERATOR, POLICY, { scope })).policy;
  }

  it("holds again in a domain that is made anew: settings, locks and whose they are", async () => {
    const { id, name } = await newDomain();
    await set(OPERATOR, { scope: { domainId: id }, verificationHours: 24, locked: ["pauseUnusedAfterDays"] });
    await set(reseller.actor, { scope: { domainId: id }, observationDays: 90 });
    await api.succeed(reseller.actor, DELETE, { id });
    const again = await madeAnew(name);
    const scope = { domainId: again };
    expect(await policyOf(scope)).toMatchObject({
      locked: ["pauseUnusedAfterDays"],
      settings: { verificationHours: 24 },
    });
    for (const change of [{ verificationHours: 48 }, { pauseUnusedAfterDays: 3 }, { locked: [] }]) {
      const error = await api.refuse(reseller.actor, SET, { input: { scope, ...change } });
      expect(error.extensions.code).toBe("FORBIDDEN");
    }
    const row = await api.database.reader.findOneByOrFail(Policy, { scopeId: innerIdOf(again) });
    // What its own reseller had set went with the domain.
    expect(row.settings).toEqual({ verificationHours: 24 });
  });

  it("holds again for an address, made anew as an account or taken by a rename", async () => {
    const domain = await newDomain();
    const boss = await plantAccount(api, domain.id, `boss@${domain.name}`);
    const other = await plantAccount(api, domain.id, `other@${domain.name}`);
    for (const rename of [false, true]) {
      const id = rename ? other.id : boss.id;
      await set(reseller.actor, { scope: { accountId: id }, locked: ["verificationHours"] });
      await api.succeed(domain.actor, DELETE_ACCOUNT, { id });
    }
    const input = { domainId: domain.id, address: boss.address };
    const made = await api.succeed<{ createAccount: { id: string } }>(domain.actor, CREATE_ACCOUNT, { input });
    expect(await policyOf({ accountId: made.createAccount.id })).toMatchObject({ locked: ["verificationHours"] });
    const third = await plantAccount(api, domain.id, `third@${domain.name}`);
    await api.succeed(domain.actor, UPDATE, { id: third.id, input: { address: other.address } });
    expect(await policyOf({ accountId: third.id })).toMatchObject({ locked: ["verificationHours"] });
  });

  it("waits through a deletion of the whole domain, for its accounts too", async () => {
    const domain = await newDomain();
    const anna = await plantAccount(api, domain.id, `anna@${domain.name}`);
    await set(OPERATOR, { scope: { accountId: anna.id }, verificationHours: 12 });
    await api.succeed(reseller.actor, DELETE, { id: domain.id });
    const again = await madeAnew(domain.name);
    const made = await plantAccount(api, again, anna.address);
    expect(await policyOf({ accountId: made.id })).toMatchObject({ settings: { verificationHours: 12 } });
  });

  it("is the operator's in another tenant's hands, and nobody's who does not stand above it there", async () => {
    const below = await plantReseller(api, `below${++number}`, reseller.id);
    const { id, name } = await newDomain(below);
    await set(OPERATOR, { scope: { domainId: id }, verificationHours: 24 });
    await set(reseller.actor, { scope: { domainId: id }, pauseUnusedAfterDays: 3 });
    await api.succeed(below.actor, DELETE, { id });
    const again = await madeAnew(name, other);
    const row = await api.database.reader.findOneByOrFail(Policy, { scopeId: innerIdOf(again) });
    expect(row).toMatchObject({ settings: { verificationHours: 24 }, settingRanks: { verificationHours: "" } });
    expect(await api.database.reader.existsBy(KeptPolicy, { name })).toBe(false);
  });

  it("goes with what is deleted by whoever set it, or from further up", async () => {
    const { id, name } = await newDomain();
    await set(OPERATOR, { scope: { domainId: id }, verificationHours: 24 });
    await api.succeed(OPERATOR, DELETE, { id });
    const again = await madeAnew(name);
    expect(await api.database.reader.existsBy(Policy, { scopeId: innerIdOf(again) })).toBe(false);
  });
});
