import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../../src/app/index.js";
import { createTenants } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { atEndOfFile } from "../../support/end-of-file.js";
import { ENGINES } from "../../support/engines.js";

const FROM_CONSOLE = { "x-mayfrom-console": "1", origin: "http://127.0.0.1:4000", host: "127.0.0.1:4000" };
const PASSWORD = "a password of the tests";
const SET_PASSWORD = "mutation ($input: SetAccountPasswordInput!) { setAccountPassword(input: $input) { id } }";
const VIEWER = JSON.stringify({ query: "{ viewer { login } }" });

describe.each(ENGINES)("the console's session on %s", (engine) => {
  let api: TestApi;
  let app: FastifyInstance;
  let login: string;

  beforeAll(async () => {
    api = await startTestApi(engine);
    app = await createApi(api.services);
    atEndOfFile(() => app.close());
    const { account } = (await createTenants(api)).north;
    login = account.address;
    await api.succeed(OPERATOR, SET_PASSWORD, { input: { accountId: account.id, password: PASSWORD } });
  });

  const post = (url: string, payload: object, headers: Record<string, string> = FROM_CONSOLE) =>
    app.inject({ method: "POST", url, payload, headers });
  const cookiesOf = (response: LightMyRequestResponse) =>
    response.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const ask = (headers: Record<string, string>) =>
    app.inject({
      method: "POST",
      url: "/graphql",
      payload: VIEWER,
      headers: { "content-type": "application/json", ...headers },
    });

  it("is in cookies that no script reads and no other site sends, and shows no token", async () => {
    const response = await post("/console/session", { login, password: PASSWORD });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ state: "SIGNED_IN", secondsLeft: expect.any(Number) });
    expect(response.cookies).toHaveLength(2);
    for (const cookie of response.cookies)
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
  });

  it("counts for the console's own requests alone", async () => {
    const cookie = cookiesOf(await post("/console/session", { login, password: PASSWORD }));
    expect((await ask({ ...FROM_CONSOLE, cookie })).json().data).toEqual({ viewer: { login } });
    const { host } = FROM_CONSOLE;
    const others: readonly Record<string, string>[] = [
      { cookie, host, origin: FROM_CONSOLE.origin },
      { cookie, host, "x-mayfrom-console": "1" },
      { cookie, host, "x-mayfrom-console": "1", origin: "https://elsewhere.example" },
    ];
    for (const headers of others) {
      expect((await ask(headers)).json().errors[0].extensions.code).toBe("UNAUTHENTICATED");
    }
    const foreign = { ...FROM_CONSOLE, origin: "https://elsewhere.example" };
    expect((await post("/console/session", { login, password: PASSWORD }, foreign)).statusCode).toBe(403);
  });

  it("goes on with the next tokens, once, and ends when somebody signs out", async () => {
    const first = cookiesOf(await post("/console/session", { login, password: PASSWORD }));
    const renewed = await post("/console/session/refresh", {}, { ...FROM_CONSOLE, cookie: first });
    expect(renewed.json().state).toBe("SIGNED_IN");
    const cookie = cookiesOf(renewed);
    const frame = () => app.inject({ url: "/console/session", headers: { ...FROM_CONSOLE, cookie } });
    expect((await frame()).json().state).toBe("SIGNED_IN");
    expect((await post("/console/session/end", {}, { ...FROM_CONSOLE, cookie })).statusCode).toBe(204);
    expect((await frame()).json().state).toBe("LAPSED");
    expect((await post("/console/session/refresh", {}, { ...FROM_CONSOLE, cookie })).statusCode).toBe(401);
  });

  it("has cookies of its own in a frame, which browsers keep for the site around it alone", async () => {
    const inFrame = { ...FROM_CONSOLE, "x-mayfrom-console": "frame" };
    const response = await post("/console/session", { login, password: PASSWORD }, inFrame);
    for (const cookie of [response.headers["set-cookie"]].flat()) {
      expect(cookie).toMatch(/^__Host-mayfrom-frame-.*; HttpOnly; Secure; SameSite=None; Partitioned$/);
    }
    const cookie = cookiesOf(response);
    expect((await ask({ ...inFrame, cookie })).json().data).toEqual({ viewer: { login } });
    expect((await ask({ ...FROM_CONSOLE, cookie })).json().errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });

  it("is refused for a wrong password in the API's words", async () => {
    const response = await post("/console/session", { login, password: "another one" });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
    expect(response.cookies).toEqual([]);
  });
});
