import { beforeAll, describe, expect, it } from "vitest";
import { Administrator } from "../../src/access/index.js";
import { Authorization } from "../../src/authorizations/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { Policy } from "../../src/policy/index.js";
import { Account } from "../../src/tenancy/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { plantAdministrator } from "./access-people.js";
import {
  createTenants,
  innerIdOf,
  type PlantedReseller,
  plantAccount,
  plantDomain,
  plantReseller,
  type Tree,
} from "./tenancy-tree.js";
import { ADD_IDENTITY, ANSWER, type Mailbox, openMailbox } from "./verification-mailbox.js";

const SET = `mutation ($input: SetPolicyInput!) {
  setPolicy(input: $input) { locked setAbove settings { verificationHours pauseUnusedAfterDays } }
}`;
const REMOVE = `mutation ($scope: ScopeInput!) { removePolicy(scope: $scope) { mode } }`;
const POLICY = `query ($scope: ScopeInput!) { policy(scope: $scope) { setAbove locked } }`;
const PAUSE = `mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { state reason } }`;
const RESUME = `mutation ($id: ID!) { resumeAuthorization(authorizationId: $id) { state } }`;
const REVOKE = `mutation ($id: ID!) { revokeAuthorization(authorizationId: $id) { state } }`;
const RESEND = `mutation ($id: ID!) { resendVerification(authorizationId: $id) { state } }`;
const GRANT = `mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id state } }`;
const ADD_ALIAS = `mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }`;
const RENAME = `mutation ($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { id } }`;
const REQUEST_DOMAIN = `mutation ($input: RequestDomainAuthorizationInput!) {
  requestDomainAuthorization(input: $input) { state }
}`;
const DISABLE = `mutation ($id: ID!) { disableAdministrator(id: $id) { isDisabled } }`;
const ENABLE = `mutation ($id: ID!) { enableAdministrator(id: $id) { isDisabled } }`;
const SUSPEND = `mutation ($id: ID!) { suspendAccount(id: $id) { state } }`;
const RESUME_ACCOUNT = `mutation ($id: ID!) { resumeAccount(id: $id) { state } }`;
const MOVE_RESELLER = `mutation ($id: ID!, $parentId: ID) { moveReseller(id: $id, parentId: $parentId) { id } }`;
const MOVE_DOMAIN = `mutation ($id: ID!, $resellerId: ID!) { moveDomain(id: $id, resellerId: $resellerId) { id } }`;

describeOnEachEngine("what somebody further up has set", (engine) => {
  const clock = movableClock();
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });

  const name = () => {
    number += 1;
    return `made${number}`;
  };
  const codeOf = async (actor: Actor, document: string, variables: object) =>
    (await api.refuse(actor, document, variables as Record<string, unknown>)).extensions.code;
  const set = (actor: Actor, input: object) => api.succeed<{ setPolicy: object }>(actor, SET, { input });
  const domain = () => plantDomain(api, tree.north, `${name()}.test`);
  const reseller = () => tree.north.actor;

  describe("in a policy", () => {
    it("is not overwritten, taken off or removed by whom it holds for", async () => {
      const { id, actor } = await domain();
      const scope = { domainId: id };
      await set(OPERATOR, { scope, verificationHours: 24 });
      for (const below of [reseller(), actor]) {
        expect(await codeOf(below, SET, { input: { scope, verificationHours: 48 } })).toBe("FORBIDDEN");
        expect(await codeOf(below, SET, { input: { scope, verificationHours: null } })).toBe("FORBIDDEN");
        expect(await codeOf(below, REMOVE, { scope })).toBe("FORBIDDEN");
        expect(await api.succeed(below, POLICY, { scope })).toEqual({
          policy: { setAbove: ["verificationHours"], locked: [] },
        });
      }
      await set(reseller(), { scope, verificationHours: 24, pauseUnusedAfterDays: 3 });
      expect(await codeOf(actor, SET, { input: { scope, pauseUnusedAfterDays: 4 } })).toBe("FORBIDDEN");
      await set(OPERATOR, { scope, verificationHours: null });
      await set(reseller(), { scope, verificationHours: 48 });
      await api.succeed(reseller(), REMOVE, { scope });
    });

    it("passes to whoever is above once they set it, and stays theirs", async () => {
      const { id, actor } = await domain();
      const scope = { domainId: id };
      await set(actor, { scope, verificationHours: 24 });
      await set(reseller(), { scope, verificationHours: 24 });
      expect(await codeOf(actor, SET, { input: { scope, verificationHours: 48 } })).toBe("FORBIDDEN");
    });

    it("is locked in its own scope too, for everybody below whoever locked it", async () => {
      const { id, actor } = await domain();
      const scope = { domainId: id };
      await set(OPERATOR, { scope, locked: ["verificationHours"] });
      for (const below of [reseller(), actor]) {
        expect(await codeOf(below, SET, { input: { scope, verificationHours: 48 } })).toBe("FORBIDDEN");
        expect(await codeOf(below, SET, { input: { scope, locked: [] } })).toBe("FORBIDDEN");
        expect(await codeOf(below, SET, { input: { scope, locked: ["pauseUnusedAfterDays"] } })).toBe("FORBIDDEN");
        expect(await codeOf(below, REMOVE, { scope })).toBe("FORBIDDEN");
      }
      await set(reseller(), { scope, locked: ["verificationHours", "pauseUnusedAfterDays"] });
      // Named again by somebody below, it is still the operator's; the other one is the reseller's.
      expect(await codeOf(reseller(), SET, { input: { scope, locked: ["pauseUnusedAfterDays"] } })).toBe("FORBIDDEN");
      expect(await codeOf(actor, SET, { input: { scope, pauseUnusedAfterDays: 2 } })).toBe("FORBIDDEN");
      await set(reseller(), { scope, pauseUnusedAfterDays: 2 });
      await set(OPERATOR, { scope, locked: [] });
      await set(actor, { scope, verificationHours: 12 });
    });
  });

  describe("as a pause", () => {
    async function allowed() {
      const account = await plantAccount(api, tree.north.domain.id, `${name()}@north.test`);
      const accountId = innerIdOf(account.id);
      const own: Actor = {
        ...tree.north.account.actor,
        id: accountId,
        scope: { ...tree.north.account.actor.scope!, kind: "ACCOUNT", accountId } as Actor["scope"],
      };
      const address = `owner@${name()}.example`;
      await api.succeed(OPERATOR, GRANT, { input: { accountId: account.id, address } });
      const row = await api.database.reader.findOneByOrFail(Authorization, { accountId, addressKey: address });
      return { account, own, address, id: row.globalId };
    }

    it("is not resumed, granted over, asked for again or revoked away from below", async () => {
      const { account, own, address, id } = await allowed();
      await api.succeed(OPERATOR, PAUSE, { id });
      const grant = { input: { accountId: account.id, address } };
      for (const below of [reseller(), tree.north.domain.actor]) {
        expect(await codeOf(below, RESUME, { id })).toBe("FORBIDDEN");
        expect(await codeOf(below, PAUSE, { id })).toBe("CONFLICT");
        expect(await codeOf(below, RESEND, { id })).toBe("FORBIDDEN");
      }
      expect(await codeOf(own, RESEND, { id })).toBe("FORBIDDEN");
      await api.succeed(own, REVOKE, { id });
      const ask = { input: { accountId: account.id, address, displayName: "X" } };
      for (const below of [own, reseller(), tree.north.domain.actor]) {
        expect(await codeOf(below, ADD_IDENTITY, ask)).toBe("FORBIDDEN");
      }
      expect(["FORBIDDEN"]).toContain(await codeOf(reseller(), GRANT, grant));
      await api.succeed(OPERATOR, GRANT, grant);
      await api.succeed(reseller(), PAUSE, { id });
      await api.succeed(reseller(), RESUME, { id });
    });

    it("is not gone round from below by an alias, a rename or an authorization for the whole domain", async () => {
      const second = await domain();
      const account = await plantAccount(api, second.id, `user@${second.name}`);
      const address = `boss@${second.name}`;
      const { grantAuthorization } = await api.succeed<{ grantAuthorization: { id: string } }>(second.actor, GRANT, {
        input: { accountId: account.id, address },
      });
      await api.succeed(OPERATOR, PAUSE, { id: grantAuthorization.id });
      const around: [string, object][] = [
        [ADD_ALIAS, { id: account.id, address }],
        [RENAME, { id: account.id, input: { address } }],
        [REQUEST_DOMAIN, { input: { accountId: account.id, domain: second.name } }],
      ];
      for (const each of [false, true]) {
        if (each) await api.succeed(second.actor, REVOKE, { id: grantAuthorization.id });
        for (const [document, variables] of around) {
          for (const below of [reseller(), second.actor]) {
            expect(await codeOf(below, document, variables)).toBe("FORBIDDEN");
          }
        }
      }
      // Another account's alias is no way round it, and the operator's own word lifts what he set.
      const other = await plantAccount(api, second.id, `other@${second.name}`);
      await api.succeed(second.actor, REQUEST_DOMAIN, { input: { accountId: other.id, domain: second.name } });
      await api.succeed(OPERATOR, REQUEST_DOMAIN, { input: { accountId: account.id, domain: second.name } });
      await api.succeed(OPERATOR, ADD_ALIAS, { id: account.id, address });
    });

    it("stays when the owner of the address says yes to a question that was open", async () => {
      const { account, own, address, id } = await allowed();
      await api.succeed(reseller(), REVOKE, { id });
      clock.advance(60_000);
      const asked = await api.succeed<{ addIdentity: { verification: { matchNumber: string } } }>(own, ADD_IDENTITY, {
        input: { accountId: account.id, address, displayName: "X" },
      });
      const mail = (await mailbox.deliver()).at(-1)!;
      // Beside the question: let through by the operator, and paused by the reseller.
      const state = { state: "PAUSED", pausedBy: tree.north.path };
      await api.database.write((tx) => tx.manager.update(Authorization, { id: innerIdOf(id) }, state as never));
      clock.advance(60 * 60_000);
      const input = {
        token: mail.secrets.token,
        decision: "ALLOW",
        matchNumber: asked.addIdentity.verification.matchNumber,
      };
      expect(await api.succeed(own, ANSWER, { input })).toMatchObject({ answerVerification: { state: "PAUSED" } });
      await api.succeed(reseller(), RESUME, { id });
    });

    it("is taken over by whoever is above; what mayfrom paused by itself is anybody's", async () => {
      const { id } = await allowed();
      await api.succeed(tree.north.domain.actor, PAUSE, { id });
      await api.succeed(OPERATOR, PAUSE, { id });
      expect(await codeOf(tree.north.domain.actor, RESUME, { id })).toBe("FORBIDDEN");
      await api.database.write((tx) => tx.manager.update(Authorization, { id: innerIdOf(id) }, { pausedBy: null }));
      await api.succeed(tree.north.domain.actor, RESUME, { id });
    });
  });

  describe("moves with what it was set on", () => {
    /** A tenant with something of each kind that the given actor has set. */
    async function everythingSetBy(actor: Actor, parent: PlantedReseller) {
      const own = await plantDomain(api, parent, `${name()}.test`);
      const account = await plantAccount(api, own.id, `${name()}@${own.name}`);
      const administrator = await plantAdministrator(api, name(), { domainId: own.id });
      const scopes = [{ domainId: own.id }, { accountId: account.id }];
      for (const scope of scopes) await set(actor, { scope, verificationHours: 24, locked: ["pauseUnusedAfterDays"] });
      const { grantAuthorization } = await api.succeed<{ grantAuthorization: { id: string } }>(OPERATOR, GRANT, {
        input: { accountId: account.id, address: `x@${name()}.example` },
      });
      await api.succeed(actor, PAUSE, { id: grantAuthorization.id });
      await api.succeed(actor, SUSPEND, { id: account.id });
      await api.succeed(actor, DISABLE, { id: administrator.id });
      return { own, account, administrator, scopes, authorizationId: grantAuthorization.id };
    }

    async function ranksOf({
      own,
      account,
      administrator,
      authorizationId,
    }: Awaited<ReturnType<typeof everythingSetBy>>) {
      const { reader } = api.database;
      const policies = await reader.find(Policy, {
        where: [own.id, account.id].map((id) => ({ scopeId: innerIdOf(id) })),
      });
      const ranks = policies.flatMap(({ settingRanks, lockRanks }) => [
        settingRanks!.verificationHours,
        lockRanks!.pauseUnusedAfterDays,
      ]);
      ranks.push((await reader.findOneByOrFail(Account, { id: innerIdOf(account.id) })).suspendedBy!);
      ranks.push((await reader.findOneByOrFail(Administrator, { id: innerIdOf(administrator.id) })).disabledBy!);
      ranks.push((await reader.findOneByOrFail(Authorization, { id: innerIdOf(authorizationId) })).pausedBy!);
      expect(ranks).toHaveLength(7);
      return [...new Set(ranks)];
    }

    it("and is still its reseller's, or passes from those above whom it leaves to those it joins", async () => {
      const middle = await plantReseller(api, name(), tree.north.id);
      const moved = await plantReseller(api, name(), middle.id);
      const other = await plantReseller(api, name(), tree.north.id);
      const byItself = await everythingSetBy(moved.actor, moved);
      const byMiddle = await everythingSetBy(middle.actor, moved);
      const byNorth = await everythingSetBy(tree.north.actor, moved);
      const byOperator = await everythingSetBy(OPERATOR, moved);
      await api.succeed(tree.north.actor, MOVE_RESELLER, { id: moved.id, parentId: other.id });
      const label = moved.path.slice(middle.path.length);
      expect(await ranksOf(byItself)).toEqual([`${other.path}${label}`]);
      expect(await ranksOf(byMiddle)).toEqual([other.path]);
      expect(await ranksOf(byNorth)).toEqual([tree.north.path]);
      expect(await ranksOf(byOperator)).toEqual([""]);
      expect(await codeOf(other.actor, RESUME, { id: byNorth.authorizationId })).toBe("FORBIDDEN");
      await api.succeed(other.actor, RESUME, { id: byMiddle.authorizationId });
      await api.succeed(other.actor, ENABLE, { id: byMiddle.administrator.id });
      await api.succeed(other.actor, RESUME_ACCOUNT, { id: byMiddle.account.id });
      await set(other.actor, { scope: byMiddle.scopes[0]!, verificationHours: 48, locked: [] });
    });

    it("with a domain: what the reseller it leaves has set is the new one's to undo", async () => {
      const from = await plantReseller(api, name(), tree.north.id);
      const to = await plantReseller(api, name(), tree.north.id);
      const byReseller = await everythingSetBy(from.actor, from);
      const byNorth = await everythingSetBy(tree.north.actor, from);
      for (const { own } of [byReseller, byNorth]) {
        await api.succeed(tree.north.actor, MOVE_DOMAIN, { id: own.id, resellerId: to.id });
      }
      expect(await ranksOf(byNorth)).toEqual([tree.north.path]);
      expect(await ranksOf(byReseller)).toEqual([to.path]);
    });
  });
});
