import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, InjectOptions } from "fastify";
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../../src/app/index.js";
import { startTestApi, testConfiguration } from "../../support/api.js";

const SECURITY = readFileSync(fileURLToPath(new URL("../../../docs/security.md", import.meta.url)), "utf8");
const TABLE = /### What scanners ask, and what they get\n\n.*?\n.*?\n(.*?)\n\n/s.exec(SECURITY)?.[1] ?? "";
/** First column of each row. */
const ASKED = TABLE.split("\n").map((row) => row.split("|")[1]?.trim() ?? "");

const posted = (query: string): InjectOptions => ({ method: "POST", url: "/graphql", payload: { query } });
const aliases = (count: number, field: string) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(" ")} }`;
const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** By what docs/security.md calls it: how it is asked, and the status and code of the answer. */
const ANSWERS: Readonly<Record<string, readonly [InjectOptions, number, string | null]>> = {
  "introspection (`__schema`, `__type`)": [posted(getIntrospectionQuery()), 401, "UNAUTHENTICATED"],
  "introspection under many aliases": [
    posted(aliases(100, "__schema { types { fields { name } } }")),
    401,
    "UNAUTHENTICATED",
  ],
  "introspection nested into itself": [
    posted("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"),
    400,
    "BAD_USER_INPUT",
  ],
  'misspelt fields, for "Did you mean …?"': [posted("{ viewr { login } }"), 400, "BAD_USER_INPUT"],
  "a field under many aliases": [
    posted(aliases(60, "accounts(first: 200) { edges { node { id address } } }")),
    400,
    "TOO_COMPLEX",
  ],
  "many directives, or any document of more than 2,000 tokens": [
    posted(`{ __typename ${"@include(if: true) ".repeat(400)} }`),
    400,
    "BAD_USER_INPUT",
  ],
  "batches (an array of operations)": [
    { method: "POST", url: "/graphql", payload: [{ query: "{ __typename }" }, { query: "{ __typename }" }] },
    400,
    "BAD_USER_INPUT",
  ],
  GET: [{ method: "GET", url: "/graphql?query=%7B__typename%7D" }, 405, "BAD_USER_INPUT"],
  "url-encoded or multipart forms": [
    { method: "POST", url: "/graphql", headers: FORM, payload: "query=%7B__typename%7D" },
    400,
    "BAD_USER_INPUT",
  ],
  "circular fragments": [
    posted("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"),
    400,
    "BAD_USER_INPUT",
  ],
};

describe("what scanners ask", () => {
  let app: FastifyInstance;

  beforeAll(async () => {
    const api = await startTestApi("SQLite");
    const configuration = testConfiguration({ introspection: "signed-in", isLocalOnly: false });
    app = await createApi({ ...api.services, configuration });
  });
  afterAll(() => app.close());

  it("is what docs/security.md lists, each with its answer here", () => {
    expect(ASKED.length).toBeGreaterThan(0);
    expect(ASKED.sort()).toEqual(Object.keys(ANSWERS).sort());
  });

  it.each(Object.entries(ANSWERS))("is answered without work: %s", async (_asked, [request, status, code]) => {
    const response = await app.inject(request);
    const answer = response.body.startsWith("{") ? response.json() : {};
    expect({ status: response.statusCode, code: answer.errors?.[0]?.extensions?.code ?? null }).toEqual({
      status,
      code,
    });
    expect(answer.data ?? null).toBeNull();
    expect(response.body).not.toMatch(/Did you mean/);
  });
});
