import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import jwt from "jsonwebtoken";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  Administrator,
  ApiKey,
  ApiKeyKind,
  authenticate,
  createApiKey,
  TrustedIssuer,
} from "../../../src/access/index.js";
import { type CreatedApiKey } from "../../../src/access/operations/create-api-key.js";
import { registerTrustedIssuer } from "../../../src/access/operations/register-trusted-issuer.js";
import { IssuerAlgorithm, IssuerRole } from "../../../src/access/trusted-issuer.entity.js";
import { SYSTEM_ACTOR } from "../../../src/kernel/index.js";
import { Reseller, type ScopeInput, TenantState } from "../../../src/tenancy/index.js";
import { givePassword, MovableClock, ORIGIN, plantAdministrator, signInAs } from "../../graphql/access-people.js";
import { createTenants, innerIdOf, plantReseller, type Tree } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";

const REFUSED = { code: "UNAUTHENTICATED", message: "This token is not valid, or no longer; sign in again" };

describeOnEachEngine("authenticate", (engine) => {
  const clock = new MovableClock();
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    await plantAdministrator(api, "olga", { platform: true });
    await plantAdministrator(api, "rita", { resellerId: tree.north.id });
    await plantAdministrator(api, "dora", { domainId: tree.north.domain.id });
    await givePassword(api, tree.north.account.id);
  });

  const authenticated = (bearer: string | null) => authenticate(api.services, bearer, ORIGIN);
  const refused = (bearer: string) => expect(authenticated(bearer)).rejects.toMatchObject(REFUSED);
  const suspend = (id: string, state: TenantState) =>
    api.database.write((tx) => tx.manager.update(Reseller, { id: innerIdOf(id) }, { state }));

  it("takes a call without a token for anonymous, from where it comes", async () => {
    expect(await authenticated(null)).toMatchObject({ kind: "ANONYMOUS", role: null, scope: null, ...ORIGIN });
  });

  it("refuses what is no token, in the same words as every other refusal", async () => {
    for (const bearer of ["", " ", "mfk_", "a.b.c", "..", "null", "e30.e30.", "x".repeat(9000), "mfk_\0'; --"]) {
      await refused(bearer);
    }
  });

  describe("our own tokens", () => {
    const own = (
      changes: object,
      secret: jwt.Secret = api.services.configuration.keys.accessToken.current.key,
      algorithm: jwt.Algorithm = "HS256",
    ) =>
      signInAs(api, "rita").then(({ accessToken }) =>
        jwt.sign(JSON.parse(JSON.stringify({ ...(jwt.decode(accessToken) as object), ...changes })), secret, {
          algorithm,
          keyid: api.services.configuration.keys.accessToken.current.id,
        }),
      );

    it("are accepted for fifteen minutes", async () => {
      const { accessToken } = await signInAs(api, "rita");
      clock.forward(15 * 60 - 1);
      expect((await authenticated(accessToken)).label).toBe("rita");
      clock.forward(1);
      await refused(accessToken);
    });

    it("are refused with another audience, secret, algorithm or no signature, and when a claim is missing or foreign", async () => {
      expect((await authenticated(await own({}))).label).toBe("rita");
      await refused(await own({ aud: "another" }));
      await refused(await own({}, "another secret that is longer than thirty-two characters"));
      await refused(await own({}, undefined, "HS512"));
      await refused(await own({ sub: "OPERATOR:x" }));
      await refused(await own({ sid: "x" }));
      await refused(await own({ exp: undefined }));
      await refused(await own({ pwm: "0000000000000000" }));
      await refused(await own({ sub: `ACCOUNT:${innerIdOf(tree.north.account.id)}` }));
      const [, claims] = (await own({})).split(".");
      await refused(`${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${claims}.`);
    });

    it("stop with their administrator, and follow their reseller when it moves", async () => {
      const { accessToken } = await signInAs(api, "rita");
      const moved = `${tree.south.path}${tree.north.path}`;
      await api.database.write((tx) => tx.manager.update(Reseller, { id: innerIdOf(tree.north.id) }, { path: moved }));
      expect(await authenticated(accessToken)).toMatchObject({ scope: { resellerPath: moved } });
      await api.database.write((tx) =>
        tx.manager.update(Reseller, { id: innerIdOf(tree.north.id) }, { path: tree.north.path }),
      );
      await api.database.write((tx) => tx.manager.update(Administrator, { login: "rita" }, { isDisabled: true }));
      await refused(accessToken);
      await api.database.write((tx) => tx.manager.update(Administrator, { login: "rita" }, { isDisabled: false }));
    });
  });

  describe("API keys", () => {
    const create = (kind: ApiKeyKind, scope: ScopeInput): Promise<CreatedApiKey> =>
      api.database.write((tx) => createApiKey(tx, SYSTEM_ACTOR, { name: `a ${kind}`, kind, scope }));

    it("stand for their kind and scope", async () => {
      const gateway = await create(ApiKeyKind.GATEWAY, { platform: true });
      expect(gateway.secret).toMatch(/^mfk_[\w-]{43}$/);
      expect(await authenticated(gateway.secret)).toEqual({
        kind: "API_KEY",
        id: gateway.key.id,
        label: "a GATEWAY",
        role: "GATEWAY",
        scope: { kind: "PLATFORM" },
        ...ORIGIN,
      });
      const panel = await create(ApiKeyKind.PANEL, { resellerId: tree.north.id });
      expect(await authenticated(panel.secret)).toMatchObject({
        role: "PANEL",
        scope: { kind: "RESELLER", resellerPath: tree.north.path },
      });
      const narrow = await create(ApiKeyKind.GATEWAY, { domainId: tree.north.domain.id });
      expect(await authenticated(narrow.secret)).toMatchObject({
        role: "GATEWAY",
        scope: { kind: "DOMAIN", domainName: "north.test", resellerPath: tree.north.path },
      });
    });

    it("are kept as a hash only", async () => {
      const { key, secret } = await create(ApiKeyKind.PANEL, { resellerId: tree.north.id });
      const row = await api.database.reader.findOneByOrFail(ApiKey, { id: key.id });
      expect(JSON.stringify(row)).not.toContain(secret.slice(8));
      expect(row.shownPrefix).toBe(secret.slice(0, 8));
    });

    it("are refused when one character is another", async () => {
      const { secret } = await create(ApiKeyKind.PANEL, { resellerId: tree.north.id });
      await refused(`${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`);
      await refused(secret.toUpperCase());
      await refused(`${secret} `);
    });

    it("are refused at once where they were revoked, and elsewhere after five seconds", async () => {
      const here = await create(ApiKeyKind.PANEL, { resellerId: tree.north.id });
      await authenticated(here.secret);
      await api.succeed(OPERATOR, "mutation ($id: ID!) { revokeApiKey(id: $id) { id } }", { id: here.key.globalId });
      await refused(here.secret);

      const elsewhere = await create(ApiKeyKind.PANEL, { resellerId: tree.north.id });
      await authenticated(elsewhere.secret);
      await api.database.write((tx) => tx.manager.update(ApiKey, { id: elsewhere.key.id }, { revokedAt: clock.now() }));
      expect((await authenticated(elsewhere.secret)).id).toBe(elsewhere.key.id);
      clock.forward(5);
      await refused(elsewhere.secret);
    });

    it("stop with a suspended reseller for its panel, but not for a gateway, which must learn of it", async () => {
      const sub = await plantReseller(api, `sub-${engine.toLowerCase()}`, tree.south.id);
      const panel = await create(ApiKeyKind.PANEL, { resellerId: sub.id });
      const gateway = await create(ApiKeyKind.GATEWAY, { resellerId: sub.id });
      await suspend(tree.south.id, TenantState.SUSPENDED);
      await refused(panel.secret);
      expect((await authenticated(gateway.secret)).role).toBe("GATEWAY");
      await suspend(tree.south.id, TenantState.ACTIVE);
      expect((await authenticated(panel.secret)).role).toBe("PANEL");
    });

    it("note when they were last used, once a minute", async () => {
      const { key, secret } = await create(ApiKeyKind.PANEL, { resellerId: tree.north.id });
      const lastUsedAt = async () =>
        (await api.database.reader.findOneByOrFail(ApiKey, { id: key.id })).lastUsedAt?.getTime();
      expect(await lastUsedAt()).toBeUndefined();
      await authenticated(secret);
      const first = clock.now().getTime();
      await eventually("the first use is noted", async () => (await lastUsedAt()) === first);
      clock.forward(30);
      await authenticated(secret);
      clock.forward(30);
      await authenticated(secret);
      await eventually("a minute later it is noted again", async () => (await lastUsedAt()) === first + 60_000);
    });
  });

  describe("tokens of a trusted issuer", () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const anotherRsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const ed25519 = generateKeyPairSync("ed25519");
    let number = 0;
    let issuer: TrustedIssuer;

    const pemOf = (key: KeyObject) => String(key.export({ type: "spki", format: "pem" }));

    function register(changes: Partial<Parameters<typeof registerTrustedIssuer>[3]> = {}): Promise<TrustedIssuer> {
      number += 1;
      const input = {
        name: "Panel",
        scope: { resellerId: tree.north.id },
        issuer: `https://panel${number}.test`,
        audience: "mayfrom at panel",
        algorithm: IssuerAlgorithm.RS256,
        publicKeys: [{ keyId: "k1", pem: pemOf(rsa.publicKey) }],
        allowedRoles: [IssuerRole.ACCOUNT, IssuerRole.DOMAIN_ADMIN, IssuerRole.RESELLER],
        ...changes,
      };
      return api.database.write((tx) => registerTrustedIssuer(tx, SYSTEM_ACTOR, "https://mayfrom.test", input));
    }

    function sign(
      claims: object = {},
      {
        key = rsa.privateKey as jwt.Secret,
        algorithm = "RS256" as jwt.Algorithm,
        keyid = "k1" as string | undefined,
      } = {},
    ): string {
      const iat = Math.floor(clock.now().getTime() / 1000);
      const all = { iss: issuer.issuer, aud: issuer.audience, sub: "user@north.test", iat, exp: iat + 600, ...claims };
      const header = { alg: algorithm, ...(keyid === undefined ? {} : { kid: keyid }) };
      return jwt.sign(JSON.parse(JSON.stringify(all)), key, { algorithm, header });
    }

    beforeEach(async () => {
      issuer = await register();
    });

    it("stand for the account they name, by way of the issuer", async () => {
      expect(await authenticated(sign())).toEqual({
        kind: "ISSUER",
        id: innerIdOf(tree.north.account.id),
        label: "user@north.test via Panel",
        role: "ACCOUNT",
        scope: {
          kind: "ACCOUNT",
          accountId: innerIdOf(tree.north.account.id),
          domainId: innerIdOf(tree.north.domain.id),
          resellerPath: tree.north.path,
        },
        issuer: { id: issuer.id, name: "Panel", login: "user@north.test", isMultiFactor: false },
        ...ORIGIN,
      });
      expect((await authenticated(sign({ sub: "USER@North.test" }))).id).toBe(innerIdOf(tree.north.account.id));
    });

    it("stand for an administrator when they claim its role", async () => {
      expect(await authenticated(sign({ sub: "dora", mayfrom_role: "DOMAIN_ADMIN" }))).toMatchObject({
        role: "DOMAIN_ADMIN",
        scope: { kind: "DOMAIN", domainName: "north.test" },
      });
      expect(await authenticated(sign({ sub: "rita", mayfrom_role: "RESELLER" }))).toMatchObject({ role: "RESELLER" });
    });

    it("are refused when the role is not the subject's, not allowed to the issuer, or unknown", async () => {
      await refused(sign({ sub: "rita" }));
      await refused(sign({ sub: "dora", mayfrom_role: "RESELLER" }));
      await refused(sign({ sub: "olga", mayfrom_role: "OPERATOR" }));
      await refused(sign({ mayfrom_role: "GATEWAY" }));
      issuer = await register({ allowedRoles: [IssuerRole.ACCOUNT] });
      await refused(sign({ sub: "rita", mayfrom_role: "RESELLER" }));
      expect((await authenticated(sign())).role).toBe("ACCOUNT");
    });

    it("are refused for a subject outside the issuer's reseller, or one that does not exist", async () => {
      await refused(sign({ sub: "user@south.test" }));
      await refused(sign({ sub: "nobody@north.test" }));
      await refused(sign({ sub: "nobody", mayfrom_role: "RESELLER" }));
      issuer = await register({ scope: { resellerId: tree.south.id } });
      await refused(sign());
      await refused(sign({ sub: "rita", mayfrom_role: "RESELLER" }));
      expect((await authenticated(sign({ sub: "user@south.test" }))).role).toBe("ACCOUNT");
    });

    it("reach everywhere when the platform registered the issuer, but never its operators", async () => {
      issuer = await register({ scope: { platform: true } });
      expect((await authenticated(sign({ sub: "user@south.test" }))).role).toBe("ACCOUNT");
      expect((await authenticated(sign())).role).toBe("ACCOUNT");
      for (const role of ["OPERATOR", "RESELLER"]) await refused(sign({ sub: "olga", mayfrom_role: role }));
    });

    it("are refused from another issuer or for another audience", async () => {
      await refused(sign({ iss: "https://unknown.test" }));
      await refused(sign({ iss: `${issuer.issuer}/` }));
      await refused(sign({ aud: "mayfrom" }));
      await refused(sign({ aud: [] }));
      await refused(sign({ aud: undefined }));
      await refused(sign({ iss: "https://mayfrom.test", aud: "mayfrom" }));
      expect((await authenticated(sign({ aud: ["elsewhere", issuer.audience] }))).role).toBe("ACCOUNT");
    });

    it("are refused before their time, after it, and when they are good for more than a day or without an end", async () => {
      const now = Math.floor(clock.now().getTime() / 1000);
      await refused(sign({ exp: now - 31 }));
      await refused(sign({ nbf: now + 31 }));
      await refused(sign({ iat: now + 31, exp: now + 600 }));
      await refused(sign({ exp: undefined }));
      await refused(sign({ iat: undefined }));
      await refused(sign({ exp: now + 24 * 60 * 60 + 1 }));
      await refused(sign({ iat: now - 24 * 60 * 60 - 60, exp: now + 60 }));
      expect((await authenticated(sign({ exp: now + 24 * 60 * 60 }))).role).toBe("ACCOUNT");
    });

    it("are refused with another key, another key id, another algorithm or no signature", async () => {
      await refused(sign({}, { key: anotherRsa.privateKey }));
      await refused(sign({}, { keyid: "k2" }));
      await refused(sign({}, { algorithm: "RS512" }));
      await refused(sign({}, { algorithm: "PS256" }));
      const [, claims = ""] = sign().split(".");
      const header = (alg: string) => Buffer.from(JSON.stringify({ alg, kid: "k1" })).toString("base64url");
      await refused(`${header("none")}.${claims}.`);
      // The public key as the secret of a symmetric signature: the classic confusion of algorithms.
      const signed = `${header("HS256")}.${claims}`;
      const forged = createHmac("sha256", pemOf(rsa.publicKey)).update(signed).digest("base64url");
      await refused(`${signed}.${forged}`);
      expect((await authenticated(sign({}, { keyid: undefined }))).role).toBe("ACCOUNT");
    });

    it("may come under either of two keys while the key is changed", async () => {
      issuer = await register({
        publicKeys: [
          { keyId: "k1", pem: pemOf(rsa.publicKey) },
          { keyId: "k2", pem: pemOf(anotherRsa.publicKey) },
        ],
      });
      expect((await authenticated(sign())).role).toBe("ACCOUNT");
      expect((await authenticated(sign({}, { key: anotherRsa.privateKey, keyid: "k2" }))).role).toBe("ACCOUNT");
      await refused(sign({}, { key: anotherRsa.privateKey, keyid: "k1" }));
    });

    it.each([
      [IssuerAlgorithm.ES256, "P-256"],
      [IssuerAlgorithm.ES384, "P-384"],
      [IssuerAlgorithm.ES512, "P-521"],
    ] as const)("may be signed with %s", async (algorithm, namedCurve) => {
      const pair = generateKeyPairSync("ec", { namedCurve });
      issuer = await register({ algorithm, publicKeys: [{ keyId: null, pem: pemOf(pair.publicKey) }] });
      expect((await authenticated(sign({}, { key: pair.privateKey, algorithm }))).role).toBe("ACCOUNT");
      await refused(sign());
    });

    it("may be signed with EdDSA", async () => {
      const { SignJWT } = await import("jose");
      issuer = await register({
        algorithm: IssuerAlgorithm.EdDSA,
        publicKeys: [{ keyId: null, pem: pemOf(ed25519.publicKey) }],
      });
      const iat = Math.floor(clock.now().getTime() / 1000);
      const claims = { iss: issuer.issuer, aud: issuer.audience, sub: "user@north.test", iat, exp: iat + 60 };
      const token = await new SignJWT(claims).setProtectedHeader({ alg: "EdDSA" }).sign(ed25519.privateKey);
      expect((await authenticated(token)).role).toBe("ACCOUNT");
    });

    it("stop at once when the issuer is disabled or the subject suspended", async () => {
      const token = sign();
      await suspend(tree.north.id, TenantState.SUSPENDED);
      await refused(token);
      await suspend(tree.north.id, TenantState.ACTIVE);
      await authenticated(token);
      await api.database.write((tx) => tx.manager.update(TrustedIssuer, { id: issuer.id }, { isDisabled: true }));
      await refused(token);
    });
  });
});
