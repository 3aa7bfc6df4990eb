import type { ApolloServer } from "@apollo/server";
import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { createApollo } from "../../src/api/apollo.js";
import { CostBuckets } from "../../src/api/cost/cost-buckets.js";
import { costLimit } from "../../src/api/cost/cost-limit.js";
import { buildApiSchema } from "../../src/app/index.js";
import { RequestContext } from "../../src/graphql/index.js";
import { type Actor, PLATFORM_SCOPE } from "../../src/kernel/index.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";

const PER_SECOND = 1_000;
const BUCKET = 25_000;
const READINESS = "{ readiness { messages } }";

describe("the cost of calls", () => {
  let api: TestApi;
  let apollo: ApolloServer<RequestContext>;
  let at = 0;

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    const schema = await buildApiSchema();
    const buckets = new CostBuckets(PER_SECOND, () => at);
    apollo = createApollo(schema, pino({ level: "silent" }), { plugins: [costLimit(schema, buckets)] });
  });

  async function ask(actor: Actor, query: string) {
    const contextValue = new RequestContext(api.services, actor);
    const { body, http } = await apollo.executeOperation({ query }, { contextValue });
    if (body.kind !== "single") throw new Error("one answer was expected");
    const { errors = [], extensions } = JSON.parse(JSON.stringify(body.singleResult));
    return { errors, cost: extensions?.cost, status: http.status, retryAfter: http.headers.get("retry-after") };
  }
  const another = (id: string) => ({ ...OPERATOR, id });

  it("is told with the answer: what was asked for, what came back, what is left", async () => {
    const list = "{ domains(first: 200) { edges { node { id name } } } }";
    const { cost } = await ask(another("first"), list);
    expect(cost).toMatchObject({ actual: 2, available: BUCKET - 2, restoreRate: PER_SECOND });
    expect(cost.requested).toBeGreaterThan(400);
    const dear = await ask(another("first"), READINESS);
    expect(dear.cost.actual).toBeGreaterThan(5_000);
    expect(dear.cost.actual).toBeLessThanOrEqual(dear.cost.requested);
  });

  it("is refused once it is spent, until there is as much again, for that credential alone", async () => {
    const spender = another("spender");
    for (let call = 0; call < 4; call += 1) expect((await ask(spender, READINESS)).errors).toEqual([]);
    const refused = await ask(spender, READINESS);
    expect(refused).toMatchObject({ status: 429, cost: { actual: null }, retryAfter: "1" });
    expect(refused.errors[0].extensions).toMatchObject({
      code: "RATE_LIMITED",
      reason: "COST_SPENT",
      retryAfter: 1,
      parameters: { retryAfter: 1 },
    });
    expect((await ask(spender, "{ viewer { login } }")).errors).toEqual([]);
    expect((await ask(another("beside"), READINESS)).errors).toEqual([]);
    at += 1_000;
    expect((await ask(spender, READINESS)).errors).toEqual([]);
    expect((await ask(spender, READINESS)).retryAfter).not.toBeNull();
    at += 3_600_000;
    expect((await ask(spender, "{ viewer { login } }")).cost.available).toBeGreaterThan(BUCKET - 10);
  });

  it("is nothing to gateways, and to callers without a credential", async () => {
    const gateway = actorWith("GATEWAY", PLATFORM_SCOPE);
    expect((await ask(gateway, "{ platformRevision }")).cost).toBeUndefined();
    expect((await ask(ANONYMOUS, "{ __typename }")).cost).toBeUndefined();
  });
});
