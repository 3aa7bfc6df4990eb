import { generateKeyPairSync } from "node:crypto";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import jwt from "jsonwebtoken";
import { beforeAll, describe, expect, it } from "vitest";
import { deleteExpiredTokens } from "../../../src/access/index.js";
import { createApi } from "../../../src/app/index.js";
import { createTenants, type Tree } from "../../graphql/tenancy-tree.js";
import { startTestApi, type TestApi } from "../../support/api.js";
import { atEndOfFile } from "../../support/end-of-file.js";
import { ENGINES } from "../../support/engines.js";
import { type MovableClock, movableClock } from "../../support/outbox.js";

const CONSOLE = { "x-mayfrom-console": "1", origin: "http://127.0.0.1:4000", host: "127.0.0.1:4000" };
const REGISTER = "mutation ($input: RegisterTrustedIssuerInput!) { registerTrustedIssuer(input: $input) { id } }";
const DISABLE = "mutation ($id: ID!) { disableTrustedIssuer(id: $id) { id } }";
const ENABLE = "mutation ($id: ID!) { enableTrustedIssuer(id: $id) { id } }";
const HAND_OVER = "mutation ($input: HandOverSessionInput!) { handOverSession(input: $input) { url expiresAt } }";
const VIEWER = "{ viewer { login role } }";

const keys = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

describe.each(ENGINES)("a session that a panel hands over on %s", (engine) => {
  let api: TestApi;
  let app: FastifyInstance;
  let tree: Tree;
  let clock: MovableClock;
  let issuerId: string;

  beforeAll(async () => {
    clock = movableClock(Date.now());
    api = await startTestApi(engine, clock);
    app = await createApi(api.services);
    atEndOfFile(() => app.close());
    tree = await createTenants(api);
    const input = {
      name: "Panel",
      scope: { resellerId: tree.north.id },
      issuer: "https://panel.test",
      audience: "mayfrom",
      algorithm: "ES256",
      publicKeys: [{ pem: keys.publicKey }],
      allowedRoles: ["ACCOUNT", "DOMAIN_ADMIN"],
    };
    const registered = await api.succeed<{ registerTrustedIssuer: { id: string } }>(tree.north.actor, REGISTER, {
      input,
    });
    issuerId = registered.registerTrustedIssuer.id;
  });

  const token = () => {
    const iat = Math.floor(clock.now().getTime() / 1_000);
    const claims = { iss: "https://panel.test", aud: "mayfrom", sub: tree.north.account.address, iat, exp: iat + 60 };
    return jwt.sign(claims, keys.privateKey, { algorithm: "ES256" });
  };
  const ask = (query: string, headers: Record<string, string>, variables: object = {}) =>
    app.inject({ method: "POST", url: "/graphql", headers, payload: { query, variables } });
  const handOver = async (headers: Record<string, string>, page = "/senders?address=a%40b.test") =>
    (await ask(HAND_OVER, headers, { input: { page } })).json();
  const byToken = () => ({ authorization: `Bearer ${token()}` });
  const codeIn = (url: string) => new URL(url).hash.replace("#entry=", "");
  const offer = async () => codeIn((await handOver(byToken())).data.handOverSession.url);
  const post = (url: string, payload: object, headers: Record<string, string> = CONSOLE) =>
    app.inject({ method: "POST", url: `/console/session/${url}`, payload, headers });
  const open = async () => (await post("entry", { code: await offer() })).json().ticket as string;
  const cookiesOf = ({ cookies }: LightMyRequestResponse) =>
    cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const reasonOf = (response: LightMyRequestResponse) => response.json().errors[0].extensions.reason;

  it("begins with a code that browsers send to nobody, for the page that was asked for", async () => {
    const { url } = (await handOver(byToken())).data.handOverSession;
    expect(url).toMatch(/^https:\/\/mayfrom\.test\/console\/senders\?address=a%40b\.test#entry=mfh_[\w-]{43}$/);
    for (const page of ["//elsewhere.test", "senders", "/a b", "/x#entry=y", "/\\elsewhere.test", ""]) {
      expect((await handOver(byToken(), page)).errors[0].extensions).toMatchObject({ field: "input.page" });
    }
  });

  it("says first whom it signs in, and takes the code and what came for it once each", async () => {
    const code = await offer();
    const shown = await post("entry", { code });
    expect(shown.json()).toEqual({
      ticket: expect.stringMatching(/^mfh_/),
      login: tree.north.account.address,
      issuer: "Panel",
      frame: expect.objectContaining({ timeZone: expect.any(String) }),
    });
    expect(shown.cookies).toEqual([]);
    const { ticket } = shown.json();
    expect(reasonOf(await post("entry", { code }))).toBe("HANDOVER_OVER");
    expect(reasonOf(await post("entry/take", { ticket: code }))).toBe("HANDOVER_OVER");
    const cookie = cookiesOf(await post("entry/take", { ticket }));
    expect(reasonOf(await post("entry/take", { ticket }))).toBe("HANDOVER_OVER");
    const { viewer } = (await ask(VIEWER, { ...CONSOLE, cookie })).json().data;
    expect(viewer).toEqual({ login: `${tree.north.account.address} via Panel`, role: "ACCOUNT" });
    expect((await app.inject({ url: "/console/session", headers: { ...CONSOLE, cookie } })).json()).toMatchObject({
      state: "SIGNED_IN",
      login: tree.north.account.address,
      issuer: "Panel",
    });
  });

  it("is asked for by an issuer's own token alone, and cannot be passed on", async () => {
    const cookie = cookiesOf(await post("entry/take", { ticket: await open() }));
    const again = await handOver({ ...CONSOLE, cookie });
    expect(again.errors[0].extensions.reason).toBe("ISSUERS_TOKEN_WANTED");
    const own = await api.execute(tree.north.account.actor, HAND_OVER, { input: { page: "/" } });
    expect(own.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  it("waits a minute for the browser and five for its person", async () => {
    const code = await offer();
    clock.advance(60_000);
    expect(reasonOf(await post("entry", { code }))).toBe("HANDOVER_OVER");
    const ticket = await open();
    clock.advance(5 * 60_000);
    expect(reasonOf(await post("entry/take", { ticket }))).toBe("HANDOVER_OVER");
  });

  it("ends with its issuer, from the next request on, and after twelve hours whatever is done", async () => {
    const take = async () => cookiesOf(await post("entry/take", { ticket: await open() }));
    const isIn = async (cookie: string) => (await ask(VIEWER, { ...CONSOLE, cookie })).json().errors === undefined;
    const [cookie, ticket] = [await take(), await open()];
    await api.succeed(tree.north.actor, DISABLE, { id: issuerId });
    expect(await isIn(cookie)).toBe(false);
    expect(reasonOf(await post("entry/take", { ticket }))).toBe("HANDOVER_OVER");
    expect((await post("refresh", {}, { ...CONSOLE, cookie })).statusCode).toBe(401);
    await api.succeed(tree.north.actor, ENABLE, { id: issuerId });

    let held = await take();
    for (let hour = 0; hour < 12; hour += 1) {
      clock.advance(59 * 60_000);
      held = cookiesOf(await post("refresh", {}, { ...CONSOLE, cookie: held }));
      expect(await isIn(held)).toBe(true);
    }
    clock.advance(13 * 60_000);
    expect((await post("refresh", {}, { ...CONSOLE, cookie: held })).statusCode).toBe(401);
  });

  it("takes the place of the one that the browser had before", async () => {
    const before = cookiesOf(await post("entry/take", { ticket: await open() }));
    await post("entry/take", { ticket: await open() }, { ...CONSOLE, cookie: before });
    expect((await post("refresh", {}, { ...CONSOLE, cookie: before })).statusCode).toBe(401);
  });

  it("leaves nothing behind that is over", async () => {
    await offer();
    clock.advance(24 * 60 * 60_000);
    await api.database.write((tx) => deleteExpiredTokens(tx));
    const [left] = await api.database.reader.query("SELECT COUNT(*) AS count FROM session_handover");
    expect(Number(left.count)).toBe(0);
  });
});
