import { beforeAll, describe, expect, it } from "vitest";
import { ApiKey, authenticate } from "../../src/access/index.js";
import { AuditEvent } from "../../src/audit/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { ORIGIN, visitor } from "./access-people.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    key { id name kind shownPrefix createdAt lastUsedAt revokedAt reseller { id } domain { id } }
  }
}`;
const REVOKE = `mutation ($id: ID!) { revokeApiKey(id: $id, reason: "leaked") { id revokedAt } }`;
const LIST = `query ($first: Int, $after: String, $filter: ApiKeyFilter) {
  apiKeys(first: $first, after: $after, filter: $filter) { edges { node { name } } pageInfo { hasNextPage endCursor } }
}`;
const VIEWER = "{ viewer { login role scopeKind scopeName apiKey { name } reseller { slug } account { id } } }";

interface Created {
  readonly createApiKey: { readonly secret: string; readonly key: { readonly id: string; readonly name: string } };
}

describeOnEachEngine("API keys", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  const input = (kind: string, scope: object, name = "a key") => ({ input: { name, kind, scope } });
  const create = async (actor: Actor, kind: string, scope: object, name?: string) =>
    (await api.succeed<Created>(actor, CREATE, input(kind, scope, name))).createApiKey;
  const names = async (actor: Actor, variables: Record<string, unknown> = {}) => {
    const { apiKeys } = await api.succeed<{ apiKeys: { edges: { node: { name: string } }[] } }>(actor, LIST, variables);
    return apiKeys.edges.map(({ node }) => node.name);
  };

  it("are made for a gateway by the operator, for everything or for a part", async () => {
    const everything = await create(OPERATOR, "GATEWAY", { platform: true }, "mx1.mayfrom.test");
    expect(everything.secret).toMatch(/^mfk_[\w-]{43}$/);
    expect(everything.key).toMatchObject({
      name: "mx1.mayfrom.test",
      kind: "GATEWAY",
      shownPrefix: everything.secret.slice(0, 8),
      lastUsedAt: null,
      revokedAt: null,
      reseller: null,
    });
    const part = await create(OPERATOR, "GATEWAY", { resellerId: tree.north.id }, "mx of north");
    expect(part.key).toMatchObject({ reseller: { id: tree.north.id } });
    const domain = await create(OPERATOR, "GATEWAY", { domainId: tree.north.domain.id }, "mx of a domain");
    expect(domain.key).toMatchObject({ domain: { id: tree.north.domain.id } });
  });

  it("are made for a panel by its reseller, and tell the panel who it is", async () => {
    const { secret } = await create(tree.north.actor, "PANEL", { resellerId: tree.north.id }, "panel of north");
    const actor = await authenticate(api.services, secret, ORIGIN);
    const { viewer } = await api.succeed<{ viewer: object }>(actor, VIEWER);
    expect(viewer).toEqual({
      login: "panel of north",
      role: "PANEL",
      scopeKind: "RESELLER",
      scopeName: "Reseller north",
      apiKey: { name: "panel of north" },
      reseller: { slug: "north" },
      account: null,
    });
  });

  it("are not made by the wrong role, above one's scope, or beside it", async () => {
    const north = { resellerId: tree.north.id };
    const cases: [Actor, string, object, string][] = [
      [tree.north.actor, "GATEWAY", north, "FORBIDDEN"],
      [tree.north.actor, "GATEWAY", { platform: true }, "FORBIDDEN"],
      [tree.north.actor, "PANEL", { platform: true }, "FORBIDDEN"],
      [tree.north.actor, "PANEL", { resellerId: tree.south.id }, "NOT_FOUND"],
      [tree.north.domain.actor, "PANEL", north, "FORBIDDEN"],
      [tree.north.account.actor, "PANEL", north, "FORBIDDEN"],
      [actorWith("PANEL", tree.north.actor.scope!), "PANEL", north, "FORBIDDEN"],
      [actorWith("GATEWAY", { kind: "PLATFORM" }), "GATEWAY", { platform: true }, "FORBIDDEN"],
      [visitor(), "PANEL", north, "UNAUTHENTICATED"],
    ];
    const before = await api.database.reader.count(ApiKey);
    for (const [actor, kind, scope, code] of cases) {
      expect((await api.refuse(actor, CREATE, input(kind, scope))).extensions.code).toBe(code);
    }
    expect(await api.database.reader.count(ApiKey)).toBe(before);
  });

  it("need a name and a scope that fits; what does not is named", async () => {
    const cases: [Record<string, unknown>, string][] = [
      [input("GATEWAY", { platform: true }, ""), "input.name"],
      [input("GATEWAY", { platform: true }, "x".repeat(101)), "input.name"],
      [input("GATEWAY", { platform: true }, "two\nlines"), "input.name"],
      [input("GATEWAY", {}), "input.scope"],
      [input("GATEWAY", { accountId: tree.north.account.id }), "input.scope"],
      [input("PANEL", { platform: true }), "input.scope"],
      [input("PANEL", { domainId: tree.north.domain.id }), "input.scope"],
      [input("PANEL", { resellerId: tree.north.id, domainId: tree.north.domain.id }), "input.scope"],
    ];
    for (const [variables, field] of cases) {
      expect((await api.refuse(OPERATOR, CREATE, variables)).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field,
      });
    }
    const missing = input("PANEL", { resellerId: "Reseller_01930000000070008000000000000009" });
    expect((await api.refuse(OPERATOR, CREATE, missing)).extensions.code).toBe("NOT_FOUND");
  });

  it("are listed within the caller's scope, by kind and by whether they are revoked", async () => {
    expect(await names(tree.south.actor)).toEqual([]);
    expect(await names(tree.north.actor)).toEqual(expect.arrayContaining(["mx of north", "panel of north"]));
    expect(await names(tree.north.actor)).not.toContain("mx1.mayfrom.test");
    expect(await names(tree.north.actor, { filter: { kind: "PANEL" } })).not.toContain("mx of north");
    const { key } = await create(OPERATOR, "PANEL", { resellerId: tree.north.id }, "revoked later");
    await api.succeed(OPERATOR, REVOKE, { id: key.id });
    expect(await names(OPERATOR, { filter: { isRevoked: true } })).toEqual(["revoked later"]);
    expect(await names(OPERATOR, { filter: { isRevoked: false } })).not.toContain("revoked later");
    const foreign = { filter: { scope: { resellerId: tree.south.id } } };
    expect((await api.refuse(tree.north.actor, LIST, foreign)).extensions.code).toBe("NOT_FOUND");
    expect((await api.refuse(tree.north.domain.actor, LIST)).extensions.code).toBe("FORBIDDEN");
  });

  describe("are revoked", () => {
    it("once, with the reason in the audit trail, and stop working", async () => {
      const { key, secret } = await create(tree.north.actor, "PANEL", { resellerId: tree.north.id }, "short-lived");
      await authenticate(api.services, secret, ORIGIN);
      await api.succeed(tree.north.actor, REVOKE, { id: key.id });
      await expect(authenticate(api.services, secret, ORIGIN)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      expect((await api.refuse(tree.north.actor, REVOKE, { id: key.id })).extensions.code).toBe("CONFLICT");
      const event = await api.database.reader.findOneByOrFail(AuditEvent, {
        action: "api-key.revoked",
        subjectLabel: "short-lived",
      });
      expect(event).toMatchObject({ reason: "leaked", resellerPath: tree.north.path });
    });

    it("by nobody from another tenant, and a gateway's by nobody but the operator", async () => {
      const { key } = await create(OPERATOR, "GATEWAY", { resellerId: tree.north.id }, "kept");
      const { key: south } = await create(OPERATOR, "PANEL", { resellerId: tree.south.id }, "of south");
      expect((await api.refuse(tree.north.actor, REVOKE, { id: south.id })).extensions).toEqual(
        expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }),
      );
      expect((await api.refuse(tree.south.actor, REVOKE, { id: key.id })).extensions).toEqual(
        expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }),
      );
      expect((await api.refuse(tree.north.actor, REVOKE, { id: key.id })).extensions.code).toBe("FORBIDDEN");
      expect((await api.refuse(OPERATOR, REVOKE, { id: tree.north.id })).extensions.code).toBe("NOT_FOUND");
      const panel = actorWith("PANEL", tree.south.actor.scope!);
      expect((await api.refuse(panel, REVOKE, { id: south.id })).extensions.code).toBe("FORBIDDEN");
    });
  });

  it("appear as nodes to those who manage keys, inside their scope", async () => {
    const { key } = await create(tree.north.actor, "PANEL", { resellerId: tree.north.id }, "a node");
    const node = async (actor: Actor) =>
      (await api.succeed<{ node: unknown }>(actor, "query ($id: ID!) { node(id: $id) { id } }", { id: key.id })).node;
    expect(await node(tree.north.actor)).toEqual({ id: key.id });
    for (const actor of [tree.south.actor, tree.north.domain.actor, tree.north.account.actor]) {
      expect(await node(actor)).toBeNull();
    }
  });

  it("leave no secret and no hash of one in the audit trail", async () => {
    const { secret } = await create(OPERATOR, "GATEWAY", { platform: true }, "audited");
    const { secretHash } = await api.database.reader.findOneByOrFail(ApiKey, { name: "audited" });
    const everything = JSON.stringify(await api.database.reader.find(AuditEvent));
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(secretHash);
    expect(everything).toContain("api-key.created");
  });
});
