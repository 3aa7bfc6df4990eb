import { type DocumentNode, type GraphQLSchema, parse } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { planOf } from "../../src/api/direct/answer-plan.js";
import { buildApiSchema } from "../../src/app/index.js";
import { ANONYMOUS, actorWith, OPERATOR } from "../support/api.js";
import { describeInWorld } from "../support/world.js";

const GATEWAY = actorWith("GATEWAY", { kind: "PLATFORM" });
const VALUES = "verdict why: reason wouldDeny mode smtpReply revision";
const ONE = "authorizeSender(login: $l, sender: $s, headerFrom: $h, atLeastRevision: $r)";
const MANY = "all: authorizeSenders(requests: $q, atLeastRevision: $r)";

/** The same question in two documents: one that is answered directly, and one of which the executor must resolve a fragment. */
function both(variables: string, field: string): readonly [direct: string, executed: string] {
  return [
    `query (${variables}) { ${field} { ${VALUES} } }`,
    `query (${variables}) { ${field} { ...Values } } fragment Values on SenderDecision { ${VALUES} }`,
  ];
}

const ASK_ONE = both("$l: String!, $s: String!, $h: [String!], $r: Revision", ONE);
const ASK_MANY = both("$q: [SenderRequest!]!, $r: Revision", MANY);

describeInWorld("a decision that is answered directly", (it) => {
  it("is the one that the executor gives, and so is every refusal", async ({ api, tenants }) => {
    const { north, south } = tenants;
    await api.succeed(OPERATOR, "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }", {
      input: { scope: { domainId: north.domain.id }, schedule: [{ at: "2020-01-01T00:00:00Z", mode: "ENFORCE" }] },
    });
    const l = north.account.address;
    const question = { login: l, sender: "stranger@away.test", headerFrom: ["other@away.test"] };
    const calls = [
      [ASK_ONE, GATEWAY, { l, s: l }],
      [ASK_ONE, GATEWAY, { l, s: "stranger@away.test" }],
      [ASK_ONE, GATEWAY, { l, s: l, h: ["ceo@bank.test", l] }],
      [ASK_ONE, GATEWAY, { l, s: "" }],
      [ASK_ONE, GATEWAY, { l: "nobody", s: "x@away.test", r: 0 }],
      [ASK_ONE, GATEWAY, { l, s: l, r: 1_000_000 }],
      [ASK_ONE, GATEWAY, { l }],
      [ASK_ONE, GATEWAY, { l, s: "x".repeat(1_001) }],
      [ASK_ONE, north.actor, { l: south.account.address, s: "x@away.test" }],
      [ASK_ONE, ANONYMOUS, { l, s: l }],
      [ASK_ONE, actorWith("PANEL", { kind: "PLATFORM" }), { l, s: l }],
      [ASK_MANY, GATEWAY, { q: [question, { login: l, sender: l }, { login: "nobody", sender: "" }] }],
      [ASK_MANY, GATEWAY, { q: [] }],
      [ASK_MANY, GATEWAY, { q: [question, { login: l, sender: 1 }] }],
      [ASK_MANY, GATEWAY, { q: Array.from({ length: 1_001 }, () => question) }],
      [ASK_MANY, GATEWAY, { q: question }],
    ] as const;
    for (const [[direct, executed], actor, variables] of calls) {
      const [one, other] = [await api.execute(actor, direct, variables), await api.execute(actor, executed, variables)];
      expect(one).toEqual(other);
    }
  });

  it("waits for a revision once, though it never comes", async ({ api, tenants }) => {
    const { address } = tenants.north.account;
    const begun = performance.now();
    const refused = await api.refuse(GATEWAY, ASK_ONE[0], { l: address, s: address, r: 1_000_000 });
    expect(refused.extensions).toMatchObject({ code: "UNAVAILABLE", retryAfter: 1 });
    const once = performance.now() - begun;
    const begunExecuted = performance.now();
    await api.refuse(GATEWAY, ASK_ONE[1], { l: address, s: address, r: 1_000_000 });
    expect(once).toBeLessThan(1.8 * (performance.now() - begunExecuted));
  });
});

describe("a document", () => {
  let schema: GraphQLSchema;
  const plan = (text: string) => planOf(schema, parse(text) as DocumentNode);

  beforeAll(async () => {
    schema = await buildApiSchema();
  });

  it("is answered directly where it asks for plain values of decisions", () => {
    expect(plan(ASK_ONE[0])).toMatchObject({ key: "authorizeSender", isList: false });
    expect(plan(ASK_MANY[0])).toMatchObject({ key: "all", isList: true });
    expect(plan(ASK_MANY[0])?.values.map(({ key, name }) => `${key} ${name}`)[1]).toBe("why reason");
  });

  it("is left to the executor with anything else in it", () => {
    const asked = 'authorizeSender(login: "a", sender: "b")';
    for (const text of [
      ASK_ONE[1],
      ASK_MANY[1],
      `{ ${asked} { verdict authorization { id } } }`,
      `{ ${asked} { verdict __typename } }`,
      `{ ${asked} { __proto__: verdict } }`,
      `{ ${asked} { verdict @skip(if: true) } }`,
      `{ ${asked} @include(if: false) { verdict } }`,
      `{ ${asked} { ... { verdict } } }`,
      `{ ${asked} { verdict } viewer { role } }`,
      `query A { ${asked} { verdict } } query B { ${asked} { verdict } }`,
      "{ viewer { role } }",
      "{ __typename }",
    ]) {
      expect(plan(text), text).toBeNull();
    }
  });
});
