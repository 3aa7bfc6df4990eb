import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import jwt from "jsonwebtoken";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { authenticate, TrustedIssuer } from "../../../src/access/index.js";
import { registerTrustedIssuer } from "../../../src/access/operations/register-trusted-issuer.js";
import { IssuerAlgorithm, IssuerRole } from "../../../src/access/trusted-issuer.entity.js";
import { SYSTEM_ACTOR } from "../../../src/kernel/index.js";
import { Reseller, TenantState } from "../../../src/tenancy/index.js";
import { MovableClock, ORIGIN, plantAdministrator } from "../../graphql/access-people.js";
import { createTenants, innerIdOf, type Tree } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { scopeInput } from "../../support/written-scope.js";

const REFUSED = { code: "UNAUTHENTICATED", message: "This token is not valid, or no longer; sign in again" };

describeOnEachEngine("tokens of a trusted issuer", (engine) => {
  const clock = new MovableClock();
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    await plantAdministrator(api, "olga", { platform: true });
    await plantAdministrator(api, "rita", { resellerId: tree.north.id });
    await plantAdministrator(api, "dora", { domainId: tree.north.domain.id });
  });

  const authenticated = (bearer: string | null) => authenticate(api.services, bearer, ORIGIN);
  const refused = (bearer: string) => expect(authenticated(bearer)).rejects.toMatchObject(REFUSED);
  const suspend = (id: string, state: TenantState) =>
    api.database.write((tx) => tx.manager.update(Reseller, { id: innerIdOf(id) }, { state }));

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
      scope: scopeInput({ resellerId: tree.north.id }),
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

  it("stand for an account by an alias of it too, within the issuer's subtree", async () => {
    const addAlias = (id: string, address: string) =>
      api.succeed(
        OPERATOR,
        "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }",
        { id, address },
      );
    await addAlias(tree.north.account.id, "former@north.test");
    await addAlias(tree.south.account.id, "former@south.test");
    expect(await authenticated(sign({ sub: "Former@north.test" }))).toMatchObject({
      id: innerIdOf(tree.north.account.id),
      issuer: { login: "user@north.test" },
    });
    await refused(sign({ sub: "former@south.test" }));
    await refused(sign({ sub: "nobody@north.test" }));
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
    issuer = await register({ scope: scopeInput({ resellerId: tree.south.id }) });
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
