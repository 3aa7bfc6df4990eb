import { afterEach, describe, expect, it } from "vitest";
import { type ApiSourceOptions, createApiSource } from "../../../src/agent/index.js";
import { type ApiCall, decideAll, type PlayedApi, playApi } from "./support/fake-api.js";

const played: PlayedApi[] = [];

afterEach(async () => {
  await Promise.all(played.splice(0).map((api) => api.close()));
});

async function start(answer: (call: ApiCall) => unknown, options: Partial<ApiSourceOptions> = {}) {
  const api = await playApi(answer);
  played.push(api);
  return { api, source: createApiSource({ apiUrl: `${api.url}/`, gatewayKey: "mfk_secret", ...options }) };
}

const question = (n: number, sender = `a${n}@example.org`) => ({ login: `a${n}@example.org`, reversePath: sender });

describe("API source", () => {
  it("asks with the gateway's key and returns what the API decided", async () => {
    const { api, source } = await start(decideAll);
    expect(await source.decide({ ...question(1), fromAddresses: ["x@y.example"] })).toEqual({
      verdict: "ALLOW",
      reason: "OWN_ADDRESS",
      wouldDeny: false,
      mode: "ENFORCE",
      smtpReply: null,
      authorizationId: null,
      accountId: null,
      decidedAddress: "a1@example.org",
      revision: 41,
    });
    expect((await source.decide(question(1, "b@example.org"))).smtpReply).toBe("550 5.7.1 <b@example.org>: no");
    expect(api.calls[0]).toMatchObject({
      url: "/graphql",
      headers: { authorization: "Bearer mfk_secret" },
      requests: [{ login: "a1@example.org", sender: "a1@example.org", headerFrom: ["x@y.example"] }],
    });
    expect(api.calls[0]?.query).toContain("authorizeSenders(requests: $requests)");
    expect(api.calls[1]?.requests[0]).not.toHaveProperty("headerFrom");
  });

  it("puts questions that come together into one request, each with its own answer", async () => {
    const { api, source } = await start(decideAll);
    const decisions = await Promise.all(
      Array.from({ length: 500 }, (_, n) => source.decide(question(n, n % 2 === 0 ? undefined : `b${n}@example.org`))),
    );
    for (const [n, decision] of decisions.entries()) {
      expect(decision.verdict).toBe(n % 2 === 0 ? "ALLOW" : "DENY");
      if (n % 2 === 1) expect(decision.smtpReply).toContain(`<b${n}@example.org>`);
    }
    expect(api.calls).toHaveLength(1);
  });

  it("sends no more than 1,000 questions a request and no more than four requests at once", async () => {
    let underWay = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const fourAreHere = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { api, source } = await start(async (call) => {
      most = Math.max(most, ++underWay);
      if (underWay === 4) release();
      await fourAreHere;
      underWay -= 1;
      return decideAll(call);
    });
    await Promise.all(Array.from({ length: 7500 }, (_, n) => source.decide(question(n))));
    expect(Math.max(...api.calls.map(({ requests }) => requests.length))).toBe(1000);
    expect(api.calls.reduce((sum, { requests }) => sum + requests.length, 0)).toBe(7500);
    expect(most).toBe(4);
    expect(api.connections).toBeLessThanOrEqual(4);
  });

  it("cuts what is longer than any address, and sends long questions in smaller batches", async () => {
    const { api, source } = await start(decideAll);
    const fromAddresses = Array.from({ length: 100 }, () => "x".repeat(3000));
    await Promise.all(Array.from({ length: 20 }, (_, n) => source.decide({ ...question(n), fromAddresses })));
    expect(api.calls.length).toBeGreaterThan(3);
    expect(api.calls[0]?.requests[0]?.headerFrom?.[0]).toHaveLength(1000);
  });

  it("turns questions away when too many wait", async () => {
    const { source } = await start(() => undefined, {
      maxWaiting: 10,
      maxBatch: 1,
      maxBatchesUnderWay: 1,
      timeoutMs: 200,
    });
    const answers = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => source.decide(question(n))));
    const reasons = answers.map((answer) => (answer.status === "rejected" ? String(answer.reason) : "answered"));
    expect(reasons.filter((reason) => reason.includes("too many questions")).length).toBeGreaterThanOrEqual(19);
    expect(reasons).not.toContain("answered");
  });

  it.each<[string, unknown]>([
    ["no JSON", "<html>"],
    ["an error", { errors: [{ message: "no", extensions: { code: "UNAUTHENTICATED" } }] }],
    ["an error beside data", { data: { authorizeSenders: [] }, errors: [{ message: "no" }] }],
    ["no data", { data: null }],
    ["null", "null"],
    ["too few decisions", { data: { authorizeSenders: [] } }],
    ["null for a decision", { data: { authorizeSenders: [null] } }],
    ["an unknown verdict", { data: { authorizeSenders: [{ verdict: "PERHAPS", reason: "X", wouldDeny: false }] } }],
    ["a decision without its parts", { data: { authorizeSenders: [{ verdict: "ALLOW" }] } }],
  ])("rejects when the API answers with %s", async (_, said) => {
    const { source } = await start(() => said);
    await expect(source.decide(question(1))).rejects.toThrow(/the API answered/);
    expect(source.freshness()).toEqual({ revision: null, ageMs: null, isReady: false });
  });

  it("rejects when the API takes too long, and when nobody is there", async () => {
    const { api, source } = await start(() => undefined, { timeoutMs: 50 });
    await expect(source.decide(question(1))).rejects.toThrow();
    await api.close();
    await expect(source.decide(question(1))).rejects.toThrow();
    expect(source.freshness().isReady).toBe(false);
  });

  it("answers again once the API is back", async () => {
    let isAway = true;
    const { source } = await start((call) => (isAway ? "away" : decideAll(call)));
    await expect(source.decide(question(1))).rejects.toThrow();
    isAway = false;
    expect((await source.decide(question(1))).verdict).toBe("ALLOW");
    expect(source.freshness()).toMatchObject({ revision: 41, isReady: true });
  });

  it("lets one question that the API will not take fail alone", async () => {
    const { source } = await start((call) =>
      call.requests.some(({ sender }) => sender === "poison")
        ? {
            errors: [
              { message: "The sender is bad", extensions: { code: "BAD_USER_INPUT", field: "requests[3].sender" } },
            ],
          }
        : decideAll(call),
    );
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => source.decide(question(n, n === 61 ? "poison" : undefined))),
    );
    expect(answers.map(({ status }) => status).indexOf("rejected")).toBe(61);
    expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(1);
  });

  it("never shows the key in an error", async () => {
    const { source } = await start(() => ({ errors: [{ message: "x", extensions: { code: "FORBIDDEN" } }] }));
    const error = await Promise.resolve(source.decide(question(1))).catch((reason: unknown) => reason);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("mfk_secret");
  });
});
