import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { ApiKey, ApiKeyKind, authenticate, createAdministrator, createApiKey } from "../../../src/access/index.js";
import { registerTrustedIssuer } from "../../../src/access/operations/register-trusted-issuer.js";
import { IssuerAlgorithm, IssuerRole } from "../../../src/access/trusted-issuer.entity.js";
import { SYSTEM_ACTOR } from "../../../src/kernel/index.js";
import { givePassword, MovableClock, ORIGIN, PASSWORD, signInAs } from "../../graphql/access-people.js";
import { createTenants, plantDomain, type Tree } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";
import { countStatements } from "../../support/statements.js";
import { scopeInput } from "../../support/written-scope.js";

const LISTS = {
  administrators: "{ administrators { edges { node { login role reseller { slug } domain { name } } } } }",
  apiKeys: "{ apiKeys { edges { node { name reseller { slug } domain { name } } } } }",
  trustedIssuers: "{ trustedIssuers { edges { node { name reseller { slug } } } } }",
};

describeOnEachEngine("how many statements it takes", (engine) => {
  const clock = new MovableClock();
  let api: TestApi;
  let tree: Tree;
  const { publicKey } = generateKeyPairSync("ed25519");
  const pem = String(publicKey.export({ type: "spki", format: "pem" }));

  async function plantRows(name: string, domainId: string, resellerId: string): Promise<void> {
    await createAdministrator(api.services, SYSTEM_ACTOR, {
      login: `d-${name}`,
      password: PASSWORD,
      scope: scopeInput({ domainId }),
    });
    await createAdministrator(api.services, SYSTEM_ACTOR, {
      login: `r-${name}`,
      password: PASSWORD,
      scope: scopeInput({ resellerId }),
    });
    await api.database.write(async (tx) => {
      await createApiKey(tx, SYSTEM_ACTOR, { name, kind: ApiKeyKind.GATEWAY, scope: scopeInput({ domainId }) });
      await createApiKey(tx, SYSTEM_ACTOR, { name, kind: ApiKeyKind.PANEL, scope: scopeInput({ resellerId }) });
      await registerTrustedIssuer(tx, SYSTEM_ACTOR, "https://mayfrom.test", {
        name,
        scope: scopeInput({ resellerId }),
        issuer: `https://${name}.test`,
        audience: "mayfrom",
        algorithm: IssuerAlgorithm.EdDSA,
        publicKeys: [{ keyId: null, pem }],
        allowedRoles: [IssuerRole.ACCOUNT],
      });
    });
  }

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    await plantRows("first", tree.north.domain.id, tree.north.id);
  });

  let planted = 0;
  it.each(Object.entries(LISTS))("to list %s does not grow with the list", async (_name, query) => {
    const statements = () => countStatements(api.database, async () => void (await api.succeed(OPERATOR, query)));
    const few = await statements();
    for (let count = 0; count < 3; count += 1) {
      const name = `more-${++planted}`;
      const domain = await plantDomain(api, tree.south, `${name}.test`);
      await plantRows(name, domain.id, tree.south.id);
    }
    expect(await statements()).toBe(few);
    expect(few).toBeLessThanOrEqual(3);
  });

  describe("to know who asks", () => {
    const count = (bearer: string) =>
      countStatements(api.database, async () => void (await authenticate(api.services, bearer, ORIGIN)));

    it("is three for an account: itself with its domain, the resellers above, its session", async () => {
      await givePassword(api, tree.north.account.id);
      expect(await count((await signInAs(api, "user@north.test")).accessToken)).toBe(3);
    });

    it("is none for a key that was seen within five seconds", async () => {
      const { key, secret } = await api.database.write((tx) =>
        createApiKey(tx, SYSTEM_ACTOR, { name: "gateway", kind: ApiKeyKind.GATEWAY, scope: { platform: true } }),
      );
      await authenticate(api.services, secret, ORIGIN);
      await eventually("the first use is noted in the background", async () => {
        const row = await api.database.reader.findOneByOrFail(ApiKey, { id: key.id });
        return row.lastUsedAt !== null;
      });
      clock.forward(1);
      expect(await count(secret)).toBe(0);
      clock.forward(5);
      expect(await count(secret)).toBe(1);
    });
  });
});
