import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../../src/app/index.js";
import { startTestApi, type TestApi } from "../../support/api.js";

const PANEL = "https://panel.example";
const TRACE = "0af7651916cd43dd8448eb211c80319c";

describe("the API over HTTP", () => {
  let api: TestApi;
  let app: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    const configuration = { ...api.services.configuration, corsOrigins: [PANEL] };
    app = await createApi({ ...api.services, configuration });
    url = await app.listen({ host: "127.0.0.1", port: 0 });
  });
  afterAll(() => app.close());

  const post = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query }),
    });

  it.each(["GET", "PUT", "PATCH", "DELETE"])("answers %s with 405 and the method that it takes", async (method) => {
    const response = await fetch(`${url}/graphql`, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: "/graphql takes POST requests",
          extensions: { code: "BAD_USER_INPUT", reason: "REQUEST_MALFORMED" },
        },
      ],
    });
  });

  it("is found with a slash at the end", async () => {
    const response = await fetch(`${url}/graphql/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"query":"{ __typename }"}',
    });
    expect(await response.json()).toEqual({ data: { __typename: "Query" } });
  });

  it("sends the headers that keep browsers from using an answer otherwise, with a page's own policy for a page", async () => {
    const answers = await Promise.all([post("{ __typename }"), fetch(`${url}/no/such/path`), fetch(`${url}/explorer`)]);
    for (const { headers } of answers) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
    }
    const [answer, , page] = answers.map(({ headers }) => headers.get("content-security-policy"));
    expect(page).not.toBe(answer);
  });

  it("says at an unknown path in its own shape that nothing is there", async () => {
    const response = await fetch(`${url}/no/such/path`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      errors: [{ message: "Nothing is found at this path", extensions: { code: "NOT_FOUND", reason: "NO_SUCH_PATH" } }],
    });
  });

  it("says with a 401 that a token is wanted, and whether the one that came does not hold", async () => {
    const without = await fetch(`${url}/replica`);
    expect([without.status, without.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="mayfrom"']);
    const wrong = await post("{ __typename }", { authorization: "Bearer nothing" });
    expect([wrong.status, wrong.headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer realm="mayfrom", error="invalid_token"',
    ]);
  });

  it("bears the caller's request id, else the caller's trace, and nothing that could break a log line", async () => {
    const idOf = async (headers: Record<string, string>) =>
      (await post("{ __typename }", headers)).headers.get("x-request-id");
    const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;
    expect(await idOf({ "x-request-id": "panel-4711", traceparent })).toBe("panel-4711");
    expect(await idOf({ traceparent })).toBe(TRACE);
    const made = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
    expect(await idOf({ traceparent: `00-${"0".repeat(32)}-b7ad6b7169203331-01` })).toMatch(made);
    expect(await idOf({ traceparent: `ff-${TRACE}-b7ad6b7169203331-01` })).toMatch(made);
    expect(await idOf({ "x-request-id": 'a "b' })).toMatch(made);
    expect(await idOf({ "x-request-id": "a".repeat(129) })).toMatch(made);
  });

  it("compresses a large answer where that is asked for, and no small one", async () => {
    const large = "{ __schema { types { name description fields { name description } } } }";
    const codingOf = async (query: string, coding: string) => {
      const response = await post(query, { "accept-encoding": coding });
      expect(((await response.json()) as { data: unknown }).data).toBeTruthy();
      return response.headers.get("content-encoding");
    };
    expect(await codingOf(large, "gzip")).toBe("gzip");
    expect(await codingOf(large, "br, gzip;q=0.5")).toBe("br");
    expect(await codingOf(large, "identity")).toBeNull();
    expect(await codingOf("{ __typename }", "gzip")).toBeNull();
  });

  it("refuses a body in a coding by its name", async () => {
    const response = await post("{ __typename }", { "content-encoding": "gzip" });
    expect(response.status).toBe(415);
    expect(await response.text()).toContain("without Content-Encoding");
  });

  it("repeats the longest wait of its errors as a header", async () => {
    const signIn = 'mutation { signIn(input: { login: "nobody", password: "wrong password" }) { accessToken } }';
    for (let tries = 0; tries < 10; tries += 1) expect((await post(signIn)).headers.get("retry-after")).toBeNull();
    const response = await post(signIn);
    const { errors } = (await response.json()) as { errors: { extensions: { retryAfter: number } }[] };
    expect(errors[0]?.extensions.retryAfter).toBeGreaterThan(0);
    expect(response.headers.get("retry-after")).toBe(String(errors[0]?.extensions.retryAfter));
  });

  describe("to scripts of web pages", () => {
    const preflight = (origin: string) =>
      fetch(`${url}/graphql`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization,content-type",
        },
      });

    it("is open where the operator has named their origin, and to no credentials of the browser", async () => {
      const { status, headers } = await preflight(PANEL);
      expect(status).toBe(204);
      expect(headers.get("access-control-allow-origin")).toBe(PANEL);
      expect(headers.get("access-control-allow-headers")).toContain("authorization");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
      const answer = await post("{ __typename }", { origin: PANEL });
      expect(answer.headers.get("access-control-allow-origin")).toBe(PANEL);
      expect(answer.headers.get("access-control-expose-headers")).toContain("x-request-id");
      expect(answer.headers.get("vary")).toMatch(/origin/i);
    });

    it("is closed everywhere else", async () => {
      for (const origin of ["https://elsewhere.example", `${PANEL}.elsewhere.example`, "null"]) {
        expect((await preflight(origin)).headers.get("access-control-allow-origin")).toBeNull();
      }
    });
  });
});
