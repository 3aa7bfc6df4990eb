import { once } from "node:events";
import { statSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createApi } from "../../../src/app/index.js";
import { openDatabase } from "../../../src/database/index.js";
import { systemClock } from "../../../src/kernel/index.js";
import { OPERATOR, startTestApi, type TestApi, testConfiguration } from "../../support/api.js";
import { databaseParts } from "../../support/configuration.js";

const WHOLE = getIntrospectionQuery();

describe("a stranger", () => {
  let api: TestApi;
  let trial: FastifyInstance;
  let production: FastifyInstance;
  beforeAll(async () => {
    api = await startTestApi("SQLite");
    trial = await createApi(api.services);
    const configuration = testConfiguration({ introspection: "signed-in", isLocalOnly: false });
    production = await createApi({ ...api.services, configuration });
  });
  afterAll(async () => {
    await trial.close();
    await production.close();
  });

  async function ask(app: FastifyInstance, query: string, authorization?: string) {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await app.inject({ method: "POST", url: "/graphql", payload: { query }, headers });
    const answer: { data?: unknown; errors?: { message: string; extensions: { code: string } }[] } = response.json();
    return {
      status: response.statusCode,
      code: answer.errors?.[0]?.extensions.code,
      message: answer.errors?.[0]?.message,
    };
  }

  it("learns what the API consists of once a call in a trial, and nothing elsewhere", async () => {
    expect((await ask(trial, WHOLE)).status).toBe(200);
    const twice = WHOLE.replace("__schema {", "a: __schema { types { ...FullType } } __schema {");
    expect(await ask(trial, twice)).toMatchObject({ status: 400, code: "TOO_COMPLEX" });
    for (const query of [
      WHOLE,
      '{ __type(name: "Account") { name } }',
      "{ ...F } fragment F on Query { __schema { types { name } } }",
    ]) {
      expect(await ask(production, query), query).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    }
    expect((await ask(production, "{ __typename }")).status).toBe(200);
    const { message } = await ask(production, "{ viewr { login } }");
    expect(message).not.toMatch(/Did you mean/);
  });

  it("is refused nested and aliased introspection that grows with each level", async () => {
    const nested =
      '{ __type(name: "Query") { fields { type { fields { type { fields { type { fields { name } } } } } } } } }';
    // Validation knows this one already.
    expect((await ask(trial, nested)).code).toBe("BAD_USER_INPUT");
    const aliased = `{ ${Array.from({ length: 140 }, (_, i) => `a${i}: __schema { types { fields { name } } }`).join(" ")} }`;
    expect((await ask(trial, aliased)).code).toBe("TOO_COMPLEX");
  });

  it("learns it with a credential in production too", async () => {
    const key = await api.succeed<{ createApiKey: { secret: string } }>(
      OPERATOR,
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }",
      { input: { name: "tools", kind: "GATEWAY", scope: { platform: true } } },
    );
    expect((await ask(production, WHOLE, `Bearer ${key.createApiKey.secret}`)).status).toBe(200);
  });

  it("finds the trial's pages on this machine alone, and never through a proxy", async () => {
    // The explorer is there once it has been built.
    const explorer = (await trial.inject({ url: "/explorer", headers: { host: "localhost" } })).statusCode;
    for (const url of ["/dev/mail", ...(explorer === 404 ? [] : ["/explorer", "/explorer/start.js"])]) {
      const status = async (app: FastifyInstance, headers: Record<string, string>, remoteAddress = "127.0.0.1") =>
        (await app.inject({ url, headers: { host: "localhost:4000", ...headers }, remoteAddress })).statusCode;
      expect(await status(trial, {}), url).toBe(200);
      expect(await status(trial, {}, "192.0.2.1"), url).toBe(421);
      expect(await status(trial, { "x-forwarded-for": "127.0.0.1" }), url).toBe(421);
      expect(await status(trial, { host: "rebound.example" }), url).toBe(421);
      expect(await status(production, {}), url).toBe(404);
    }
  });

  it("has twenty WebSockets of a network at most before it says who it is, and five seconds", async () => {
    const port = Number(new URL(await trial.listen({ host: "127.0.0.1", port: 0 })).port);
    const sockets = Array.from(
      { length: 22 },
      () => new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws"),
    );
    const outcomes = await Promise.all(
      sockets.map((socket) =>
        Promise.race([once(socket, "open").then(() => "open"), once(socket, "error").then(() => "refused")]).catch(
          () => "refused",
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "open")).toHaveLength(20);
    await Promise.all(
      sockets.map((socket) => (socket.readyState === WebSocket.CLOSED ? undefined : once(socket, "close"))),
    );
    const next = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws");
    await once(next, "open");
    next.terminate();
  }, 30_000);
});

describe("the embedded database", () => {
  it("is readable by its owner alone, also in a directory that everybody may enter", async () => {
    const directory = await mkdtemp(join(tmpdir(), "mayfrom-test-"));
    const file = join(directory, "mayfrom.sqlite");
    const database = await openDatabase({ kind: "sqlite", file }, databaseParts, systemClock);
    await database.migrate();
    const modes = [file, `${file}-wal`, `${file}-shm`].map((path) => statSync(path).mode & 0o777);
    await database.close();
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });
});
