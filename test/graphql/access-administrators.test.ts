import { beforeAll, describe, expect, it } from "vitest";
import { Administrator, authenticate } from "../../src/access/index.js";
import { type AuditAction, AuditEvent } from "../../src/audit/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { ORIGIN, PASSWORD, plantAdministrator, SIGN_IN, signInAs, visitor } from "./access-people.js";
import { createTenants, innerIdOf, plantReseller, type Tree } from "./tenancy-tree.js";

const CREATE = `mutation ($input: CreateAdministratorInput!) {
  createAdministrator(input: $input) { id login role email language isDisabled createdAt reseller { id } domain { id } }
}`;
const UPDATE = `mutation ($input: UpdateAdministratorInput!) {
  updateAdministrator(input: $input) { id email language }
}`;
const RESET = `mutation ($input: ResetAdministratorPasswordInput!) { resetAdministratorPassword(input: $input) { id } }`;
const DISABLE = `mutation ($id: ID!) { disableAdministrator(id: $id, reason: "left the company") { isDisabled } }`;
const ENABLE = `mutation ($id: ID!) { enableAdministrator(id: $id) { isDisabled } }`;
const DELETE = "mutation ($id: ID!) { deleteAdministrator(id: $id) }";
const LIST = `query ($first: Int, $after: String, $filter: AdministratorFilter) {
  administrators(first: $first, after: $after, filter: $filter) {
    edges { node { login role reseller { slug } domain { name } } } pageInfo { hasNextPage endCursor }
  }
}`;
const NODE = `query ($id: ID!) { node(id: $id) { id } }`;

interface Listed {
  readonly administrators: {
    readonly edges: readonly { readonly node: { readonly login: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

describeOnEachEngine("administrators", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let rita: { id: string; actor: Actor };
  let dora: { id: string; actor: Actor };
  let sven: { id: string; actor: Actor };
  let panel: Actor;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
    rita = await plantAdministrator(api, "rita", { resellerId: tree.north.id });
    dora = await plantAdministrator(api, "dora", { domainId: tree.north.domain.id });
    sven = await plantAdministrator(api, "sven", { resellerId: tree.south.id });
    panel = actorWith("PANEL", tree.north.actor.scope!);
  });

  const logins = async (actor: Actor, variables: Record<string, unknown> = {}) => {
    const { administrators } = await api.succeed<Listed>(actor, LIST, variables);
    return administrators.edges.map(({ node }) => node.login);
  };
  const lastEvent = (action: AuditAction) =>
    api.database.reader.findOneOrFail(AuditEvent, { where: { action }, order: { sequence: "DESC" } });
  const input = (login: string, scope: object, changes: object = {}) => ({
    input: { login, password: PASSWORD, scope, ...changes },
  });

  it("are deleted once they are disabled, by whoever may enable them, and their name is free", async () => {
    const { id } = await plantAdministrator(api, "leaving", { domainId: tree.north.domain.id });
    const reasonOf = async (actor: Actor) => (await api.refuse(actor, DELETE, { id })).extensions;
    expect(await reasonOf(rita.actor)).toMatchObject({ code: "CONFLICT", reason: "STILL_ENABLED" });
    await api.succeed(OPERATOR, DISABLE, { id });
    expect((await reasonOf(rita.actor)).code).toBe("FORBIDDEN");
    expect((await reasonOf(sven.actor)).code).toBe("NOT_FOUND");
    await api.succeed(OPERATOR, DELETE, { id });
    expect((await lastEvent("administrator.deleted")).subjectLabel).toBe("leaving");
    expect(await logins(OPERATOR)).not.toContain("leaving");
    await plantAdministrator(api, "leaving", { domainId: tree.north.domain.id });
  });

  describe("are made", () => {
    it("for the platform, a reseller or a domain, with the role that follows", async () => {
      const contact = { email: "Otto@Example.org", language: "DE" };
      const { createAdministrator: otto } = await api.succeed<{ createAdministrator: object }>(
        OPERATOR,
        CREATE,
        input("Otto", { platform: true }, contact),
      );
      expect(otto).toMatchObject({
        login: "otto",
        role: "OPERATOR",
        email: "Otto@Example.org",
        language: "de",
        isDisabled: false,
        reseller: null,
        domain: null,
      });
      const { createAdministrator: rolf } = await api.succeed<{ createAdministrator: object }>(
        tree.north.actor,
        CREATE,
        input("rolf", { resellerId: tree.north.id }),
      );
      expect(rolf).toMatchObject({ role: "RESELLER", reseller: { id: tree.north.id } });
      const { createAdministrator: dirk } = await api.succeed<{ createAdministrator: object }>(
        panel,
        CREATE,
        input("dirk", { domainId: tree.north.domain.id }),
      );
      expect(dirk).toMatchObject({ role: "DOMAIN_ADMIN", reseller: null, domain: { id: tree.north.domain.id } });
      await api.succeed(dora.actor, CREATE, input("dana", { domainId: tree.north.domain.id }));
      for (const login of ["otto", "rolf", "dirk", "dana"]) await signInAs(api, login);
    });

    it("for a reseller below one's own", async () => {
      const sub = await plantReseller(api, "sub-of-north", tree.north.id);
      await api.succeed(tree.north.actor, CREATE, input("sub-admin", { resellerId: sub.id }));
    });

    it("by nobody above or beside their own scope", async () => {
      expect((await api.refuse(tree.north.actor, CREATE, input("x1", { platform: true }))).extensions.code).toBe(
        "FORBIDDEN",
      );
      const foreign: [Actor, object][] = [
        [tree.north.actor, { resellerId: tree.south.id }],
        [tree.north.actor, { domainId: tree.south.domain.id }],
        [panel, { resellerId: tree.south.id }],
        [dora.actor, { resellerId: tree.north.id }],
        [dora.actor, { domainId: tree.south.domain.id }],
      ];
      for (const [actor, scope] of foreign) {
        expect((await api.refuse(actor, CREATE, input("x1", scope))).extensions).toEqual(
          expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }),
        );
      }
      expect(await api.database.reader.countBy(Administrator, { login: "x1" })).toBe(0);
    });

    it("by no account, gateway or visitor", async () => {
      const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
      const scope = { domainId: tree.north.domain.id };
      expect((await api.refuse(tree.north.account.actor, CREATE, input("x2", scope))).extensions.code).toBe(
        "FORBIDDEN",
      );
      expect((await api.refuse(gateway, CREATE, input("x2", scope))).extensions.code).toBe("FORBIDDEN");
      expect((await api.refuse(visitor(), CREATE, input("x2", scope))).extensions.code).toBe("UNAUTHENTICATED");
    });

    it("with a login, a password, a scope and a contact that fit; what does not is named", async () => {
      const platform = { platform: true };
      const cases: [Record<string, unknown>, string][] = [
        [input("a", platform), "input.login"],
        [input("user@north.test", platform), "input.login"],
        [input("with space", platform), "input.login"],
        [input("x".repeat(65), platform), "input.login"],
        [input("fine", platform, { password: "short" }), "input.password"],
        [input("fine", {}), "input.scope"],
        [input("fine", { platform: true, resellerId: tree.north.id }), "input.scope"],
        [input("fine", { platform: false }), "input.scope.platform"],
        [input("fine", { accountId: tree.north.account.id }), "input.scope.accountId"],
        [input("fine", platform, { email: "nowhere" }), "input.email"],
        [input("fine", platform, { language: "not a language" }), "input.language"],
      ];
      for (const [variables, field] of cases) {
        const { extensions } = await api.refuse(OPERATOR, CREATE, variables);
        expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
      }
    });

    it("once by a name", async () => {
      const { extensions } = await api.refuse(OPERATOR, CREATE, input("RITA", { platform: true }));
      expect(extensions).toMatchObject({ code: "CONFLICT", field: "input.login" });
    });

    it("with an audit event that says who made whom, without the password", async () => {
      await api.succeed(rita.actor, CREATE, input("audited", { domainId: tree.north.domain.id }));
      const event = await lastEvent("administrator.created");
      expect(event).toMatchObject({
        actorLabel: "rita",
        subjectLabel: "audited",
        domainId: innerIdOf(tree.north.domain.id),
        resellerPath: tree.north.path,
        after: { role: "DOMAIN_ADMIN", email: null, language: null },
      });
    });
  });

  describe("are listed", () => {
    it("within the caller's scope only", async () => {
      expect(await logins(dora.actor)).not.toContain("rita");
      expect(await logins(dora.actor)).toContain("dora");
      const ofNorth = await logins(tree.north.actor);
      expect(ofNorth).toEqual(expect.arrayContaining(["rita", "dora", "sub-admin"]));
      expect(ofNorth).not.toContain("sven");
      expect(ofNorth).not.toContain("otto");
      expect(await logins(OPERATOR)).toEqual(expect.arrayContaining(["rita", "sven", "otto"]));
    });

    it("in pages that repeat nothing and miss nothing", async () => {
      for (const actor of [OPERATOR, tree.north.actor, dora.actor]) {
        const paged: string[] = [];
        let after: string | undefined;
        for (let hasNext = true; hasNext; ) {
          const { administrators } = await api.succeed<Listed>(actor, LIST, { first: 2, after });
          paged.push(...administrators.edges.map(({ node }) => node.login));
          after = administrators.pageInfo.endCursor;
          hasNext = administrators.pageInfo.hasNextPage;
        }
        expect(paged).toEqual(await logins(actor, { first: 200 }));
        expect(new Set(paged).size).toBe(paged.length);
      }
    });

    it("by role, by scope and by whether they are disabled", async () => {
      expect(await logins(OPERATOR, { filter: { role: "OPERATOR" } })).toEqual(["otto"]);
      expect(await logins(OPERATOR, { filter: { scope: { resellerId: tree.south.id } } })).toEqual(["sven"]);
      expect(await logins(OPERATOR, { filter: { isDisabled: true } })).toEqual([]);
      const foreign = { filter: { scope: { resellerId: tree.south.id } } };
      expect((await api.refuse(tree.north.actor, LIST, foreign)).extensions.code).toBe("NOT_FOUND");
    });

    it("to no account", async () => {
      expect((await api.refuse(tree.north.account.actor, LIST)).extensions.code).toBe("FORBIDDEN");
    });

    it("as a node inside the scope, and as nothing outside it", async () => {
      expect((await api.succeed<{ node: unknown }>(tree.north.actor, NODE, { id: rita.id })).node).toEqual({
        id: rita.id,
      });
      for (const actor of [tree.south.actor, dora.actor, tree.north.account.actor]) {
        expect((await api.succeed<{ node: unknown }>(actor, NODE, { id: rita.id })).node).toBeNull();
      }
    });
  });

  it("are updated: what is left out stays, null clears", async () => {
    const update = (changes: object) =>
      api.succeed<{ updateAdministrator: object }>(rita.actor, UPDATE, { input: { id: dora.id, ...changes } });
    expect((await update({ email: "dora@north.test", language: "pt-br" })).updateAdministrator).toMatchObject({
      email: "dora@north.test",
      language: "pt-BR",
    });
    expect((await update({ email: null })).updateAdministrator).toMatchObject({ email: null, language: "pt-BR" });
    expect(await lastEvent("administrator.updated")).toMatchObject({
      before: { email: "dora@north.test", language: "pt-BR" },
      after: { email: null, language: "pt-BR" },
    });
    const wrong = { input: { id: dora.id, email: "nowhere" } };
    expect((await api.refuse(rita.actor, UPDATE, wrong)).extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.email",
    });
  });

  it("get another password, which ends their sessions", async () => {
    const { accessToken } = await signInAs(api, "dora");
    const variables = { input: { id: dora.id, password: "given by the reseller" } };
    await api.succeed(rita.actor, RESET, variables);
    await expect(authenticate(api.services, accessToken, ORIGIN)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await signInAs(api, "dora", "given by the reseller");
    const event = await lastEvent("administrator.password-reset");
    expect(JSON.stringify(event)).not.toMatch(/given by the reseller|argon2/);
    const short = { input: { id: dora.id, password: "short" } };
    expect((await api.refuse(rita.actor, RESET, short)).extensions).toMatchObject({ field: "input.password" });
    await api.succeed(rita.actor, RESET, { input: { id: dora.id, password: PASSWORD } });
  });

  it("are disabled, which keeps them out at once, and enabled again", async () => {
    const { accessToken } = await signInAs(api, "dora");
    await api.succeed(rita.actor, DISABLE, { id: dora.id });
    await expect(authenticate(api.services, accessToken, ORIGIN)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const refused = await api.refuse(visitor(), SIGN_IN, { login: "dora", password: PASSWORD });
    expect(refused.extensions.code).toBe("UNAUTHENTICATED");
    expect(await lastEvent("administrator.disabled")).toMatchObject({ reason: "left the company" });
    expect((await api.refuse(rita.actor, DISABLE, { id: dora.id })).extensions.code).toBe("CONFLICT");

    await api.succeed(rita.actor, ENABLE, { id: dora.id });
    await signInAs(api, "dora");
    await expect(authenticate(api.services, accessToken, ORIGIN)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect((await api.refuse(rita.actor, ENABLE, { id: dora.id })).extensions.code).toBe("CONFLICT");
  });

  it("cannot disable themselves", async () => {
    expect((await api.refuse(rita.actor, DISABLE, { id: rita.id })).extensions.code).toBe("CONFLICT");
  });

  it("are touched by nobody from another tenant or from below: not found, as if they did not exist", async () => {
    const foreign: [Actor, string][] = [
      [tree.south.actor, rita.id],
      [tree.south.actor, dora.id],
      [dora.actor, rita.id],
      [rita.actor, sven.id],
      [panel, sven.id],
      [OPERATOR, "Administrator_01930000000070008000000000000009"],
      [OPERATOR, tree.north.id],
    ];
    for (const [actor, id] of foreign) {
      for (const [mutation, variables] of [
        [UPDATE, { input: { id, email: null } }],
        [RESET, { input: { id, password: PASSWORD } }],
        [DISABLE, { id }],
        [ENABLE, { id }],
      ] as const) {
        const { message, extensions } = await api.refuse(actor, mutation, variables);
        expect({ message, code: extensions.code }).toEqual({ message: "Administrator not found", code: "NOT_FOUND" });
      }
    }
    for (const mutation of [UPDATE, RESET, DISABLE, ENABLE]) {
      const variables =
        mutation === UPDATE
          ? { input: { id: dora.id } }
          : mutation === RESET
            ? { input: { id: dora.id, password: PASSWORD } }
            : { id: dora.id };
      expect((await api.refuse(tree.north.account.actor, mutation, variables)).extensions.code).toBe("FORBIDDEN");
    }
  });
});
