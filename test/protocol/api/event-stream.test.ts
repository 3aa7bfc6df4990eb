import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiKeyKind, createApiKey } from "../../../src/access/index.js";
import { revokeApiKey } from "../../../src/access/operations/revoke-api-key.js";
import { createApi } from "../../../src/app/index.js";
import { createTenants, plantAccount, type Tree } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { eventually } from "../../support/eventually.js";
import { scopeInput } from "../../support/written-scope.js";

const FOLLOW = `subscription ($after: Sequence, $scope: ScopeInput) {
  tenantChanged(after: $after, scope: $scope) { lastSequence changes { sequence kind subjectLabel } }
}`;

interface Page {
  readonly lastSequence: number;
  readonly changes: readonly { readonly sequence: number; readonly kind: string; readonly subjectLabel: string }[];
}

describe("subscriptions as server-sent events", () => {
  let api: TestApi;
  let app: FastifyInstance;
  let url: string;
  let tenants: Tree;
  let key: { readonly id: string; readonly bearer: string };

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    tenants = await createTenants(api);
    app = await createApi(api.services);
    url = await app.listen({ host: "127.0.0.1", port: 0 });
    const scope = { resellerId: tenants.north.id };
    const made = await api.database.write((tx) =>
      createApiKey(tx, OPERATOR, { name: "Panel", kind: ApiKeyKind.PANEL, scope: scopeInput(scope) }),
    );
    key = { id: made.key.id, bearer: `Bearer ${made.secret}` };
  });
  afterAll(() => app.close());

  const post = (body: object, headers: Record<string, string> = { authorization: key.bearer }) =>
    fetch(`${url}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  /** The events of a stream, one after the other; null when it has ended. */
  async function follow(variables: object) {
    const response = await post({ query: FOLLOW, variables });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    const reader = response.body!.getReader();
    let text = "";
    const next = async (): Promise<{ event: string; page: Page | null } | null> => {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end >= 0) {
          const [, event = "", data = ""] = /^event: (\w+)\ndata: (.*)$/s.exec(text.slice(0, end)) ?? [];
          text = text.slice(end + 2);
          return { event, page: data === "" ? null : JSON.parse(data).data.tenantChanged };
        }
        const { done, value } = await reader.read();
        if (done) return null;
        text += Buffer.from(value).toString("utf8");
      }
    };
    /** Labels of what was told until one of them is this. */
    const until = async (label: string) => {
      const told: string[] = [];
      while (!told.includes(label))
        told.push(...((await next())?.page?.changes ?? []).map((each) => each.subjectLabel));
      return told;
    };
    return { next, until, leave: () => reader.cancel() };
  }

  it("tell of what happens in the scope alone, and go on without a gap where they were cut off", async () => {
    const { north, south } = tenants;
    const stream = await follow({});
    const first = await stream.next();
    expect(first).toMatchObject({ event: "next", page: { changes: [] } });
    await plantAccount(api, south.domain.id, "hidden@south.test");
    await plantAccount(api, north.domain.id, "seen@north.test");
    expect(await stream.until("seen@north.test")).toEqual(["seen@north.test"]);
    await stream.leave();
    await plantAccount(api, north.domain.id, "missed@north.test");
    const again = await follow({ after: first!.page!.lastSequence, scope: { domainId: north.domain.id } });
    expect(await again.until("missed@north.test")).toEqual(["seen@north.test", "missed@north.test"]);
    await again.leave();
  });

  it("are refused without a sign-in, for another's scope, and for what is no subscription", async () => {
    const refusalOf = async (body: object, headers?: Record<string, string>) => {
      const response = await post(body, headers);
      const text = await response.text();
      const found = /\{.*\}/s.exec(text)?.[0] ?? "{}";
      return JSON.parse(found).errors?.[0].extensions.reason;
    };
    expect(await refusalOf({ query: FOLLOW }, {})).toBe("SIGN_IN_WANTED");
    expect(await refusalOf({ query: "{ __typename }" })).toBe("SUBSCRIPTIONS_ONLY");
    expect(await refusalOf({ query: "subscription { nothing }" })).toBe("DOCUMENT_MALFORMED");
    expect(await refusalOf({ query: 7 })).toBe("REQUEST_MALFORMED");
    const scope = { domainId: tenants.south.domain.id };
    expect(await refusalOf({ query: FOLLOW, variables: { scope } })).toBe("NOT_FOUND");
    expect((await fetch(`${url}/graphql/stream`)).status).toBe(405);
  });

  it("are twenty of a credential at most, also when more are asked for at once", async () => {
    const opened = await Promise.all(Array.from({ length: 25 }, () => post({ query: FOLLOW })));
    const statuses = opened.map(({ status }) => status).sort();
    await Promise.all(opened.map(({ body }) => body?.cancel()));
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    const isFree = async () => {
      const { status, body } = await post({ query: FOLLOW });
      await body?.cancel();
      return status === 200;
    };
    await eventually("whoever left has given the place back", isFree);
  });

  it("keep no server that stops", async () => {
    const another = await createApi(api.services);
    const at = await another.listen({ host: "127.0.0.1", port: 0 });
    const { status, body } = await fetch(`${at}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: key.bearer },
      body: JSON.stringify({ query: FOLLOW }),
    });
    expect(status).toBe(200);
    await another.close();
    expect(await new Response(body).text()).toMatch(/event: complete\ndata: \n\n$/);
    // Kept connections would hold it for more than a minute.
  }, 30_000);

  it("end with the credential that opened them", async () => {
    const stream = await follow({});
    await stream.next();
    await api.database.write((tx) => revokeApiKey(tx, OPERATOR, key.id));
    let last = await stream.next();
    for (let event = last; event !== null; event = await stream.next()) last = event;
    expect(last?.event).toBe("complete");
  }, 15_000);
});
