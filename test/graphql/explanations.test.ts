import { expect } from "vitest";
import { expireAuthorizations } from "../../src/authorizations/index.js";
import { toJson } from "../../src/cli/explain.js";
import { explain } from "../../src/explanations/index.js";
import { type Actor, PLATFORM_SCOPE, writtenReversePath } from "../../src/kernel/index.js";
import { languageFor } from "../../src/texts/index.js";
import { actorWith, OPERATOR, type TestApi } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { plantTenant, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, GRANT, REVOKE } from "./verification-mailbox.js";

const EXPLAIN = `query ($login: String!, $sender: String!, $headerFrom: [String!]) {
  explain(login: $login, sender: $sender, headerFrom: $headerFrom) {
    verdict reason because rule ruleNumber decidedAddress wouldDeny mode smtpReply revision canonicalLogin canonicalSender
    account { id address } authorization { id state } domainAuthorization { id domain state }
    policies { scopeKind name mode schedule { at mode } isLocked isInForce setBy setAt }
    history { at action actorLabel reason } missing { message menders }
  }
}`;
const SET_POLICY = `mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }`;
const STEP = { at: "2020-01-01T00:00:00Z", mode: "ENFORCE" };
/** Those that open and close the snapshot among them. */
const MAX_STATEMENTS = 18;

interface Policy {
  readonly scopeKind: string;
  readonly name: string | null;
  readonly isInForce: boolean;
  readonly setBy: string | null;
  readonly setAt: string | null;
}
interface Explained {
  readonly reason: string;
  readonly policies: readonly Policy[];
  readonly history: readonly { readonly action: string }[];
}

async function ask(api: TestApi, actor: Actor, login: string, sender: string, headerFrom?: string[]) {
  return (await api.succeed<{ explain: Explained }>(actor, EXPLAIN, { login, sender, headerFrom })).explain;
}

async function enforce(api: TestApi, actor: Actor, scope: Record<string, unknown>): Promise<void> {
  await api.succeed(actor, SET_POLICY, { input: { scope, schedule: [STEP] } });
}

/** Addresses of the north's account, by the reason that each of them gets. */
async function plantRights(api: TestApi, { north }: Tree) {
  const accountId = north.account.id;
  const grant = async (address: string) => {
    const input = { accountId, address, reason: "signed contract" };
    return (await api.succeed<{ grantAuthorization: { id: string } }>(OPERATOR, GRANT, { input })).grantAuthorization
      .id;
  };
  await grant("allowed@club.test");
  await api.succeed(OPERATOR, `mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { id } }`, {
    id: await grant("paused@club.test"),
  });
  await api.succeed(north.account.actor, REVOKE, { id: await grant("gone@club.test") });
  await api.succeed(north.account.actor, ADD_IDENTITY, { input: { accountId, address: "asked@club.test" } });
}

describeInWorld("explain", (it) => {
  it("says the same as the command line for every kind of decision, with its rule and what is missing", async ({
    api,
    tenants,
    clock,
  }) => {
    const { address } = tenants.north.account;
    await plantRights(api, tenants);
    await enforce(api, OPERATOR, { domainId: tenants.north.domain.id });
    const kinds: [sender: string, reason: string, ruleNumber: number, menders: string[] | null, from?: string][] = [
      ["", "NULL_SENDER", 2, null],
      ["no address", "MALFORMED", 3, ["ACCOUNT"]],
      [address.toUpperCase(), "OWN_ADDRESS", 4, null],
      [address.replace("@", "+tag@"), "SUBADDRESS", 6, null],
      ["allowed@club.test", "AUTHORIZED", 7, null],
      ["asked@club.test", "PENDING", 9, ["ADDRESS_OWNER", "ADMINISTRATOR"]],
      ["gone@club.test", "REVOKED", 9, ["ACCOUNT", "ADDRESS_OWNER"]],
      ["paused@club.test", "PAUSED", 9, ["ADMINISTRATOR"]],
      [address, "NOT_AUTHORIZED", 9, ["ACCOUNT", "ADDRESS_OWNER", "ADMINISTRATOR"], "ceo@bank.test"],
    ];
    const { publicUrl } = api.services.configuration;
    for (const [sender, reason, ruleNumber, menders, from] of kinds) {
      const said = await ask(api, OPERATOR, address, sender, from === undefined ? undefined : [from]);
      expect(said).toMatchObject({
        reason,
        ruleNumber,
        decidedAddress: from ?? sender,
        missing: menders && { menders },
      });
      const question = {
        login: address,
        reversePath: writtenReversePath(sender),
        fromAddresses: from === undefined ? undefined : [from],
      };
      const asked = { viewer: PLATFORM_SCOPE, language: languageFor("en"), now: clock.now(), publicUrl };
      expect(JSON.parse(JSON.stringify(toJson(await explain(api.database, question, asked))))).toEqual(said);
    }
    expect((await ask(api, OPERATOR, address, "gone@club.test")).history.map(({ action }) => action)).toEqual([
      "authorization.revoked",
      "authorization.granted",
    ]);
    const unknown = await ask(api, tenants.north.domain.actor, "nobody@north.test", "nobody@club.test");
    expect(unknown).toMatchObject({ reason: "UNKNOWN_LOGIN", account: null, missing: { menders: ["ADMINISTRATOR"] } });
  });

  it("says so of aliases, of what has run out or was refused, and of what is suspended", async ({
    api,
    tenants: { south },
    clock,
  }) => {
    const east = await plantTenant(api, "east");
    const { id: accountId, address } = east.account;
    await enforce(api, OPERATOR, { domainId: east.domain.id });
    const alias = "second@east.test";
    const addAlias =
      "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";
    await api.succeed(OPERATOR, addAlias, { id: accountId, address: alias });
    const until = new Date(clock.now().getTime() + 60_000).toISOString();
    await api.succeed(OPERATOR, GRANT, { input: { accountId, address: "brief@club.test", reason: "signed", until } });
    const wanted = `wanted@${south.domain.name}`;
    const asked = await api.succeed<{ addIdentity: { id: string } }>(east.account.actor, ADD_IDENTITY, {
      input: { accountId, address: wanted },
    });
    const refuse = "mutation ($input: ApprovalSelectionInput!) { refuseAuthorizations(input: $input) { count } }";
    await api.succeed(south.domain.actor, refuse, { input: { authorizationIds: [asked.addIdentity.id] } });
    await api.database.write((tx) => expireAuthorizations(tx, new Date(Date.parse(until) + 1)));
    const seen = async (sender: string) => {
      const { reason, missing } = (await ask(api, OPERATOR, address, sender)) as Explained & {
        readonly missing: { readonly menders: string[] } | null;
      };
      const question = { login: address, reversePath: writtenReversePath(sender) };
      const { publicUrl } = api.services.configuration;
      const how = { viewer: PLATFORM_SCOPE, language: languageFor("en"), now: clock.now(), publicUrl };
      expect((await explain(api.database, question, how)).reason).toBe(reason);
      return [reason, missing?.menders ?? null];
    };
    expect(await seen(alias)).toEqual(["ALIAS", null]);
    expect(await seen("brief@club.test")).toEqual(["EXPIRED", ["ACCOUNT", "ADDRESS_OWNER"]]);
    expect(await seen(wanted)).toEqual(["DENIED_BY_OWNER", ["ADDRESS_OWNER"]]);
    const suspend = "mutation ($id: ID!) { suspendReseller(id: $id) { id } }";
    await api.succeed(OPERATOR, suspend, { id: east.id });
    expect(await seen(address)).toEqual(["SUSPENDED", ["ADMINISTRATOR"]]);
  });

  it("names who set the mode in the caller's scope, and above it only what is in force", async ({ api, tenants }) => {
    const { south } = tenants;
    const boss = { ...south.actor, label: "south-boss" };
    await enforce(api, boss, { resellerId: south.id });
    const seenBy = async (actor: Actor) =>
      (await ask(api, actor, south.account.address, "x@club.test")).policies.filter(({ isInForce }) => isInForce);
    const own = { scopeKind: "RESELLER", name: "Reseller south", mode: "ENFORCE", setBy: "south-boss" };
    expect(await seenBy(OPERATOR)).toMatchObject([{ ...own, setAt: expect.any(String) }]);
    expect(await seenBy(south.actor)).toMatchObject([{ ...own, setAt: expect.any(String) }]);
    for (const actor of [south.domain.actor, south.account.actor]) {
      expect(await seenBy(actor)).toMatchObject([{ ...own, name: null, setBy: null, setAt: null }]);
    }
    await enforce(api, boss, { domainId: south.domain.id });
    expect(await seenBy(south.domain.actor)).toMatchObject([
      { scopeKind: "DOMAIN", name: "south.test", setBy: "an administrator of a reseller" },
    ]);
    const { policies } = await ask(api, south.account.actor, south.account.address, "x@club.test");
    expect(policies.map(({ scopeKind }) => scopeKind)).toEqual(["DOMAIN", "ACCOUNT"]);
  });

  it("tells of no login outside the caller's scope, and nothing to gateways", async ({ api, tenants }) => {
    const { north, south } = tenants;
    const variables = { login: south.account.address, sender: "" };
    for (const actor of [north.actor, north.domain.actor, north.account.actor]) {
      expect((await api.refuse(actor, EXPLAIN, variables)).extensions.code).toBe("NOT_FOUND");
      const nobody = { login: "nobody@nowhere.test", sender: "" };
      expect((await api.refuse(actor, EXPLAIN, nobody)).extensions.code).toBe("NOT_FOUND");
    }
    const neighbour = { login: north.neighbour.address, sender: "" };
    expect((await api.refuse(north.account.actor, EXPLAIN, neighbour)).extensions.code).toBe("NOT_FOUND");
    const gateway = actorWith("GATEWAY", PLATFORM_SCOPE);
    expect((await api.refuse(gateway, EXPLAIN, variables)).extensions.code).toBe("FORBIDDEN");
    const long = { login: "a".repeat(1_001), sender: "" };
    expect((await api.refuse(OPERATOR, EXPLAIN, long)).extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "login",
    });
  });

  it("takes as many statements after many changes as after one", async ({ api, tenants }) => {
    const { account, domain, actor } = tenants.north;
    const input = { accountId: account.id, address: "often@club.test", reason: "signed contract" };
    const { grantAuthorization } = await api.succeed<{ grantAuthorization: { id: string } }>(OPERATOR, GRANT, {
      input,
    });
    const count = () =>
      countStatements(api.database, async () => {
        await ask(api, actor, account.address, input.address);
      });
    await enforce(api, actor, { accountId: account.id });
    const once = await count();
    for (let round = 0; round < 11; round += 1) {
      for (const verb of ["pauseAuthorization", "resumeAuthorization"]) {
        const document = `mutation ($id: ID!) { ${verb}(authorizationId: $id) { id } }`;
        await api.succeed(OPERATOR, document, { id: grantAuthorization.id });
      }
    }
    await enforce(api, OPERATOR, { domainId: domain.id });
    expect(await count()).toBe(once);
    expect(once).toBeLessThanOrEqual(MAX_STATEMENTS);
    expect((await ask(api, actor, account.address, input.address)).history).toHaveLength(20);
  });
});
