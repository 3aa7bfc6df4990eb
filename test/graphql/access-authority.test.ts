import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { authenticate } from "../../src/access/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  confirmMailbox,
  givePassword,
  ORIGIN,
  PASSWORD,
  plantAdministrator,
  SIGN_IN,
  signInAs,
  visitor,
} from "./access-people.js";
import { createTenants, plantReseller, type Tree } from "./tenancy-tree.js";

const CREATE = `mutation ($input: CreateAdministratorInput!) {
  createAdministrator(input: $input) { id madeBy { kind id name } }
}`;
const UPDATE = `mutation ($input: UpdateAdministratorInput!) { updateAdministrator(input: $input) { email } }`;
const RESET = `mutation ($input: ResetAdministratorPasswordInput!) { resetAdministratorPassword(input: $input) { id } }`;
const DISABLE = `mutation ($id: ID!, $all: Boolean) {
  disableAdministrator(id: $id, withEverythingMade: $all) { isDisabled }
}`;
const ENABLE = `mutation ($id: ID!) { enableAdministrator(id: $id) { isDisabled } }`;
const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret key { id } } }`;
const CREATE_WEBHOOK = "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }";
const UPDATE_WEBHOOK = "mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { id } }";
const WEBHOOK = "query ($id: ID!) { node(id: $id) { ... on Webhook { state madeBy { kind id } } } }";
const REVOKE_KEY = `mutation ($id: ID!, $all: Boolean) { revokeApiKey(id: $id, withEverythingMade: $all) { revokedAt } }`;
const REGISTER = `mutation ($input: RegisterTrustedIssuerInput!) { registerTrustedIssuer(input: $input) { id } }`;
const UPDATE_ISSUER = `mutation ($input: UpdateTrustedIssuerInput!) { updateTrustedIssuer(input: $input) { id } }`;
const DISABLE_ISSUER = `mutation ($id: ID!, $all: Boolean) {
  disableTrustedIssuer(id: $id, withEverythingMade: $all) { isDisabled }
}`;
const ENABLE_ISSUER = `mutation ($id: ID!) { enableTrustedIssuer(id: $id) { isDisabled } }`;
const MADE = `query ($id: ID!) {
  administrators(filter: { madeBy: $id }) { edges { node { login isDisabled } } }
  apiKeys(filter: { madeBy: $id }) { edges { node { name revokedAt } } }
  trustedIssuers(filter: { madeBy: $id }) { edges { node { name isDisabled } } }
}`;

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const PEM = publicKey.export({ type: "spki", format: "pem" }).toString();

type Person = Awaited<ReturnType<typeof plantAdministrator>>;

describeOnEachEngine("authority over credentials", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let sub: { id: string; path: string };
  let boss: Person;
  let peer: Person;
  let dora: Person;
  let subAdministrator: Person;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
    sub = await plantReseller(api, "below-north", tree.north.id);
    boss = await plantAdministrator(api, "boss", { resellerId: tree.north.id });
    peer = await plantAdministrator(api, "peer", { resellerId: tree.north.id });
    dora = await plantAdministrator(api, "dora", { domainId: tree.north.domain.id });
    subAdministrator = await plantAdministrator(api, "sub", { resellerId: sub.id });
  });

  const fresh = (name = "made") => {
    number += 1;
    return `${name}${number}`;
  };
  const codeOf = async (actor: Actor, document: string, variables: object) =>
    (await api.refuse(actor, document, variables as Record<string, unknown>)).extensions.code;
  const administratorInput = (scope: object, login = fresh()) => ({ input: { login, password: PASSWORD, scope } });
  const keyInput = (resellerId: string) => ({ input: { name: fresh("key"), kind: "PANEL", scope: { resellerId } } });
  const issuerInput = (resellerId: string, allowedRoles = ["RESELLER", "DOMAIN_ADMIN", "ACCOUNT"]) => ({
    input: {
      name: fresh("issuer"),
      issuer: `https://${fresh()}.test`,
      audience: "mayfrom",
      algorithm: "ES256",
      publicKeys: [{ pem: PEM }],
      allowedRoles,
      scope: { resellerId },
    },
  });

  async function panelOf(resellerId: string, maker: Actor = OPERATOR): Promise<{ id: string; actor: Actor }> {
    const { createApiKey } = await api.succeed<{ createApiKey: { secret: string; key: { id: string } } }>(
      maker,
      CREATE_KEY,
      keyInput(resellerId),
    );
    return { id: createApiKey.key.id, actor: await authenticate(api.services, createApiKey.secret, ORIGIN) };
  }

  async function issuerOf(resellerId: string, maker: Actor = OPERATOR) {
    const variables = issuerInput(resellerId);
    const { registerTrustedIssuer } = await api.succeed<{ registerTrustedIssuer: { id: string } }>(
      maker,
      REGISTER,
      variables,
    );
    const tokenFor = (login: string, role: string) =>
      new SignJWT({ mayfrom_role: role })
        .setProtectedHeader({ alg: "ES256" })
        .setIssuer(variables.input.issuer)
        .setAudience("mayfrom")
        .setSubject(login)
        .setIssuedAt()
        .setExpirationTime("5m")
        .sign(privateKey);
    const actorFor = async (login: string, role: string) =>
      authenticate(api.services, await tokenFor(login, role), ORIGIN);
    return { id: registerTrustedIssuer.id, actorFor };
  }

  const mailsTo = (address: string) => api.database.reader.findBy(OutboxMail, { toAddress: address });

  describe("of a panel's key and of an issuer's token", () => {
    let machines: Actor[];

    beforeAll(async () => {
      const { actorFor } = await issuerOf(tree.north.id);
      machines = [(await panelOf(tree.north.id)).actor, await actorFor("boss", "RESELLER")];
    });

    it("makes administrators below its reseller only", async () => {
      for (const actor of machines) {
        expect(await codeOf(actor, CREATE, administratorInput({ resellerId: tree.north.id }))).toBe("FORBIDDEN");
        await api.succeed(actor, CREATE, administratorInput({ resellerId: sub.id }));
        await api.succeed(actor, CREATE, administratorInput({ domainId: tree.north.domain.id }));
      }
    });

    it("changes, disables and enables administrators below its reseller only", async () => {
      await api.succeed(OPERATOR, DISABLE, { id: peer.id });
      for (const actor of machines) {
        const email = `${fresh()}@elsewhere.test`;
        expect(await codeOf(actor, UPDATE, { input: { id: peer.id, email } })).toBe("FORBIDDEN");
        expect(await codeOf(actor, ENABLE, { id: peer.id })).toBe("FORBIDDEN");
        await api.succeed(actor, UPDATE, { input: { id: dora.id, email } });
        await api.succeed(actor, DISABLE, { id: dora.id });
        await api.succeed(actor, ENABLE, { id: dora.id });
      }
      await api.succeed(OPERATOR, ENABLE, { id: peer.id });
      for (const actor of machines) expect(await codeOf(actor, DISABLE, { id: peer.id })).toBe("FORBIDDEN");
    });

    it("resets passwords below its reseller only", async () => {
      for (const actor of machines) {
        expect(["FORBIDDEN", "BAD_USER_INPUT"]).toContain(
          await codeOf(actor, RESET, { input: { id: peer.id, password: PASSWORD } }),
        );
        await api.succeed(actor, RESET, { input: { id: subAdministrator.id, password: PASSWORD } });
      }
      const [key] = machines;
      const guessed = { input: { id: peer.id, password: PASSWORD, ownPassword: PASSWORD } };
      expect(await codeOf(key!, RESET, guessed)).toBe("FORBIDDEN");
    });

    it("makes keys and issuers below its reseller only, and changes no issuer of its own", async () => {
      const own = await issuerOf(tree.north.id);
      const token = await own.actorFor("boss", "RESELLER");
      expect(await codeOf(token, CREATE_KEY, keyInput(tree.north.id))).toBe("FORBIDDEN");
      expect(await codeOf(token, REGISTER, issuerInput(tree.north.id))).toBe("FORBIDDEN");
      const roles = ["RESELLER"];
      expect(await codeOf(token, UPDATE_ISSUER, { input: { id: own.id, allowedRoles: roles } })).toBe("FORBIDDEN");
      await api.succeed(token, CREATE_KEY, keyInput(sub.id));
      await api.succeed(token, REGISTER, issuerInput(sub.id));
    });
  });

  describe("over passwords", () => {
    it("does not reset one's own, whoever one is and however one is signed in", async () => {
      const { actorFor } = await issuerOf(tree.north.id);
      const operator = await plantAdministrator(api, "otto", { platform: true });
      const cases: [Actor, string][] = [
        [boss.actor, boss.id],
        [dora.actor, dora.id],
        [operator.actor, operator.id],
        [await actorFor("boss", "RESELLER"), boss.id],
        [await actorFor("dora", "DOMAIN_ADMIN"), dora.id],
      ];
      for (const [actor, id] of cases) {
        const input = { id, password: "taken over 123", ownPassword: PASSWORD };
        expect(await codeOf(actor, RESET, { input })).toBe("FORBIDDEN");
      }
      for (const login of ["boss", "dora", "otto"]) await signInAs(api, login);
    });

    it("asks for one's own where both are peers, and counts wrong ones like sign-ins", async () => {
      const input = { id: peer.id, password: "another password" };
      const without = await api.refuse(boss.actor, RESET, { input });
      expect(without.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.ownPassword" });
      const guesser = { ...boss.actor, remoteAddress: "198.51.100.9" };
      const codes: string[] = [];
      for (let guess = 0; guess < 11; guess += 1) {
        codes.push(await codeOf(guesser, RESET, { input: { ...input, ownPassword: `guess number ${guess}` } }));
      }
      expect(codes).toEqual([...Array<string>(10).fill("BAD_USER_INPUT"), "RATE_LIMITED"]);
      await signInAs(api, "peer");
      await api.succeed(boss.actor, RESET, { input: { ...input, ownPassword: PASSWORD } });
      await signInAs(api, "peer", "another password");
      await api.succeed(boss.actor, RESET, { input: { id: peer.id, password: PASSWORD, ownPassword: PASSWORD } });
    });

    it("tells whoever is concerned by mail, without naming who did it", async () => {
      const [told, before] = [`${fresh()}@north.test`, `${fresh()}@north.test`];
      await api.succeed(boss.actor, UPDATE, { input: { id: dora.id, email: before } });
      await confirmMailbox(api, dora.id);
      await api.succeed(boss.actor, UPDATE, { input: { id: dora.id, email: told } });
      await confirmMailbox(api, dora.id);
      expect(await mailsTo(before)).toMatchObject([
        { template: "email-confirmation" },
        { template: "credential-notice", parameters: { login: "dora", event: "EMAIL_CHANGED" } },
      ]);
      await api.succeed(boss.actor, RESET, { input: { id: dora.id, password: PASSWORD } });
      const mails = await mailsTo(told);
      expect(mails).toMatchObject([
        { template: "email-confirmation" },
        { parameters: { login: "dora", event: "PASSWORD_RESET" } },
      ]);
      expect(JSON.stringify(mails)).not.toContain("boss");
    });

    it("tells an account whose administrator gave it another password", async () => {
      const { id, address } = tree.north.account;
      await givePassword(api, id);
      const input = { accountId: id, password: "given by somebody" };
      await api.succeed(
        boss.actor,
        "mutation ($input: SetAccountPasswordInput!) { setAccountPassword(input: $input) { id } }",
        { input },
      );
      expect(await mailsTo(address)).toMatchObject([{ parameters: { login: address, event: "PASSWORD_RESET" } }]);
    });
  });

  describe("over what was made", () => {
    it("lists what a key, an issuer and an administrator made, and says what made each", async () => {
      const panel = await panelOf(tree.north.id);
      const login = fresh("listed");
      const { createAdministrator } = await api.succeed<{ createAdministrator: { madeBy: object } }>(
        panel.actor,
        CREATE,
        administratorInput({ resellerId: sub.id }, login),
      );
      expect(createAdministrator.madeBy).toMatchObject({ kind: "API_KEY", id: panel.id });
      expect(await api.succeed(boss.actor, MADE, { id: panel.id })).toMatchObject({
        administrators: { edges: [{ node: { login, isDisabled: false } }] },
        apiKeys: { edges: [] },
      });
      expect(await api.succeed(tree.south.actor, MADE, { id: panel.id })).toMatchObject({
        administrators: { edges: [] },
      });
      expect(await api.succeed(boss.actor, MADE, { id: tree.north.id })).toMatchObject({
        administrators: { edges: [] },
      });
      const ofSub = `query { administrators { edges { node { login madeBy { kind id name } } } } }`;
      const seen = await api.succeed<{ administrators: { edges: { node: { login: string; madeBy: object } }[] } }>(
        subAdministrator.actor,
        ofSub,
      );
      const made = seen.administrators.edges.find(({ node }) => node.login === login);
      expect(made?.node.madeBy).toEqual({ kind: "API_KEY", id: null, name: null });
    });

    it("ends a key with everything that came from it, also what that made in turn", async () => {
      const panel = await panelOf(tree.north.id);
      const first = fresh("first");
      await api.succeed(panel.actor, CREATE, administratorInput({ resellerId: sub.id }, first));
      const { accessToken } = await signInAs(api, first);
      const backdoor = await authenticate(api.services, accessToken, ORIGIN);
      const second = fresh("second");
      await api.succeed(backdoor, CREATE, administratorInput({ resellerId: sub.id }, second));
      const key = await panelOf(sub.id, backdoor);
      const issuer = await issuerOf(sub.id, backdoor);
      // Revoked first, looked at afterwards: the one act still ends the rest.
      await api.succeed(boss.actor, REVOKE_KEY, { id: panel.id });
      await signInAs(api, second);
      await api.succeed(boss.actor, REVOKE_KEY, { id: panel.id, all: true });
      for (const login of [first, second]) {
        const refused = await api.refuse(visitor(), SIGN_IN, { login, password: PASSWORD });
        expect(refused.extensions.code).toBe("UNAUTHENTICATED");
      }
      const made = await api.succeed(boss.actor, MADE, { id: innerGlobal("Administrator", backdoor.id!) });
      expect(made).toMatchObject({
        administrators: { edges: [{ node: { login: second, isDisabled: true } }] },
        apiKeys: { edges: [{ node: { revokedAt: expect.any(String) } }] },
        trustedIssuers: { edges: [{ node: { isDisabled: true } }] },
      });
      await expect(issuer.actorFor("sub", "RESELLER")).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      expect(key.id).not.toBe(panel.id);
    });

    it("ends an issuer and an administrator with everything that came from them", async () => {
      const issuer = await issuerOf(tree.north.id);
      const viaIssuer = fresh("via");
      await api.succeed(
        await issuer.actorFor("boss", "RESELLER"),
        CREATE,
        administratorInput({ resellerId: sub.id }, viaIssuer),
      );
      await api.succeed(OPERATOR, DISABLE_ISSUER, { id: issuer.id, all: true });
      expect((await api.refuse(visitor(), SIGN_IN, { login: viaIssuer, password: PASSWORD })).extensions.code).toBe(
        "UNAUTHENTICATED",
      );

      const thief = await plantAdministrator(api, fresh("thief"), { resellerId: tree.north.id });
      const left = fresh("left");
      await api.succeed(thief.actor, CREATE, administratorInput({ resellerId: tree.north.id }, left));
      await api.succeed(boss.actor, DISABLE, { id: thief.id, all: true });
      expect((await api.refuse(visitor(), SIGN_IN, { login: left, password: PASSWORD })).extensions.code).toBe(
        "UNAUTHENTICATED",
      );
    });

    it("ends the webhooks that a stolen session made or led elsewhere, and no others", async () => {
      const thief = await plantAdministrator(api, fresh("thief"), { resellerId: tree.north.id });
      const made = await webhookBy(thief.actor);
      const led = await webhookBy(boss.actor);
      const renamed = await webhookBy(boss.actor);
      await api.succeed(thief.actor, UPDATE_WEBHOOK, { input: { id: led, url: "https://elsewhere.example/" } });
      await api.succeed(thief.actor, UPDATE_WEBHOOK, { input: { id: renamed, name: "renamed" } });
      const { node } = await api.succeed<{ node: object }>(boss.actor, WEBHOOK, { id: led });
      expect(node).toMatchObject({ madeBy: { kind: "ADMINISTRATOR", id: thief.id } });
      await api.succeed(boss.actor, DISABLE, { id: thief.id, all: true });
      const states = [made, led, renamed].map(async (id) => {
        const shown = await api.succeed<{ node: { state: string } }>(boss.actor, WEBHOOK, { id });
        return shown.node.state;
      });
      expect(await Promise.all(states)).toEqual(["DISABLED", "DISABLED", "ENABLED"]);
    });
  });

  async function webhookBy(actor: Actor): Promise<string> {
    const input = { scope: { resellerId: tree.north.id }, name: "panel", url: "https://panel.example/" };
    const { createWebhook } = await api.succeed<{ createWebhook: { webhook: { id: string } } }>(actor, CREATE_WEBHOOK, {
      input,
    });
    return createWebhook.webhook.id;
  }

  describe("over what somebody further up has disabled", () => {
    it("is theirs: an administrator", async () => {
      const disabled = await plantAdministrator(api, fresh("disabled"), { domainId: tree.north.domain.id });
      await api.succeed(dora.actor, DISABLE, { id: disabled.id });
      // Whoever is above makes it their own, and from then on it is.
      await api.succeed(boss.actor, DISABLE, { id: disabled.id });
      expect(await codeOf(dora.actor, ENABLE, { id: disabled.id })).toBe("FORBIDDEN");
      await api.succeed(OPERATOR, DISABLE, { id: disabled.id });
      expect(await codeOf(boss.actor, ENABLE, { id: disabled.id })).toBe("FORBIDDEN");
      expect(await codeOf(boss.actor, DISABLE, { id: disabled.id })).toBe("CONFLICT");
      await api.succeed(OPERATOR, ENABLE, { id: disabled.id });
      await api.succeed(boss.actor, DISABLE, { id: disabled.id });
      await api.succeed(peer.actor, ENABLE, { id: disabled.id });
    });

    it("is theirs: an issuer", async () => {
      const { id } = await issuerOf(tree.north.id);
      await api.succeed(OPERATOR, DISABLE_ISSUER, { id });
      expect(await codeOf(boss.actor, ENABLE_ISSUER, { id })).toBe("FORBIDDEN");
      await api.succeed(OPERATOR, ENABLE_ISSUER, { id });
      await api.succeed(boss.actor, DISABLE_ISSUER, { id });
      await api.succeed(peer.actor, ENABLE_ISSUER, { id });
    });
  });
});

function innerGlobal(kind: string, id: string): string {
  return `${kind}_${id.replaceAll("-", "")}`;
}
