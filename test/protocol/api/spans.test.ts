import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { ApiKeyKind, createApiKey } from "../../../src/access/index.js";
import { createApi, startWorker } from "../../../src/app/index.js";
import { startTracing } from "../../../src/tracing/index.js";
import { innerIdOf, plantTenant } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, testConfiguration } from "../../support/api.js";
import { describeOnEachEngine, type EngineName } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";
import { freePort } from "../../support/ports.js";
import { linkIn, readQuestionPage } from "../../support/question-page.js";
import { startSmtpSink } from "../../support/smtp-sink.js";
import { type CollectedSpan, type SpanCollector, startSpanCollector } from "../../support/span-collector.js";
import { startWebhookReceiver } from "../../support/webhook-receiver.js";
import { scopeInput } from "../../support/written-scope.js";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const CALLER = "b7ad6b7169203331";
const SERVER = 2;
const CLIENT = 3;
const ADDRESS = "owner.of.it@elsewhere.test";
const ADD = "mutation Add($input: AddIdentityInput!) { addIdentity(input: $input) { id } }";
const ASK = `query Ask($login: String!, $sender: String!) {
  authorizeSender(login: $login, sender: $sender) { verdict }
}`;
const PATH = "a-path-that-is-a-secret";
const silent = pino({ level: "silent" });

interface Story {
  readonly collector: SpanCollector;
  /** What must not get out: the caller's secret, the address that is asked, and the token of the mailed link. */
  readonly secrets: readonly string[];
}

/** A panel asks for an address, the mail with the question leaves, and its reader opens the link. */
async function tell(engine: EngineName): Promise<Story> {
  const collector = await startSpanCollector();
  const sink = await startSmtpSink();
  const stopTracing = await startTracing({ url: collector.url, share: 1, version: "test" }, silent);
  const port = await freePort();
  const configuration = testConfiguration({
    smtpUrl: `smtp://127.0.0.1:${sink.port}`,
    arePrivateWebhooksAllowed: true,
    publicUrl: `http://127.0.0.1:${port}`,
  });
  const api = await startTestApi(engine, undefined, { configuration });
  const tenant = await plantTenant(api, "north");
  const { secret } = await api.database.write((tx) =>
    createApiKey(tx, OPERATOR, { name: "panel", kind: ApiKeyKind.PANEL, scope: scopeInput({ resellerId: tenant.id }) }),
  );
  const gateway = await api.database.write((tx) =>
    createApiKey(tx, OPERATOR, { name: "gateway", kind: ApiKeyKind.GATEWAY, scope: { platform: true } }),
  );
  const app = await createApi(api.services);
  await app.listen({ host: "127.0.0.1", port });
  const receiver = await startWebhookReceiver();
  const input = { scope: { platform: true }, name: "all", url: receiver.urlOf(`/${PATH}`), kinds: null };
  await api.succeed(OPERATOR, "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret } }", {
    input,
  });
  const job = { name: "count-something", everyMs: 3_600_000, run: async () => 3 };
  const worker = startWorker({ services: api.services, jobs: [job] });
  const answer = await fetch(`${configuration.publicUrl}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${secret}`,
      traceparent: `00-${TRACE}-${CALLER}-01`,
    },
    body: JSON.stringify({
      query: ADD,
      variables: { input: { accountId: tenant.account.id, address: ADDRESS, displayName: "Owner Of It" } },
    }),
  });
  expect(await answer.json()).toMatchObject({ data: { addIdentity: { id: expect.any(String) } } });
  expect(answer.headers.get("x-request-id")).toBe(TRACE);
  await fetch(`${configuration.publicUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${gateway.secret}` },
    body: JSON.stringify({ query: ASK, variables: { login: tenant.account.address, sender: ADDRESS } }),
  });
  const mail = await sink.waitForMail();
  await eventually("a webhook is told", () => receiver.at(`/${PATH}`).length > 0);
  const link = await linkIn(mail.message, "confirm");
  await readQuestionPage(link);
  await worker.stop();
  await app.close();
  await sink.stop();
  await stopTracing();
  const token = link.split("/").at(-1) ?? link;
  return {
    collector,
    secrets: [
      ADDRESS,
      "owner.of.it",
      "Owner Of It",
      tenant.account.address,
      innerIdOf(tenant.account.id),
      secret,
      gateway.secret,
      token,
      PATH,
    ],
  };
}

describeOnEachEngine("the spans of a question", (engine) => {
  let story: Story;
  let spans: readonly CollectedSpan[];
  beforeAll(async () => {
    story = await tell(engine);
    spans = story.collector.spans;
  });

  const named = (name: string, more: (span: CollectedSpan) => boolean = () => true): CollectedSpan => {
    const found = spans.find((span) => span.name === name && more(span));
    if (found === undefined) throw new Error(`no span ${name} among ${spans.map((span) => span.name).join(", ")}`);
    return found;
  };
  const below = (parent: CollectedSpan, name: string) =>
    named(name, ({ traceId, parentSpanId }) => traceId === parent.traceId && parentSpanId === parent.spanId);

  it("go from the caller's trace over request, operation and transaction to each statement", () => {
    const request = named("POST /graphql");
    expect(request).toMatchObject({ traceId: TRACE, parentSpanId: CALLER, kind: SERVER, isFailed: false });
    expect(request.attributes).toMatchObject({
      "http.request.method": "POST",
      "http.route": "/graphql",
      "http.response.status_code": 200,
      "url.scheme": "http",
    });
    const operation = below(request, "mutation");
    expect(operation.attributes).toEqual({
      "graphql.operation.type": "mutation",
      "graphql.operation.name": "Add",
      "mayfrom.document": expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const insert = named("INSERT outbox_mail", ({ traceId }) => traceId === TRACE);
    const transaction = below(operation, "transaction");
    expect(insert).toMatchObject({ parentSpanId: transaction.spanId, kind: CLIENT });
    expect(insert.attributes).toEqual({
      "db.system.name": engine === "SQLite" ? "sqlite" : "mariadb",
      "db.operation.name": "INSERT",
      "db.collection.name": "outbox_mail",
      "db.query.summary": "INSERT outbox_mail",
    });
    expect(below(transaction, "COMMIT").traceId).toBe(TRACE);
  });

  it("go on with the mail's delivery, a trace of its own that is linked with the request's", () => {
    const delivery = named("deliver mail");
    expect(delivery.traceId).not.toBe(TRACE);
    expect(delivery.parentSpanId).toBe("");
    const transactions = spans.filter(({ name, traceId }) => name === "transaction" && traceId === TRACE);
    expect(delivery.links).toEqual([
      { traceId: TRACE, spanId: expect.toSatisfy((id) => transactions.some(({ spanId }) => spanId === id)) },
    ]);
    expect(delivery.attributes).toEqual({
      "mayfrom.mail.template": "question",
      "mayfrom.mail.attempt": expect.anything(),
      "mayfrom.mail.domain": "elsewhere.test",
      "mayfrom.mail.outcome": "SENT",
    });
    const exchange = below(delivery, "SMTP");
    expect(exchange).toMatchObject({ kind: CLIENT, isFailed: false });
    expect(Number(exchange.attributes["mayfrom.smtp.reply_code"])).toBe(250);
    expect(below(below(delivery, "transaction"), "UPDATE outbox_mail").traceId).toBe(delivery.traceId);
  });

  it("tell of a gateway's question, of what webhooks are sent, and of jobs", () => {
    const question = named("query", ({ attributes }) => attributes["graphql.operation.name"] === "Ask");
    const decision = below(question, "decide");
    expect(decision.attributes).toEqual({ "mayfrom.calls": expect.anything() });
    expect(spans.some(({ name, parentSpanId }) => name.startsWith("SELECT ") && parentSpanId === decision.spanId)).toBe(
      true,
    );
    const told = below(named("send to webhook"), "POST");
    expect(told.attributes).toMatchObject({ "server.address": "127.0.0.1", "http.response.status_code": 204 });
    expect(named("job count-something")).toMatchObject({ parentSpanId: "", attributes: { "mayfrom.job.count": 3 } });
  });

  it("hold nothing of a person, no secret and no path of a mailed link", () => {
    expect(named("GET /confirm/:token").attributes["http.route"]).toBe("/confirm/:token");
    const text = story.collector.text();
    expect(text).toContain(TRACE);
    expect(story.secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe("a collector in trouble", () => {
  let tellers: Awaited<ReturnType<typeof startTestApi>>;
  beforeAll(async () => {
    tellers = await startTestApi("SQLite");
  });

  /** How long a call took, and then the end of tracing, in milliseconds; and what the log was told. */
  async function callBeside(url: string) {
    const told: string[] = [];
    const stop = await startTracing(
      { url, share: 1, version: "test" },
      pino({ level: "warn" }, { write: (line) => void told.push(line) }),
    );
    const app = await createApi(tellers.services);
    const began = performance.now();
    const { statusCode } = await app.inject({ method: "POST", url: "/graphql", payload: { query: "{ __typename }" } });
    const answered = performance.now();
    await app.close();
    await stop();
    return { statusCode, answeredMs: answered - began, endedMs: performance.now() - answered, told };
  }

  it("that never answers delays no request, and the end by three seconds at most", async () => {
    const { url } = await startSpanCollector("is silent");
    const { statusCode, answeredMs, endedMs } = await callBeside(url);
    expect(statusCode).toBe(200);
    expect(answeredMs).toBeLessThan(2_500);
    expect(endedMs).toBeGreaterThan(2_500);
    expect(endedMs).toBeLessThan(8_000);
  });

  it("that refuses fails no request, and the log says so once", async () => {
    const { url } = await startSpanCollector("refuses");
    const { statusCode, told } = await callBeside(url);
    expect(statusCode).toBe(200);
    expect(told).toEqual([expect.stringContaining("OTEL_EXPORTER_OTLP_ENDPOINT")]);
  });
});
