import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { type GraphQLSchema, isNonNullType } from "graphql";
import { SignJWT } from "jose";
import { beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ApiKeyKind, createApiKey } from "../../../src/access/index.js";
import { revokeApiKey } from "../../../src/access/operations/revoke-api-key.js";
import { buildApiSchema } from "../../../src/app/index.js";
import { startPlatform, type TestPlatform } from "../../database/replication/platform.js";
import { plantAdministrator, signInAs } from "../../graphql/access-people.js";
import { plantTenant } from "../../graphql/tenancy-tree.js";
import { documentFor, fieldOf } from "../../graphql/tenant-rows.js";
import { OPERATOR } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { sampleOf } from "../../support/schema-samples.js";
import { scopeInput } from "../../support/written-scope.js";

const ISSUER = "https://panel.test";
const FORBIDDEN = 4403;
const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
const foreign = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = String(own.publicKey.export({ type: "spki", format: "pem" }));
const REQUESTS_AT_ONCE = 8;
const ASKS_DATABASE = /revoked|unknown|made up/;

describeOnEachEngine("a token that does not hold", (engine) => {
  let platform: TestPlatform;
  let schema: GraphQLSchema;
  const good = new Map<string, string>();
  const bad = new Map<string, string>();

  beforeAll(async () => {
    platform = await startPlatform(engine);
    schema = await buildApiSchema();
    const tenant = await plantTenant(platform, "north");
    await plantAdministrator(platform, "boss", { resellerId: tenant.id });
    await ofSessions();
    await ofKeys(tenant.id);
    await ofIssuers(tenant.id, tenant.account.address);
  });

  async function ofSessions(): Promise<void> {
    const session = await signInAs(platform, "boss");
    good.set("session", session.accessToken);
    const ended = await signInAs(platform, "boss");
    const end = "mutation ($token: String!) { signOut(refreshToken: $token) }";
    await platform.succeed(OPERATOR, end, { token: ended.refreshToken });
    bad.set("session: revoked", ended.accessToken);
    const [head = "", body = ""] = session.accessToken.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString());
    const secret = platform.services.configuration.keys.accessToken.current.key;
    const header = JSON.parse(Buffer.from(head, "base64url").toString());
    const now = Math.floor(Date.now() / 1000);
    bad.set("session: expired", signed(header, { ...claims, iat: now - 2_000, exp: now - 1_000 }, secret));
    bad.set("session: signed with another secret", signed(header, claims, "another secret"));
    bad.set("session: without a signature", `${encoded({ ...header, alg: "none" })}.${body}.`);
    bad.set("session: another algorithm", signed({ ...header, alg: "HS512" }, claims, secret, "sha512"));
    bad.set("session: a signature cut off", `${head}.${body}.`);
    expect(signed(header, claims, secret)).toBe(session.accessToken);
  }

  async function ofKeys(resellerId: string): Promise<void> {
    const make = (name: string) =>
      platform.database.write((tx) =>
        createApiKey(tx, OPERATOR, { name, kind: ApiKeyKind.PANEL, scope: scopeInput({ resellerId }) }),
      );
    good.set("key", (await make("good")).secret);
    const { key, secret } = await make("revoked");
    await platform.database.write((tx) => revokeApiKey(tx, OPERATOR, key.id));
    bad.set("key: revoked", secret);
    bad.set("key: made up", `${secret.slice(0, -6)}AAAAAA`);
  }

  async function ofIssuers(resellerId: string, login: string): Promise<void> {
    const keys = {
      algorithm: "ES256",
      publicKeys: [{ pem }],
      allowedRoles: ["ACCOUNT"],
      scope: scopeInput({ resellerId }),
    };
    const register = `mutation ($input: RegisterTrustedIssuerInput!) { registerTrustedIssuer(input: $input) { id } }`;
    const disable = "mutation ($id: ID!) { disableTrustedIssuer(id: $id) { id } }";
    const registered = async (issuer: string) => {
      const input = { name: issuer, issuer, audience: "mayfrom", ...keys };
      const answer = await platform.succeed<{ registerTrustedIssuer: { id: string } }>(OPERATOR, register, { input });
      return answer.registerTrustedIssuer.id;
    };
    await registered(ISSUER);
    await platform.succeed(OPERATOR, disable, { id: await registered("https://gone.test") });
    const token = (issuer: string, key: typeof own.privateKey, seconds = 0, audience = "mayfrom") => {
      const at = Math.floor(Date.now() / 1000) + seconds;
      return new SignJWT({})
        .setProtectedHeader({ alg: "ES256" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(login)
        .setIssuedAt(at)
        .setExpirationTime(at + 300)
        .sign(key);
    };
    good.set("issuer", await token(ISSUER, own.privateKey));
    bad.set("issuer: expired", await token(ISSUER, own.privateKey, -1_000));
    bad.set("issuer: of the future", await token(ISSUER, own.privateKey, 1_000));
    bad.set("issuer: signed with another key", await token(ISSUER, foreign.privateKey));
    bad.set("issuer: for another audience", await token(ISSUER, own.privateKey, 0, "another"));
    bad.set("issuer: revoked", await token("https://gone.test", own.privateKey));
    bad.set("issuer: unknown", await token("https://unknown.test", own.privateKey));
    const [, body = ""] = good.get("issuer")!.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString());
    bad.set("issuer: without a signature", `${encoded({ alg: "none" })}.${body}.`);
    // RFC 8725 section 2.1: the public key, which everybody has, as the secret of an HMAC.
    bad.set("issuer: its public key as a secret", signed({ alg: "HS256" }, claims, pem));
    const der = createPublicKey(pem).export({ type: "spki", format: "der" });
    bad.set("issuer: its public key, in octets, as a secret", signed({ alg: "HS256" }, claims, der));
  }

  async function ask(bearer: string, query: string, variables: Record<string, unknown>) {
    const response = await fetch(`${platform.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, text: await response.text() };
  }

  it("is none of those that do", async () => {
    for (const [name, bearer] of good) {
      const { status, text } = await ask(bearer, "{ viewer { login } }", {});
      expect([name, status, text.includes("errors")]).toEqual([name, 200, false]);
    }
  });

  it("lets nobody call any query or mutation, those that are open to everybody included", async () => {
    const fields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) => Object.keys(type.getFields()));
    // The other engine need not read what no database is asked about.
    const tokens = [...bad.keys()].filter((name) => engine === "SQLite" || ASKS_DATABASE.test(name));
    const calls = fields.flatMap((field) => tokens.map((token) => ({ field, token })));
    const holes: string[] = [];
    const waiting = [...calls];
    const next = async () => {
      for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
        const required = fieldOf(schema, call.field)[1].args.filter(({ type }) => isNonNullType(type));
        const variables = Object.fromEntries(required.map(({ name, type }) => [name, sampleOf(type)]));
        const { status, text } = await ask(bad.get(call.token)!, documentFor(schema, call.field), variables);
        const isRefused = status === 401 && text.includes('"UNAUTHENTICATED"') && !text.includes('"data":{');
        if (!isRefused) holes.push(`${call.field}: ${call.token}: ${status} ${text.slice(0, 200)}`);
      }
    };
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, next));
    console.log(
      `token walk on ${engine}: ${fields.length} fields, ${tokens.length} tokens, ${calls.length} tries: ${holes.length} holes`,
    );
    expect(holes).toEqual([]);
  }, 180_000);

  it("lets nobody subscribe", async () => {
    for (const [name, bearer] of bad) {
      const socket = new WebSocket(`${platform.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
      await once(socket, "open");
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${bearer}` } }));
      const [code] = await once(socket, "close");
      expect([name, code]).toEqual([name, FORBIDDEN]);
    }
  });
});

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function signed(head: { alg: string }, claims: object, secret: string | Buffer | KeyObject, hash = "sha256"): string {
  const text = `${encoded({ ...head, typ: "JWT" })}.${encoded(claims)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest("base64url")}`;
}
