import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { SignJWT } from "jose";
import { afterEach, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ApiKeyKind, authenticate, createApiKey } from "../../../src/access/index.js";
import { revokeApiKey } from "../../../src/access/operations/revoke-api-key.js";
import { startPlatform, type TestPlatform } from "../../database/replication/platform.js";
import { givePassword, ORIGIN, PASSWORD, plantAdministrator, signInAs } from "../../graphql/access-people.js";
import { type PlantedReseller, plantAccount, plantDomain, plantReseller } from "../../graphql/tenancy-tree.js";
import { OPERATOR } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { scopeInput } from "../../support/written-scope.js";

const FORBIDDEN = 4403;
const WITHIN_MS = 5_000;
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const sockets: WebSocket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

describeOnEachEngine("an open connection", (engine) => {
  let platform: TestPlatform;
  let reseller: PlantedReseller;
  let other: PlantedReseller;
  let number = 0;

  beforeAll(async () => {
    platform = await startPlatform(engine);
    reseller = await plantReseller(platform, "first");
    other = await plantReseller(platform, "second");
    // The last operator cannot be disabled.
    await plantAdministrator(platform, "stays", { platform: true });
  });

  const name = () => {
    number += 1;
    return `made${number}`;
  };
  const change = (document: string, variables: Record<string, unknown>) =>
    platform.succeed(OPERATOR, document, variables);

  /** Lets the bearer in; `closed` is the code that the connection ends with. */
  async function connect(bearer: string): Promise<{ socket: WebSocket; closed: Promise<number> }> {
    const socket = new WebSocket(`${platform.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    sockets.push(socket);
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${bearer}` } }));
    const [message] = await once(socket, "message");
    expect(JSON.parse(String(message))).toEqual({ type: "connection_ack" });
    return { socket, closed };
  }

  async function mailbox() {
    const domain = await plantDomain(platform, reseller, `${name()}.test`);
    const account = await plantAccount(platform, domain.id, `user@${domain.name}`);
    await givePassword(platform, account.id);
    const session = await signInAs(platform, account.address);
    return { domain, account, ...session };
  }

  async function administrator() {
    const login = name();
    const planted = await plantAdministrator(platform, login, { resellerId: reseller.id });
    return { ...planted, login, ...(await signInAs(platform, login)) };
  }

  /** Somebody of support who looks as an administrator, by the token of the view. */
  async function view() {
    const looker = await plantAdministrator(platform, name(), { platform: true });
    const seen = await administrator();
    const { viewAs } = await platform.succeed<{ viewAs: { accessToken: string } }>(
      looker.actor,
      'mutation ($of: ID!) { viewAs(input: { of: $of, reason: "a call" }) { accessToken } }',
      { of: seen.id },
    );
    return { looker, seen, bearer: viewAs.accessToken };
  }

  const ways: Record<string, () => Promise<{ bearer: string; end: () => Promise<unknown> }>> = {
    "a key is revoked by another process": async () => {
      const { key, secret } = await platform.database.write((tx) =>
        createApiKey(tx, OPERATOR, {
          name: name(),
          kind: ApiKeyKind.PANEL,
          scope: scopeInput({ resellerId: reseller.id }),
        }),
      );
      // Without the step that makes this process look the key up again, as if it were not the one.
      return { bearer: secret, end: () => platform.database.write((tx) => revokeApiKey(tx, OPERATOR, key.id)) };
    },
    "an issuer is disabled": async () => {
      const issuer = `https://${name()}.test`;
      const input = {
        name: "Panel",
        issuer,
        audience: "mayfrom",
        algorithm: "ES256",
        publicKeys: [{ pem: publicKey.export({ type: "spki", format: "pem" }) }],
        allowedRoles: ["ACCOUNT"],
        scope: { resellerId: reseller.id },
      };
      const { registerTrustedIssuer } = await platform.succeed<{ registerTrustedIssuer: { id: string } }>(
        OPERATOR,
        "mutation ($input: RegisterTrustedIssuerInput!) { registerTrustedIssuer(input: $input) { id } }",
        { input },
      );
      const { account } = await mailbox();
      const bearer = await new SignJWT({})
        .setProtectedHeader({ alg: "ES256" })
        .setIssuer(issuer)
        .setAudience("mayfrom")
        .setSubject(account.address)
        .setIssuedAt()
        .setExpirationTime("5m")
        .sign(privateKey);
      const disable = "mutation ($id: ID!) { disableTrustedIssuer(id: $id) { id } }";
      return { bearer, end: () => change(disable, { id: registerTrustedIssuer.id }) };
    },
    "an account gets another address": async () => {
      const { accessToken, account, domain } = await mailbox();
      const document =
        "mutation ($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { id } }";
      const input = { address: `renamed@${domain.name}` };
      return { bearer: accessToken, end: () => change(document, { id: account.id, input }) };
    },
    "an account gets another password": async () => {
      const { accessToken, account } = await mailbox();
      const document = "mutation ($input: SetAccountPasswordInput!) { setAccountPassword(input: $input) { id } }";
      const input = { accountId: account.id, password: "another password" };
      return { bearer: accessToken, end: () => change(document, { input }) };
    },
    "an account's domain goes to another reseller": async () => {
      const { accessToken, domain } = await mailbox();
      const document = "mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { id } }";
      return { bearer: accessToken, end: () => change(document, { id: domain.id, to: other.id }) };
    },
    "an account's domain is suspended": async () => {
      const { accessToken, domain } = await mailbox();
      const document = "mutation ($id: ID!) { suspendDomain(id: $id) { id } }";
      return { bearer: accessToken, end: () => change(document, { id: domain.id }) };
    },
    "an account is deleted": async () => {
      const { accessToken, account } = await mailbox();
      return {
        bearer: accessToken,
        end: () => change("mutation ($id: ID!) { deleteAccount(id: $id) }", { id: account.id }),
      };
    },
    "an administrator is disabled": async () => {
      const { accessToken, id } = await administrator();
      const document = "mutation ($id: ID!) { disableAdministrator(id: $id) { id } }";
      return { bearer: accessToken, end: () => change(document, { id }) };
    },
    "an administrator changes their own password": async () => {
      const { accessToken, actor } = await administrator();
      const document = "mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { expiresAt } }";
      const input = { currentPassword: PASSWORD, newPassword: "another password" };
      return { bearer: accessToken, end: () => platform.succeed(actor, document, { input }) };
    },
    "a second factor is required of an administrator who has none": async () => {
      const place = await plantReseller(platform, name());
      const login = name();
      await plantAdministrator(platform, login, { resellerId: place.id });
      const { accessToken } = await signInAs(platform, login);
      const document =
        "mutation ($input: SetSecondFactorRuleInput!) { setSecondFactorRule(input: $input) { isRequired } }";
      const input = { scope: { resellerId: place.id }, isRequired: true };
      return { bearer: accessToken, end: () => change(document, { input }) };
    },
    "whoever looks as somebody else is disabled": async () => {
      const { bearer, looker } = await view();
      const document = "mutation ($id: ID!) { disableAdministrator(id: $id) { id } }";
      return { bearer, end: () => change(document, { id: looker.id }) };
    },
    "the one who is looked as is disabled": async () => {
      const { bearer, seen } = await view();
      const document = "mutation ($id: ID!) { disableAdministrator(id: $id) { id } }";
      return { bearer, end: () => change(document, { id: seen.id }) };
    },
    "whoever looks as somebody else ends the view": async () => {
      const { bearer } = await view();
      const viewer = await authenticate(platform.services, bearer, ORIGIN);
      return { bearer, end: () => platform.succeed(viewer, "mutation { endViewing }", {}) };
    },
    "the session is signed out": async () => {
      const { accessToken, refreshToken } = await administrator();
      const document = "mutation ($token: String!) { signOut(refreshToken: $token) }";
      return { bearer: accessToken, end: () => change(document, { token: refreshToken }) };
    },
  };

  it.each(Object.keys(ways))("ends within five seconds when %s, and no other does", async (way) => {
    const { bearer, end } = await ways[way]!();
    const bystander = await administrator();
    const [watched, untouched] = [await connect(bearer), await connect(bystander.accessToken)];
    await end();
    const begin = Date.now();
    expect(await watched.closed).toBe(FORBIDDEN);
    expect(Date.now() - begin).toBeLessThan(WITHIN_MS);
    expect(untouched.socket.readyState).toBe(WebSocket.OPEN);
  });
});
