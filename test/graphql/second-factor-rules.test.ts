import { generateKeyPairSync } from "node:crypto";
import jwt from "jsonwebtoken";
import { afterEach, beforeAll, expect, it } from "vitest";
import { authenticate } from "../../src/access/index.js";
import { registerTrustedIssuer } from "../../src/access/operations/register-trusted-issuer.js";
import { IssuerAlgorithm, IssuerRole } from "../../src/access/trusted-issuer.entity.js";
import type { Actor } from "../../src/kernel/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { scopeInput } from "../support/written-scope.js";
import { confirmMailbox, MovableClock, ORIGIN, PASSWORD, plantAdministrator, signInAs } from "./access-people.js";
import { addTotp, codeOf, enter, passwordOnly } from "./second-factor-people.js";
import { type PlantedReseller, plantDomain, plantReseller } from "./tenancy-tree.js";

const RULE = `mutation ($input: SetSecondFactorRuleInput!) {
  setSecondFactorRule(input: $input) { isRequired administratorsWithout }
}`;
const RESET = "mutation ($input: ResetSecondFactorInput!) { resetSecondFactor(input: $input) { secondFactorSince } }";
const DOMAINS = "{ domains(first: 1) { edges { node { id } } } }";

describeOnEachEngine("a required second factor", (engine) => {
  const clock = new MovableClock();
  let api: TestApi;
  let above: PlantedReseller;
  let below: PlantedReseller;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    above = await plantReseller(api, "above");
    below = await plantReseller(api, "below", above.id);
    await plantDomain(api, below, "below.test");
  });
  afterEach(async () => {
    for (const scope of [{ platform: true }, { resellerId: above.id }, { resellerId: below.id }])
      await require(scope, false);
  });

  const require = (scope: object, isRequired = true, actor = OPERATOR) =>
    api.succeed<{ setSecondFactorRule: { isRequired: boolean; administratorsWithout: number } }>(actor, RULE, {
      input: { scope, isRequired },
    });

  async function person(scope: { platform: true } | { resellerId: string }) {
    number += 1;
    const login = `ruled${number}`;
    return { login, ...(await plantAdministrator(api, login, scope)) };
  }
  const at = async (login: string) => {
    const { accessToken } = await passwordOnly(api, login);
    return { accessToken: accessToken!, actor: await enter(api, accessToken!) };
  };

  it("lets whoever has none do nothing but add one, in sessions that are open as well", async () => {
    const { login } = await person({ resellerId: below.id });
    const before = await at(login);
    await api.succeed(before.actor, DOMAINS);
    await require({ resellerId: above.id });
    const { actor } = { actor: await enter(api, before.accessToken) };
    for (const document of [
      DOMAINS,
      "{ sessions { id } }",
      `mutation { createApiKey(input: { name: "x", kind: PANEL, scope: { resellerId: "${below.id}" } }) { secret } }`,
    ]) {
      const refused = await api.refuse(actor, document);
      expect(refused).toMatchObject({
        extensions: { code: "FORBIDDEN" },
        message: expect.stringContaining("second factor"),
      });
    }
    // Nor by another way in than GraphQL.
    await expect(authenticate(api.services, before.accessToken, ORIGIN)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
    expect(await passwordOnly(api, login)).toMatchObject({
      state: "SECOND_FACTOR_MISSING",
      viewer: { lacksSecondFactor: true },
    });
    const { actor: after } = await addTotp(api, clock, actor);
    await api.succeed(after, DOMAINS);
  });

  it("reaches operators by the platform's rule, and a whole subtree by a reseller's, and nobody else", async () => {
    const operator = await person({ platform: true });
    const [up, down] = [await person({ resellerId: above.id }), await person({ resellerId: below.id })];
    const lacking = async (login: string) => (await passwordOnly(api, login)).state === "SECOND_FACTOR_MISSING";
    const all = async () => Promise.all([operator, up, down].map(({ login }) => lacking(login)));
    expect(await all()).toEqual([false, false, false]);
    expect((await require({ platform: true })).setSecondFactorRule.administratorsWithout).toBeGreaterThan(0);
    expect(await all()).toEqual([true, false, false]);
    await require({ platform: true }, false);
    await require({ resellerId: above.id });
    expect(await all()).toEqual([false, true, true]);
    await require({ resellerId: above.id }, false);
    await require({ resellerId: below.id });
    expect(await all()).toEqual([false, false, true]);
  });

  it("is set by a reseller for those below, and not lifted by whom it binds", async () => {
    await require({ resellerId: below.id }, true, above.actor);
    for (const scope of [{ resellerId: above.id }, { platform: true }]) {
      const refused = await api.refuse(below.actor, RULE, { input: { scope, isRequired: false } });
      expect(["NOT_FOUND", "FORBIDDEN"]).toContain(refused.extensions.code);
    }
    const lifted = await api.refuse(below.actor, RULE, {
      input: { scope: { resellerId: below.id }, isRequired: false },
    });
    expect(lifted.extensions.code).toBe("FORBIDDEN");
    const panel = actorWith("PANEL", above.actor.scope!);
    expect(
      (await api.refuse(panel, RULE, { input: { scope: { resellerId: below.id }, isRequired: false } })).extensions
        .code,
    ).toBe("FORBIDDEN");
  });

  it("keeps the last one from being removed", async () => {
    const { actor } = await person({ resellerId: below.id });
    const { secret, factorId, actor: signedIn } = await addTotp(api, clock, actor);
    await require({ resellerId: below.id });
    const proof = { password: PASSWORD, secondFactor: { code: codeOf(secret, clock) } };
    const remove = "mutation ($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) { id } }";
    expect((await api.refuse(signedIn, remove, { input: { id: factorId, proof } })).extensions.code).toBe("CONFLICT");
  });

  it("asks an issuer's token whether there was one: amr with mfa (RFC 8176)", async () => {
    const { login } = await person({ resellerId: below.id });
    const { publicKey, privateKey } = generateKeyPairSync("ec", {
      namedCurve: "P-256",
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const issuer = `https://panel-${engine.toLowerCase()}.test`;
    const { publicUrl } = api.services.configuration;
    const registration = {
      name: "Panel",
      issuer,
      audience: "mayfrom",
      algorithm: IssuerAlgorithm.ES256,
      publicKeys: [{ keyId: null, pem: publicKey }],
      allowedRoles: [IssuerRole.RESELLER],
      scope: scopeInput({ resellerId: above.id }),
    };
    await api.database.write((tx) => registerTrustedIssuer(tx, OPERATOR, publicUrl, registration));
    const iat = Math.floor(clock.now().getTime() / 1000);
    const tokenWith = (claims: object) =>
      jwt.sign(
        { sub: login, iss: issuer, aud: "mayfrom", iat, exp: iat + 60, mayfrom_role: "RESELLER", ...claims },
        privateKey,
        {
          algorithm: "ES256",
        },
      );
    const admit = (claims: object) => authenticate(api.services, tokenWith(claims), ORIGIN);
    expect((await admit({})).role).toBe("RESELLER");
    await require({ resellerId: below.id });
    await expect(admit({})).rejects.toMatchObject({ code: "UNAUTHENTICATED", message: expect.stringContaining("amr") });
    await expect(admit({ amr: ["pwd"] })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect((await admit({ amr: ["pwd", "otp", "mfa"] })).role).toBe("RESELLER");
  });

  it("that is lost is reset from above: sessions end, the password stays, and the person is told", async () => {
    const { id, login, actor } = await person({ resellerId: below.id });
    const email = `${login}@below.test`;
    await api.succeed(
      OPERATOR,
      "mutation ($input: UpdateAdministratorInput!) { updateAdministrator(input: $input) { id } }",
      {
        input: { id, email },
      },
    );
    await confirmMailbox(api, id);
    await addTotp(api, clock, actor);
    const reset = (as: Actor, ownProof?: object) => api.execute(as, RESET, { input: { id, ownProof } });
    const codeOfReset = async (as: Actor, ownProof?: object) => (await reset(as, ownProof)).errors[0]?.extensions;
    const peer = await person({ resellerId: below.id });
    expect(await codeOfReset(peer.actor)).toMatchObject({ code: "BAD_USER_INPUT", field: "input.ownProof.password" });
    const { actor: peerWithFactor, secret } = await addTotp(api, clock, peer.actor);
    expect(await codeOfReset(peerWithFactor, { password: PASSWORD })).toMatchObject({
      field: "input.ownProof.secondFactor",
    });
    expect(await codeOfReset(actorWith("PANEL", below.actor.scope!))).toMatchObject({ code: "FORBIDDEN" });
    expect(await codeOfReset((await person({ platform: true })).actor)).toBeUndefined();
    const where = { toAddress: email, template: "credential-notice" };
    const mails = await api.database.reader.find(OutboxMail, { where, order: { id: "ASC" } });
    expect(mails.map(({ parameters }) => parameters.event)).toEqual(["APP_ADDED", "SECOND_FACTOR_RESET"]);
    expect((await passwordOnly(api, login)).state).toBe("SIGNED_IN");
    expect((await codeOfReset(OPERATOR))?.code).toBe("CONFLICT");
    const own = { password: PASSWORD, secondFactor: { code: codeOf(secret, clock) } };
    await addTotp(api, clock, (await at(login)).actor);
    clock.forward(30);
    expect(
      await codeOfReset(peerWithFactor, { ...own, secondFactor: { code: codeOf(secret, clock) } }),
    ).toBeUndefined();
  });

  it("is none for a mailbox, and is off at first: signing in takes the same one step", async () => {
    const { login } = await person({ resellerId: below.id });
    expect(Object.keys(await signInAs(api, login))).toContain("accessToken");
  });
});
