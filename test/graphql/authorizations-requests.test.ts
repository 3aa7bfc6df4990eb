import { beforeAll, describe, expect, it } from "vitest";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { type CreatedTenant, createTenants, innerIdOf, plantAccount, type Tree } from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  GRANT,
  type Mailbox,
  openMailbox,
  REVOKE,
} from "./verification-mailbox.js";

const PROFILE = `mutation ($input: UpdateIdentityProfileInput!) {
  updateIdentityProfile(input: $input) { id state displayName organization replyTo bcc signature isDefault }
}`;
const PAUSE = `mutation ($id: ID!) { pauseAuthorization(authorizationId: $id, reason: "by hand") { state reason } }`;
const RESUME = `mutation ($id: ID!) { resumeAuthorization(authorizationId: $id) { state } }`;
const DEFAULTS = `query ($id: ID!) {
  account(id: $id) { authorizations(first: 50) { edges { node { id isDefault identity { address } } } } }
}`;

describeOnEachEngine("authorizations", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;
  let number = 0;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });

  function next(): string {
    clock.advance(24 * 60 * 60 * 1_000);
    number += 1;
    return `somebody${number}@foreign${number}.test`;
  }

  async function add(actor = tree.north.account.actor, changes: Record<string, unknown> = {}) {
    const input = { accountId: tree.north.account.id, address: next(), displayName: "Anna", ...changes };
    return (await api.succeed<{ addIdentity: AuthorizationAnswer }>(actor, ADD_IDENTITY, { input })).addIdentity;
  }

  function refuseToAdd(changes: Record<string, unknown>, actor = tree.north.account.actor) {
    const input = { accountId: tree.north.account.id, address: next(), displayName: "Anna", ...changes };
    return api.refuse(actor, ADD_IDENTITY, { input });
  }

  async function grant(tenant: CreatedTenant, address: string, actor = OPERATOR) {
    const input = { accountId: tenant.account.id, address, reason: "signed contract" };
    return (await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(actor, GRANT, { input })).grantAuthorization;
  }

  describe("that are asked for", () => {
    it("come at once for the own address, an alias, and a subaddress of one, with the reason", async () => {
      const alias = await plantAccount(api, tree.north.domain.id, "aliased@north.test", ["other@north.test"]);
      const actor = actorWith("ACCOUNT", {
        kind: "ACCOUNT",
        accountId: innerIdOf(alias.id),
        domainId: innerIdOf(tree.north.domain.id),
        resellerPath: tree.north.path,
      });
      for (const address of ["Aliased@North.test", "other@north.test", "other+shop@north.test"]) {
        const added = await add(actor, { accountId: alias.id, address });
        expect(added).toMatchObject({ state: "AUTHORIZED", source: "REQUEST", verification: null });
      }
      expect(await mailbox.deliver()).toEqual([]);
    });

    it("end with the alias or the address that they came with", async () => {
      const { id } = await plantAccount(api, tree.north.domain.id, "before@north.test", ["lost@north.test"]);
      const actor = actorWith("ACCOUNT", {
        kind: "ACCOUNT",
        accountId: innerIdOf(id),
        domainId: innerIdOf(tree.north.domain.id),
        resellerPath: tree.north.path,
      });
      const added: AuthorizationAnswer[] = [];
      for (const address of ["lost@north.test", "lost+x@north.test", "before@north.test"]) {
        added.push(await add(actor, { accountId: id, address }));
      }
      const states = async () => {
        const seen: string[] = [];
        for (const each of added) {
          const { node } = await api.succeed<{ node: AuthorizationAnswer }>(actor, AUTHORIZATION, { id: each.id });
          seen.push(node.state);
        }
        return seen;
      };
      const remove = `mutation ($id: ID!) { removeAccountAlias(accountId: $id, address: "lost@north.test") { id } }`;
      await api.succeed(tree.north.actor, remove, { id });
      expect(await states()).toEqual(["REVOKED", "REVOKED", "AUTHORIZED"]);
      const rename = `mutation ($id: ID!) { updateAccount(id: $id, input: { address: "after@north.test" }) { id } }`;
      await api.succeed(tree.north.actor, rename, { id });
      expect(await states()).toEqual(["REVOKED", "REVOKED", "REVOKED"]);
    });

    it("come at once for an address in a domain that the caller administers, as a grant", async () => {
      const address = "neighbour@north.test";
      expect(await add(tree.north.domain.actor, { address })).toMatchObject({ state: "AUTHORIZED", source: "GRANT" });
      expect(await mailbox.deliver()).toEqual([]);
    });

    it("wait for the owner of a colleague's mailbox, whatever the account itself may do", async () => {
      const added = await add(tree.south.account.actor, {
        accountId: tree.south.account.id,
        address: "neighbour@south.test",
      });
      expect(added).toMatchObject({ state: "PENDING", source: "REQUEST" });
      expect((await mailbox.deliver()).map(({ to }) => to)).toEqual(["neighbour@south.test"]);
    });

    it("are refused for what is no address, with the field and what would be one", async () => {
      for (const address of [
        "",
        "nobody",
        "a b@foreign.test",
        "x@",
        "@x",
        `${"l".repeat(65)}@foreign.test`,
        "a@b\r\nc",
      ]) {
        const error = await refuseToAdd({ address });
        expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.address" });
      }
    });

    it("are refused with a profile that is too long or would inject a header", async () => {
      const wrong: [string, string][] = [
        ["displayName", "x".repeat(201)],
        ["displayName", "Anna\r\nBcc: all@foreign.test"],
        ["displayName", "Anna\u202egnp.exe"],
        ["organization", "Bakery\nX-Header: 1"],
        ["replyTo", "not an address"],
        ["bcc", "a@foreign.test, b"],
        ["signature", "x".repeat(10_001)],
        ["signature", "bell\u0007"],
      ];
      for (const [field, value] of wrong) {
        const error = await refuseToAdd({ [field]: value });
        expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: `input.${field}` });
      }
    });

    it("are refused twice", async () => {
      const { identity } = await add();
      expect((await refuseToAdd({ address: identity.address.toUpperCase() })).extensions).toMatchObject({
        code: "CONFLICT",
        field: "input.address",
      });
    });

    it("do not exist for another tenant, a wrong id, and nobody", async () => {
      for (const accountId of [tree.south.account.id, "Account_00000000000000000000000000000000", "x"]) {
        expect((await refuseToAdd({ accountId })).extensions.code).toBe("NOT_FOUND");
      }
      expect((await refuseToAdd({ accountId: tree.north.account.id }, tree.south.actor)).extensions.code).toBe(
        "NOT_FOUND",
      );
      expect((await refuseToAdd({}, ANONYMOUS)).extensions.code).toBe("UNAUTHENTICATED");
      const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
      expect((await refuseToAdd({}, gateway)).extensions.code).toBe("FORBIDDEN");
    });

    it("look the same for an address that another tenant uses already: same id, same spelling, same fields", async () => {
      const first = await add(undefined, { address: "Spelled.Like.This@Foreign.Test" });
      const second = await add(tree.south.account.actor, {
        accountId: tree.south.account.id,
        address: "spelled.like.this@foreign.test",
      });
      expect(first.identity.address).toBe("spelled.like.this@foreign.test");
      expect(second.identity).toEqual(first.identity);
      expect(second.id).not.toBe(first.id);
      await mailbox.deliver();
    });
  });

  describe("that are granted", () => {
    it("come from the operator for any address, without a mail, and end an open question", async () => {
      const pending = await add();
      const [mail] = await mailbox.deliver();
      const granted = await grant(tree.north, pending.identity.address);
      expect(granted).toMatchObject({
        id: pending.id,
        state: "AUTHORIZED",
        source: "GRANT",
        reason: "signed contract",
      });
      const input = { token: mail!.secrets.token, decision: "DENY" };
      expect((await api.refuse(ANONYMOUS, ANSWER, { input })).extensions.code).toBe("CONFLICT");
      const again = { accountId: tree.north.account.id, address: pending.identity.address };
      expect((await api.refuse(OPERATOR, GRANT, { input: again })).extensions.code).toBe("CONFLICT");
    });

    it("come from an administrator for addresses in own domains only, and the refusal says what to do", async () => {
      const own = await grant(tree.north, "sales@north.test", tree.north.actor);
      expect(own).toMatchObject({ state: "AUTHORIZED", displayName: "sales@north.test" });
      for (const actor of [tree.north.actor, tree.north.domain.actor]) {
        for (const address of [next(), "user@south.test"]) {
          const input = { accountId: tree.north.account.id, address };
          const error = await api.refuse(actor, GRANT, { input });
          expect(error.extensions.code).toBe("FORBIDDEN");
          expect(error.message).toContain("addIdentity");
        }
      }
    });

    it("are not for accounts to give, nor for foreign accounts to get", async () => {
      const input = { accountId: tree.north.account.id, address: next() };
      expect((await api.refuse(tree.north.account.actor, GRANT, { input })).extensions.code).toBe("FORBIDDEN");
      expect((await api.refuse(tree.south.actor, GRANT, { input })).extensions.code).toBe("NOT_FOUND");
    });
  });

  describe("that are revoked", () => {
    it("by the account may be asked for again at once", async () => {
      const granted = await grant(tree.north, next());
      const { revokeAuthorization } = await api.succeed<{ revokeAuthorization: AuthorizationAnswer }>(
        tree.north.account.actor,
        REVOKE,
        { id: granted.id, reason: "no longer needed" },
      );
      expect(revokeAuthorization).toMatchObject({ state: "REVOKED", reason: "no longer needed", askAgainAt: null });
      expect((await api.refuse(tree.north.account.actor, REVOKE, { id: granted.id })).extensions.code).toBe("CONFLICT");
    });

    it("by the administrators of the address's domain, who see of the foreign account the address alone", async () => {
      const granted = await grant(tree.south, "brand@north.test");
      const seen = `query ($id: ID!) { node(id: $id) { ... on Authorization { displayName bcc account { address language } } } }`;
      const { node } = await api.succeed<{ node: unknown }>(tree.north.domain.actor, seen, { id: granted.id });
      expect(node).toEqual({ displayName: "", bcc: null, account: { address: "user@south.test", language: null } });
      const more = `query ($id: ID!) { node(id: $id) { ... on Authorization { account { domain { name } } } } }`;
      expect((await api.refuse(tree.north.domain.actor, more, { id: granted.id })).extensions.code).toBe("NOT_FOUND");

      const { revokeAuthorization } = await api.succeed<{ revokeAuthorization: AuthorizationAnswer }>(
        tree.north.domain.actor,
        REVOKE,
        { id: granted.id, reason: null },
      );
      expect(revokeAuthorization).toMatchObject({ state: "REVOKED", askAgainAt: expect.any(String) });
      const error = await refuseToAdd(
        { accountId: tree.south.account.id, address: "brand@north.test" },
        tree.south.account.actor,
      );
      // `next()` let a day pass; the owner's side is left alone for thirty.
      expect(error.extensions.code).toBe("CONFLICT");
    });

    it("do not exist for other tenants, for accounts of the address's domain, and under wrong ids", async () => {
      const granted = await grant(tree.south, "brand2@north.test");
      for (const actor of [tree.north.account.actor, tree.north.account.actor]) {
        expect((await api.refuse(actor, REVOKE, { id: granted.id })).extensions.code).toBe("NOT_FOUND");
      }
      for (const id of ["Authorization_0", tree.north.account.id]) {
        expect((await api.refuse(OPERATOR, REVOKE, { id })).extensions.code).toBe("NOT_FOUND");
      }
    });
  });

  describe("in use", () => {
    it("are paused and resumed by administrators alone", async () => {
      const granted = await grant(tree.north, next());
      expect((await api.refuse(tree.north.account.actor, PAUSE, { id: granted.id })).extensions.code).toBe("FORBIDDEN");
      expect((await api.refuse(tree.south.actor, PAUSE, { id: granted.id })).extensions.code).toBe("NOT_FOUND");
      const paused = await api.succeed(tree.north.domain.actor, PAUSE, { id: granted.id });
      expect(paused).toEqual({ pauseAuthorization: { state: "PAUSED", reason: "by hand" } });
      expect((await api.refuse(tree.north.domain.actor, PAUSE, { id: granted.id })).extensions.code).toBe("CONFLICT");
      expect(await api.succeed(tree.north.domain.actor, RESUME, { id: granted.id })).toEqual({
        resumeAuthorization: { state: "AUTHORIZED" },
      });
    });

    it("change their profile, never with what a header cannot hold, never a foreign one", async () => {
      const granted = await grant(tree.north, next());
      const input = {
        authorizationId: granted.id,
        displayName: "Anna & Söhne",
        organization: "Bakery",
        replyTo: "Reply@Foreign.test",
        signature: "--\nAnna",
      };
      const changed = await api.succeed<{ updateIdentityProfile: AuthorizationAnswer }>(
        tree.north.account.actor,
        PROFILE,
        { input },
      );
      const { authorizationId: _, ...profile } = input;
      expect(changed.updateIdentityProfile).toMatchObject(profile);
      const emptied = { authorizationId: granted.id, organization: null };
      expect(
        (await api.succeed<{ updateIdentityProfile: unknown }>(tree.north.account.actor, PROFILE, { input: emptied }))
          .updateIdentityProfile,
      ).toMatchObject({ displayName: "Anna & Söhne", organization: null });
      const injected = { authorizationId: granted.id, displayName: "x\nBcc: y" };
      expect((await api.refuse(tree.north.account.actor, PROFILE, { input: injected })).extensions.field).toBe(
        "input.displayName",
      );
      expect((await api.refuse(tree.south.actor, PROFILE, { input })).extensions.code).toBe("NOT_FOUND");
    });

    it("have one default an account, the last one set", async () => {
      const accountId = (await plantAccount(api, tree.north.domain.id, `defaults${number}@north.test`)).id;
      const actor = tree.north.actor;
      await add(actor, { accountId, address: "a@north.test", isDefault: true });
      await add(actor, { accountId, address: "b@north.test", isDefault: true });
      const { account } = await api.succeed<{
        account: { authorizations: { edges: { node: AuthorizationAnswer }[] } };
      }>(actor, DEFAULTS, { id: accountId });
      const defaults = account.authorizations.edges.filter(({ node }) => node.isDefault);
      expect(defaults.map(({ node }) => node.identity.address)).toEqual(["b@north.test"]);
    });

    it("are null by id for whoever may not see them", async () => {
      const granted = await grant(tree.north, next());
      const { node } = await api.succeed<{ node: unknown }>(tree.south.actor, AUTHORIZATION, { id: granted.id });
      expect(node).toBeNull();
    });
  });
});
