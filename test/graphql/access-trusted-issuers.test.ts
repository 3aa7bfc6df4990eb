import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { TrustedIssuer } from "../../src/access/index.js";
import { type AuditAction, AuditEvent } from "../../src/audit/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { visitor } from "./access-people.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const FIELDS = "id name issuer audience algorithm publicKeys { keyId pem } allowedRoles isDisabled reseller { id }";
const REGISTER = `mutation ($input: RegisterTrustedIssuerInput!) { registerTrustedIssuer(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($input: UpdateTrustedIssuerInput!) { updateTrustedIssuer(input: $input) { ${FIELDS} } }`;
const DISABLE = `mutation ($id: ID!) { disableTrustedIssuer(id: $id, reason: "key lost") { isDisabled } }`;
const ENABLE = `mutation ($id: ID!) { enableTrustedIssuer(id: $id) { isDisabled } }`;
const LIST = `query ($first: Int, $after: String) {
  trustedIssuers(first: $first, after: $after) { edges { node { name } } pageInfo { hasNextPage } }
}`;

const publicPem = ({ publicKey }: { publicKey: KeyObject }) =>
  String(publicKey.export({ type: "spki", format: "pem" }));
const rsaPair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const rsa = publicPem(rsaPair);
const weakRsa = publicPem(generateKeyPairSync("rsa", { modulusLength: 1024 }));
const p256 = publicPem(generateKeyPairSync("ec", { namedCurve: "P-256" }));
const p384 = publicPem(generateKeyPairSync("ec", { namedCurve: "P-384" }));
const ed25519 = publicPem(generateKeyPairSync("ed25519"));

interface Issuer {
  readonly id: string;
  readonly publicKeys: readonly { keyId: string | null; pem: string }[];
}

describeOnEachEngine("trusted issuers", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  function input(changes: object = {}) {
    number += 1;
    return {
      input: {
        name: `Panel ${number}`,
        scope: { resellerId: tree.north.id },
        issuer: `https://panel${number}.test`,
        audience: "mayfrom",
        algorithm: "RS256",
        publicKeys: [{ keyId: "k1", pem: rsa }],
        allowedRoles: ["ACCOUNT"],
        ...changes,
      },
    };
  }

  const register = async (actor: Actor, changes?: object) =>
    (await api.succeed<{ registerTrustedIssuer: Issuer }>(actor, REGISTER, input(changes))).registerTrustedIssuer;
  const lastEvent = (action: AuditAction) =>
    api.database.reader.findOneOrFail(AuditEvent, { where: { action }, order: { sequence: "DESC" } });

  describe("are registered", () => {
    it("by a reseller for its subtree, and by the operator for the platform", async () => {
      expect(await register(tree.north.actor)).toMatchObject({
        audience: "mayfrom",
        algorithm: "RS256",
        publicKeys: [{ keyId: "k1", pem: rsa }],
        allowedRoles: ["ACCOUNT"],
        isDisabled: false,
        reseller: { id: tree.north.id },
      });
      expect(await register(OPERATOR, { scope: { platform: true } })).toMatchObject({ reseller: null });
      const event = await lastEvent("trusted-issuer.registered");
      expect(event.after).toMatchObject({ algorithm: "RS256", allowedRoles: ["ACCOUNT"] });
    });

    it("with a key that fits the algorithm", async () => {
      for (const [algorithm, pem] of [
        ["PS512", rsa],
        ["ES256", p256],
        ["ES384", p384],
        ["EdDSA", ed25519],
      ]) {
        await register(OPERATOR, { algorithm, publicKeys: [{ pem }] });
      }
    });

    it("with nothing that does not fit; what does not is named", async () => {
      const privatePem = String(rsaPair.privateKey.export({ type: "pkcs8", format: "pem" }));
      const key = (pem: string, keyId: string | null = null) => ({ publicKeys: [{ keyId, pem }] });
      const cases: [object, string][] = [
        [{ name: " " }, "input.name"],
        [{ issuer: "" }, "input.issuer"],
        [{ issuer: "x".repeat(256) }, "input.issuer"],
        [{ audience: "a\r\nb" }, "input.audience"],
        [{ allowedRoles: [] }, "input.allowedRoles"],
        [{ publicKeys: [] }, "input.publicKeys"],
        [{ publicKeys: Array.from({ length: 6 }, () => ({ pem: rsa })) }, "input.publicKeys"],
        [key(privatePem), "input.publicKeys.0.pem"],
        [key(privatePem + rsa), "input.publicKeys.0.pem"],
        [key(rsa + rsa), "input.publicKeys.0.pem"],
        [key("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"), "input.publicKeys.0.pem"],
        [key(""), "input.publicKeys.0.pem"],
        [key(weakRsa), "input.publicKeys.0.pem"],
        [key(p256), "input.publicKeys.0.pem"],
        [{ algorithm: "ES256", ...key(p384) }, "input.publicKeys.0.pem"],
        [{ algorithm: "ES256", ...key(rsa) }, "input.publicKeys.0.pem"],
        [{ algorithm: "EdDSA", ...key(rsa) }, "input.publicKeys.0.pem"],
        [key(rsa, "two\nlines"), "input.publicKeys.0.keyId"],
        [{ scope: { domainId: tree.north.domain.id } }, "input.scope"],
        [{ scope: {} }, "input.scope"],
      ];
      for (const [changes, field] of cases) {
        const { extensions } = await api.refuse(OPERATOR, REGISTER, input(changes));
        expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
      }
    });

    it("never for a symmetric algorithm, for none, or for the operator's role", async () => {
      for (const changes of [{ algorithm: "HS256" }, { algorithm: "none" }, { allowedRoles: ["OPERATOR"] }]) {
        expect((await api.refuse(OPERATOR, REGISTER, input(changes))).extensions.code).toBe("BAD_USER_INPUT");
      }
    });

    it("once for an issuer and audience, and never under our own name", async () => {
      const twice = { issuer: "https://twice.test" };
      await register(OPERATOR, twice);
      expect((await api.refuse(OPERATOR, REGISTER, input(twice))).extensions).toMatchObject({
        code: "CONFLICT",
        field: "input.issuer",
      });
      await register(OPERATOR, { ...twice, audience: "another" });
      const ours = input({ issuer: api.services.configuration.publicUrl });
      expect((await api.refuse(OPERATOR, REGISTER, ours)).extensions.code).toBe("CONFLICT");
    });

    it("by nobody of the wrong role, above their scope or beside it", async () => {
      const cases: [Actor, object, string][] = [
        [tree.north.actor, { scope: { platform: true } }, "FORBIDDEN"],
        [tree.north.actor, { scope: { resellerId: tree.south.id } }, "NOT_FOUND"],
        [tree.north.domain.actor, {}, "FORBIDDEN"],
        [tree.north.account.actor, {}, "FORBIDDEN"],
        [actorWith("PANEL", tree.north.actor.scope!), {}, "FORBIDDEN"],
        [actorWith("GATEWAY", { kind: "PLATFORM" }), {}, "FORBIDDEN"],
        [visitor(), {}, "UNAUTHENTICATED"],
      ];
      const before = await api.database.reader.count(TrustedIssuer);
      for (const [actor, changes, code] of cases) {
        expect((await api.refuse(actor, REGISTER, input(changes))).extensions.code).toBe(code);
      }
      expect(await api.database.reader.count(TrustedIssuer)).toBe(before);
    });
  });

  it("change their name, keys and roles; what is left out stays", async () => {
    const { id } = await register(tree.north.actor);
    const update = async (changes: object) =>
      (await api.succeed<{ updateTrustedIssuer: Issuer }>(tree.north.actor, UPDATE, { input: { id, ...changes } }))
        .updateTrustedIssuer;
    expect(await update({ name: "Renamed" })).toMatchObject({ name: "Renamed", algorithm: "RS256" });
    expect(await update({ allowedRoles: ["ACCOUNT", "DOMAIN_ADMIN", "ACCOUNT"] })).toMatchObject({
      allowedRoles: ["ACCOUNT", "DOMAIN_ADMIN"],
      publicKeys: [{ keyId: "k1", pem: rsa }],
    });
    expect(await update({ algorithm: "ES256", publicKeys: [{ pem: p256 }] })).toMatchObject({
      algorithm: "ES256",
      publicKeys: [{ keyId: null, pem: p256 }],
    });
    const event = await lastEvent("trusted-issuer.updated");
    expect(event).toMatchObject({ before: { algorithm: "RS256" }, after: { algorithm: "ES256", name: "Renamed" } });

    for (const [changes, field] of [
      [{ algorithm: "RS256" }, "input.publicKeys.0.pem"],
      [{ publicKeys: [] }, "input.publicKeys"],
      [{ allowedRoles: [] }, "input.allowedRoles"],
      [{ name: "x".repeat(101) }, "input.name"],
    ] as const) {
      const { extensions } = await api.refuse(tree.north.actor, UPDATE, { input: { id, ...changes } });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
    }
  });

  it("are disabled and enabled, each with an audit event", async () => {
    const { id } = await register(tree.north.actor);
    await api.succeed(tree.north.actor, DISABLE, { id });
    expect(await lastEvent("trusted-issuer.disabled")).toMatchObject({ reason: "key lost" });
    expect((await api.refuse(tree.north.actor, DISABLE, { id })).extensions.code).toBe("CONFLICT");
    await api.succeed(tree.north.actor, ENABLE, { id });
    expect(await lastEvent("trusted-issuer.enabled")).toMatchObject({ resellerPath: tree.north.path });
    expect((await api.refuse(tree.north.actor, ENABLE, { id })).extensions.code).toBe("CONFLICT");
  });

  it("are neither seen nor touched by another tenant or the wrong role", async () => {
    const { id } = await register(tree.north.actor, { name: "Only north's" });
    const mutations = [
      [UPDATE, { input: { id, name: "Stolen" } }],
      [DISABLE, { id }],
      [ENABLE, { id }],
    ] as const;
    for (const [mutation, variables] of mutations) {
      expect((await api.refuse(tree.south.actor, mutation, variables)).extensions).toEqual(
        expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }),
      );
      expect((await api.refuse(tree.north.domain.actor, mutation, variables)).extensions.code).toBe("FORBIDDEN");
    }
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    expect((await api.succeed<{ node: unknown }>(tree.north.actor, node, { id })).node).toEqual({ id });
    for (const actor of [tree.south.actor, tree.north.domain.actor, tree.north.account.actor]) {
      expect((await api.succeed<{ node: unknown }>(actor, node, { id })).node).toBeNull();
    }
    const names = async (actor: Actor) => {
      const { trustedIssuers } = await api.succeed<{ trustedIssuers: { edges: { node: { name: string } }[] } }>(
        actor,
        LIST,
      );
      return trustedIssuers.edges.map((edge) => edge.node.name);
    };
    expect(await names(tree.south.actor)).toEqual([]);
    expect(await names(tree.north.actor)).toContain("Only north's");
    expect(await names(OPERATOR)).toContain("Only north's");
    expect((await api.refuse(tree.north.domain.actor, LIST)).extensions.code).toBe("FORBIDDEN");
  });
});
