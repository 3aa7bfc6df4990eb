import { once } from "node:events";
import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createApi } from "../../../src/app/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";

interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

describe("the server and hostile requests", () => {
  let api: TestApi;
  let app: FastifyInstance;
  let port: number;

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    app = await createApi(api.services);
    port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
  });
  afterAll(() => app.close());

  async function send(path: string, init: RequestInit = {}): Promise<HttpAnswer> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { status: response.status, headers: response.headers, body: await response.text() };
  }

  /** Writes raw octets and gives what came back until the server closed or a line ended. */
  async function talk(octets: string, { reset = false } = {}): Promise<string> {
    const socket = connect({ host: "127.0.0.1", port });
    let heard = "";
    socket.on("data", (part) => {
      heard += part;
    });
    socket.on("error", () => {});
    await once(socket, "connect");
    socket.write(octets);
    if (reset) {
      socket.resetAndDestroy();
      return "";
    }
    await once(socket, "close");
    return heard;
  }

  const post = (body: string, headers: Record<string, string> = {}) =>
    send("/graphql", { method: "POST", body, headers: { "content-type": "application/json", ...headers } });

  it("stays up when a WebSocket is asked for under a path that is no address", async () => {
    const upgrade = (path: string) =>
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    for (const path of ["//", "http://[", "/%zz", "*", "/elsewhere"]) {
      expect(await talk(upgrade(path)), path).toMatch(/^HTTP\/1\.1 40[04]/);
    }
    for (let count = 0; count < 20; count += 1) await talk(upgrade("/elsewhere"), { reset: true });
    expect((await send("/healthz")).status).toBe(200);
  });

  it("answers GraphQL over POST with one operation only", async () => {
    expect((await send("/graphql?query=%7B__typename%7D")).status).toBe(405);
    expect((await send("/graphql", { method: "HEAD" })).status).toBe(405);
    const batch = await post('[{"query":"{__typename}"},{"query":"{__typename}"}]');
    expect(batch.status).toBe(400);
    expect(codesIn(batch.body)).toEqual(["BAD_USER_INPUT"]);
  });

  it("answers a body that is no JSON, too large or of another type with a code of the closed set", async () => {
    const broken = await post('{"query":');
    expect([broken.status, codesIn(broken.body)]).toEqual([400, ["BAD_USER_INPUT"]]);
    const empty = await post("");
    expect([empty.status, codesIn(empty.body)]).toEqual([400, ["BAD_USER_INPUT"]]);
    const large = await post(`{"query":"{__typename}","x":"${"x".repeat(5 * 1024 * 1024)}"}`);
    expect([large.status, codesIn(large.body)]).toEqual([413, ["BAD_USER_INPUT"]]);
    const text = await post("{ __typename }", { "content-type": "text/plain" });
    expect([text.status, codesIn(text.body)]).toEqual([400, ["BAD_USER_INPUT"]]);
    const form = await post("query=%7B__typename%7D", { "content-type": "application/x-www-form-urlencoded" });
    expect([form.status, codesIn(form.body)]).toEqual([400, ["BAD_USER_INPUT"]]);
  });

  it("answers what goes wrong outside of GraphQL in the same shape", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const large = await send("/unsubscribe/x", { method: "POST", body: `a=${"x".repeat(20_000)}`, headers: form });
    expect([large.status, codesIn(large.body)]).toEqual([413, ["BAD_USER_INPUT"]]);
    const huge = await send("/confirm/x", { method: "POST", body: "x".repeat(5 * 1024 * 1024), headers: form });
    expect([huge.status, codesIn(huge.body)]).toEqual([413, ["BAD_USER_INPUT"]]);
    const anonymous = await send("/export/readiness.csv");
    expect([anonymous.status, codesIn(anonymous.body)]).toEqual([401, ["UNAUTHENTICATED"]]);
    expect(anonymous.headers.get("content-type")).toMatch(/^application\/json/);
  });

  it("counts a query's fields also where an argument of one of them does not fit", async () => {
    const wide = Array.from({ length: 40 }, (_, index) => `p${index}: auditEvents(first: 200) { edges { cursor } }`);
    const query = `query ($id: ID = "x") { misfit: node(id: $id) { id } ${wide.join(" ")} }`;
    const answer = await post(JSON.stringify({ query, variables: { id: null } }));
    // Nothing of it is resolved: before, only the misfit was refused and the rest went past the limit.
    expect(JSON.parse(answer.body).data).toBeUndefined();
    expect(["BAD_USER_INPUT", "TOO_COMPLEX"]).toContain(codesIn(answer.body)[0]);
    expect(answer.status).toBe(400);
  });

  it("counts what is asked of each item of a batch", async () => {
    const query = `query ($requests: [SenderRequest!]!) {
      authorizeSenders(requests: $requests) { authorization { account { authorizations(first: 200) { edges { cursor } } } } }
    }`;
    const requests = Array.from({ length: 1_000 }, () => ({ login: "a@b.test", sender: "" }));
    const answer = await post(JSON.stringify({ query, variables: { requests } }));
    expect(codesIn(answer.body)).toEqual(["TOO_COMPLEX"]);
  });

  it("counts again when the same document comes with a larger page, a longer list or a text that does not fit", async () => {
    const pages = Array.from(
      { length: 20 },
      (_, index) => `p${index}: auditEvents(first: $first) { edges { cursor } }`,
    );
    const paged = `query ($first: Int) { ${pages.join(" ")} }`;
    const ofPage = async (first: unknown) => post(JSON.stringify({ query: paged, variables: { first } }));
    expect(codesIn((await ofPage(1)).body)).not.toContain("TOO_COMPLEX");
    expect(codesIn((await ofPage(2_000)).body)).toEqual(["TOO_COMPLEX"]);
    expect(codesIn((await ofPage("1")).body)).toEqual(["BAD_USER_INPUT"]);

    const query = `query ($requests: [SenderRequest!]!) {
      authorizeSenders(requests: $requests) { authorization { account { authorizations(first: 200) { edges { cursor } } } } }
    }`;
    const ofList = async (requests: unknown[]) => post(JSON.stringify({ query, variables: { requests } }));
    const request = { login: "a@b.test", sender: "" };
    expect(codesIn((await ofList([request])).body)).not.toContain("TOO_COMPLEX");
    expect(codesIn((await ofList(Array.from({ length: 1_000 }, () => request))).body)).toEqual(["TOO_COMPLEX"]);
    const misfit = await ofList([{ login: "a@b.test" }]);
    expect([misfit.status, codesIn(misfit.body)]).toEqual([400, ["BAD_USER_INPUT"]]);
  });

  it("lets no cache keep an answer, whatever it says", async () => {
    const bodies = [
      '{"query":"{ __typename }"}',
      '{"query":"{ viewer { __typename } }"}',
      '{"query":"{ nothing }"}',
      "{",
    ];
    for (const body of bodies) expect((await post(body)).headers.get("cache-control"), body).toBe("no-store");
    const stranger = await post('{"query":"{ __typename }"}', { authorization: "Bearer x" });
    expect(stranger.headers.get("cache-control")).toBe("no-store");
  });

  it("refuses a document of too many tokens before it is parsed whole", async () => {
    const answer = await post(JSON.stringify({ query: `{ ${"__typename ".repeat(3_000)} }` }));
    expect(codesIn(answer.body)).toEqual(["BAD_USER_INPUT"]);
  });

  it("refuses a wrong credential with UNAUTHENTICATED, whatever its form", async () => {
    for (const authorization of ["Bearer x", "Bearer mfk_x", "Basic eDp5", "Bearer", `Bearer ${"x".repeat(9_000)}`]) {
      const answer = await post('{"query":"{ __typename }"}', { authorization });
      expect([answer.status, codesIn(answer.body)], authorization.slice(0, 20)).toEqual([401, ["UNAUTHENTICATED"]]);
    }
  });

  it("tells nobody why it failed: an id that leads to the log, and nothing else", async () => {
    const { app: broken, secret } = await withBrokenDatabase();
    try {
      const paths = [`/confirm/${"t".repeat(43)}`, "/metrics", "/readyz"];
      for (const path of paths) {
        const answer = await broken.inject({ url: path });
        expect(answer.statusCode, path).toBeGreaterThanOrEqual(500);
        expect(answer.body, path).not.toContain(secret);
      }
      const refused = await broken.inject({
        method: "POST",
        url: "/graphql",
        payload: { query: 'mutation { signOut(refreshToken: "x") }' },
      });
      expect(codesIn(refused.body)).toEqual(["INTERNAL"]);
      expect(refused.body).not.toContain(secret);
    } finally {
      await broken.close();
    }
  });

  /** A server whose every statement fails with a message that holds what nobody may see. */
  async function withBrokenDatabase() {
    const secret = "SELECT secretHash";
    const fail = async () => {
      throw new Error(`${secret} FROM api_key`);
    };
    const reader = new Proxy({}, { get: () => fail });
    const database = new Proxy(api.database, {
      get: (target, name) =>
        name === "reader"
          ? reader
          : name === "write" || name === "writerSource"
            ? fail
            : Reflect.get(target, name, target),
    });
    return { secret, app: await createApi({ ...api.services, database }) };
  }

  it("takes nothing but subscriptions over a WebSocket, within the same limits, and nobody without a credential", async () => {
    const key = await api.succeed<{ createApiKey: { secret: string } }>(
      OPERATOR,
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }",
      { input: { name: "hostile", kind: "GATEWAY", scope: { platform: true } } },
    );
    const authorization = `Bearer ${key.createApiKey.secret}`;
    const deep = `subscription { ${"a { ".repeat(20)} b ${"} ".repeat(20)} }`;
    const refused: [string, string][] = [
      ["{ viewer { login } }", "BAD_USER_INPUT"],
      ['mutation { signOut(refreshToken: "x") }', "BAD_USER_INPUT"],
      [deep, "BAD_USER_INPUT"],
      [`subscription { ${"__typename ".repeat(3_000)} }`, "BAD_USER_INPUT"],
    ];
    const wanted = refused.map(([query], index) => ({ id: String(index), type: "subscribe", payload: { query } }));
    const { messages } = await overWebSocket({ authorization }, wanted);
    for (const [index, [query, code]] of refused.entries()) {
      const answer = messages.find(({ id }) => id === String(index));
      expect(answer, query.slice(0, 40)).toMatchObject({ type: "error", payload: [{ extensions: { code } }] });
    }
    for (const parameters of [{}, { authorization: "Bearer mfk_x" }]) {
      expect((await overWebSocket(parameters, wanted)).closedWith).toBe(4403);
    }
  });

  interface Message {
    readonly id?: string;
    readonly type: string;
    readonly payload?: unknown;
  }

  /** Sends the messages after `connection_init`; ends once each has an answer, or the server ends it. */
  function overWebSocket(payload: object, wanted: readonly Message[]) {
    return new Promise<{ messages: Message[]; closedWith: number }>((resolve) => {
      const messages: Message[] = [];
      const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws");
      socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init", payload })));
      socket.on("message", (data) => {
        const message = JSON.parse(String(data)) as Message;
        if (message.type === "connection_ack") for (const each of wanted) socket.send(JSON.stringify(each));
        else messages.push(message);
        if (messages.length === wanted.length) socket.close();
      });
      socket.on("close", (closedWith) => resolve({ messages, closedWith }));
    });
  }

  it("takes the caller's address from X-Forwarded-For only behind a proxy it knows", async () => {
    const seenBy = async (trustedProxies: string[]) => {
      const configuration = { ...api.services.configuration, trustedProxies };
      const server = await createApi({ ...api.services, configuration });
      server.get("/seen-address", async (request) => request.ip);
      const answer = await server.inject({
        url: "/seen-address",
        remoteAddress: "10.0.0.5",
        headers: { "x-forwarded-for": "203.0.113.9, 198.51.100.7" },
      });
      await server.close();
      return answer.body;
    };
    expect(await seenBy([])).toBe("10.0.0.5");
    expect(await seenBy(["192.0.2.0/24"])).toBe("10.0.0.5");
    expect(await seenBy(["10.0.0.0/8"])).toBe("198.51.100.7");
    expect(await seenBy(["10.0.0.5", "198.51.100.7"])).toBe("203.0.113.9");
  });

  function codesIn(body: string): string[] {
    const { errors } = JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] };
    return errors?.map(({ extensions }) => extensions?.code ?? "none") ?? [];
  }
});
