import jwt from "jsonwebtoken";
import { beforeAll, describe, expect, it } from "vitest";
import { Administrator, ApiKey, ApiKeyKind, authenticate, createApiKey } from "../../../src/access/index.js";
import { type CreatedApiKey } from "../../../src/access/operations/create-api-key.js";
import { SYSTEM_ACTOR } from "../../../src/kernel/index.js";
import { Reseller, TenantState } from "../../../src/tenancy/index.js";
import { givePassword, MovableClock, ORIGIN, plantAdministrator, signInAs } from "../../graphql/access-people.js";
import { createTenants, innerIdOf, plantReseller, type Tree } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";
import { scopeInput, type WrittenScope } from "../../support/written-scope.js";

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
    const create = (kind: ApiKeyKind, scope: WrittenScope): Promise<CreatedApiKey> =>
      api.database.write((tx) => createApiKey(tx, SYSTEM_ACTOR, { name: `a ${kind}`, kind, scope: scopeInput(scope) }));

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
});
