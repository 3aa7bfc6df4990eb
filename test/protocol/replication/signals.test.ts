import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ApiKeyKind, createApiKey } from "../../../src/access/index.js";
import { listenForChanges } from "../../../src/agent/copy/change-signals.js";
import { currentRevision } from "../../../src/feed/index.js";
import { toGlobalId } from "../../../src/graphql/index.js";
import { Reseller } from "../../../src/tenancy/index.js";
import { startPlatform, type TestPlatform } from "../../database/replication/platform.js";
import { diceOf, writeSomething } from "../../database/replication/random-writes.js";
import { OPERATOR } from "../../support/api.js";
import { eventually } from "../../support/eventually.js";

const PROTOCOL = "graphql-transport-ws";
const dice = diceOf([3, 141, 59, 26, 535, 89, 79, 323, 84, 62, 643]);
const sockets: WebSocket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

interface Talk {
  readonly messages: Record<string, unknown>[];
  readonly closed: Promise<number>;
  send(message: object): void;
}

async function open(
  platform: TestPlatform,
  options: { path?: string; headers?: Record<string, string> } = {},
): Promise<Talk> {
  const { path = "/graphql", headers } = options;
  const socket = new WebSocket(platform.url.replace("http", "ws") + path, PROTOCOL, { headers });
  sockets.push(socket);
  const messages: Record<string, unknown>[] = [];
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await once(socket, "open");
  return { messages, closed, send: (message) => socket.send(JSON.stringify(message)) };
}

async function signIn(platform: TestPlatform): Promise<Talk> {
  const talk = await open(platform);
  talk.send({ type: "connection_init", payload: { authorization: `Bearer ${platform.gatewayKey}` } });
  await eventually("the connection is acknowledged", () => talk.messages.length === 1);
  return talk;
}

async function answerTo(talk: Talk, query: string): Promise<Record<string, unknown>> {
  const before = talk.messages.length;
  talk.send({ id: String(before), type: "subscribe", payload: { query } });
  await eventually("it is answered", () => talk.messages.length > before);
  return talk.messages[before] as Record<string, unknown>;
}

/** Of a subscription that is refused before it begins (`error`), or by its field (`next`, with errors in it). */
function codeOf({ type, payload }: Record<string, unknown>): unknown {
  const errors = type === "error" ? payload : (payload as { errors: unknown }).errors;
  return (errors as { extensions: { code: string } }[])[0]?.extensions.code;
}

describe("subscriptions on /graphql", () => {
  it("tell of each commit, by this process and by others", async () => {
    const platform = await startPlatform("SQLite");
    const heard: number[] = [];
    const signals = listenForChanges({ apiUrl: platform.url, gatewayKey: platform.gatewayKey }, (revision) =>
      heard.push(revision),
    );
    await eventually("the current revision is told at once", () => heard.length > 0);
    expect(signals.isLive).toBe(true);
    for (let count = 0; count < 5; count++) await writeSomething(platform, dice);
    const revision = await currentRevision(platform.database.reader);
    await eventually("the last commit is told", () => heard.at(-1) === revision);
    // Another process tells nobody here.
    await platform.database.writerSource.query("UPDATE revision_counter SET value = value + 1");
    await eventually("another process's commit is told", () => heard.at(-1) === revision + 1);
    await signals.close();
  });

  it("ask who it is, in the header or in the first message", async () => {
    const platform = await startPlatform("SQLite");
    const anonymous = await open(platform);
    anonymous.send({ type: "connection_init" });
    expect(await anonymous.closed).toBe(4403);
    const wrong = await open(platform);
    wrong.send({ type: "connection_init", payload: { authorization: "Bearer mfk_wrong" } });
    expect(await wrong.closed).toBe(4403);
    const impatient = await open(platform);
    impatient.send({ id: "1", type: "subscribe", payload: { query: "subscription { changeSignal { revision } }" } });
    expect(await impatient.closed).toBe(4401);

    const byHeader = await open(platform, { headers: { authorization: `Bearer ${platform.gatewayKey}` } });
    byHeader.send({ type: "connection_init" });
    await eventually("the connection is acknowledged", () => byHeader.messages.length === 1);
    expect((await answerTo(byHeader, "subscription { changeSignal { revision } }")).type).toBe("next");
    await expect(open(platform, { path: "/elsewhere" })).rejects.toThrow("404");
  });

  it("take subscriptions only, within the limits of HTTP, with the same codes", async () => {
    const platform = await startPlatform("SQLite");
    const talk = await signIn(platform);
    expect(codeOf(await answerTo(talk, "query { platformRevision }"))).toBe("BAD_USER_INPUT");
    expect(codeOf(await answerTo(talk, "subscription { nothing }"))).toBe("BAD_USER_INPUT");
    expect(codeOf(await answerTo(talk, "subscription {"))).toBe("BAD_USER_INPUT");
    const long = `subscription { changeSignal { ${"revision ".repeat(3_000)} } }`;
    expect(codeOf(await answerTo(talk, long))).toBe("BAD_USER_INPUT");

    for (let count = 0; count < 6; count++) await writeSomething(platform, dice);
    const [reseller] = await platform.database.reader.find(Reseller, { take: 1 });
    const { secret } = await platform.database.write((tx) =>
      createApiKey(tx, OPERATOR, {
        name: "narrow",
        kind: ApiKeyKind.GATEWAY,
        scope: { resellerId: toGlobalId("Reseller", reseller!.id) },
      }),
    );
    const narrow = await open(platform);
    narrow.send({ type: "connection_init", payload: { authorization: `Bearer ${secret}` } });
    await eventually("the connection is acknowledged", () => narrow.messages.length === 1);
    expect(codeOf(await answerTo(narrow, "subscription { changeSignal { revision } }"))).toBe("FORBIDDEN");
  });
});
