import { afterEach, expect, it } from "vitest";
import { type DecisionSource } from "../../../src/agent/decision-source.js";
import { type RunningAgent, startListeners } from "../../../src/agent/listeners.js";
import { type CountedSubmission } from "../../../src/agent/platform/reports/counted-submission.js";
import { countDecisions } from "../../../src/agent/platform/reports/decision-counts.js";
import { isTraceToken, systemClock } from "../../../src/kernel/index.js";
import { silentLogger } from "./support/agent-fixtures.js";
import {
  ALL_ACTIONS,
  ALL_PROTOCOL,
  type Mail,
  type MilterClient,
  macros,
  mailAndHeaders,
  numbers,
  openMilterClient,
  type Packet,
  packet,
} from "./support/milter-client.js";
import { createTableSource } from "./support/table-source.js";

const source = createTableSource({
  "anna@example.org": { authorizations: { "sales@other.example": "AUTHORIZED" } },
  "bert@example.org": { mode: "WARN" },
  "carl@example.org": { mode: "MONITOR" },
});

const agents: RunningAgent[] = [];
const clients: MilterClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.raw.destroy();
  await Promise.all(agents.splice(0).map((agent) => agent.close()));
});

interface Running {
  readonly agent: RunningAgent;
  counted(): CountedSubmission[];
}

async function start({ addsTraceHeader = true, decide = source.decide, clock = systemClock } = {}): Promise<Running> {
  const counts = countDecisions(clock);
  const off = { policyListen: null, socketmapListen: null, httpListen: null };
  const settings = { ...off, milterListen: ":0", milter: { addsTraceHeader }, observe: counts.observe };
  const agent = await startListeners(settings, { ...source, decide }, silentLogger);
  agents.push(agent);
  return { agent, counted: counts.drain };
}

async function open({ agent }: Running, actions = ALL_ACTIONS): Promise<MilterClient> {
  const client = await openMilterClient(agent.addresses.milter!);
  clients.push(client);
  client.send(packet("O", numbers(6, actions, ALL_PROTOCOL)));
  await client.receive();
  return client;
}

/** One message to its end; gives every packet after MAIL's, and whether it was ended at the end of its headers. */
async function send(client: MilterClient, mail: Mail): Promise<{ packets: Packet[]; endedEarly: boolean }> {
  const sent = mailAndHeaders(mail);
  client.send(sent.mail);
  await client.receive();
  client.send(sent.headers);
  const atHeaders = await client.receive();
  if (atHeaders.command !== "c") return { packets: [atHeaders], endedEarly: true };
  client.send(macros("E", { i: "4Q" }), packet("E"));
  const packets: Packet[] = [];
  do packets.push(await client.receive());
  while (!["c", "a", "y", "t"].includes(packets.at(-1)!.command));
  return { packets, endedEarly: false };
}

const commands = (packets: readonly Packet[]) => packets.map(({ command }) => command).join("");
const addedTo = (packets: readonly Packet[]) =>
  packets.flatMap(({ command, data }) => {
    const [name = "", value = ""] = data.toString().split("\0");
    return command === "h" ? [[name, value] as const] : [];
  });
const removedFrom = (packets: readonly Packet[]) =>
  packets.flatMap(({ command, data }) =>
    command === "m" ? [`${data.toString("latin1", 4).replaceAll("\0", "|")}${data.readUInt32BE(0)}`] : [],
  );

const FOREIGN: Mail = {
  login: "anna@example.org",
  mailFrom: "<sales@other.example>",
  headers: [["From", "sales@other.example"]],
};

it("gives each message under another address one header with a token of its own, which its report carries", async () => {
  const running = await start();
  const client = await open(running);
  const tokens: string[] = [];
  for (let message = 0; message < 5; message++) {
    const { packets, endedEarly } = await send(client, FOREIGN);
    expect([commands(packets), endedEarly]).toEqual(["hc", false]);
    const [[name, token]] = addedTo(packets) as [[string, string]];
    expect([name, isTraceToken(token)]).toEqual(["X-Mayfrom-Trace", true]);
    tokens.push(token);
  }
  expect(new Set(tokens).size).toBe(5);
  expect(running.counted().map(({ traceToken, queueId }) => [traceToken, queueId])).toEqual(
    tokens.map((token) => [token, "4Q"]),
  );
});

it.each<[string, Mail]>([
  ["another From beside an own reverse-path", { login: "carl@example.org", mailFrom: "<carl@example.org>" }],
  ["another From beside the null reverse-path", { login: "carl@example.org", mailFrom: "<>" }],
])("marks %s", async (_, mail) => {
  const client = await open(await start());
  const { packets } = await send(client, { ...mail, headers: [["From", "boss@other.example"]] });
  expect(addedTo(packets).map(([name]) => name)).toEqual(["X-Mayfrom-Trace"]);
});

it("marks a message that has neither a queue id nor a Message-ID", async () => {
  const running = await start();
  const client = await open(running);
  const { mail, headers } = mailAndHeaders({ ...FOREIGN, queueId: "" });
  client.send(mail, headers);
  expect((await client.receive()).command).toBe("c");
  expect((await client.receive()).command).toBe("c");
  client.send(packet("E"));
  expect((await client.receive()).command).toBe("h");
  expect(running.counted()).toMatchObject([{ traceToken: expect.any(String), count: 1 }]);
});

it("adds it beside the finding of WARN", async () => {
  const client = await open(await start());
  const { packets } = await send(client, { login: "bert@example.org", headers: [["From", "x@y.example"]] });
  expect(commands(packets)).toBe("hhc");
  expect(addedTo(packets).map(([name]) => name)).toEqual(["X-Mayfrom-Warning", "X-Mayfrom-Trace"]);
});

it.each<[string, Mail, string]>([
  ["mail under the own address", { headers: [["From", "anna@example.org"]] }, "a"],
  ["the null reverse-path alone", { mailFrom: "<>" }, "a"],
  ["refused mail", { mailFrom: "<boss@example.org>" }, "y"],
])("ends %s early, without a header", async (_, mail, answer) => {
  const running = await start();
  const { packets, endedEarly } = await send(await open(running), { login: "anna@example.org", ...mail });
  expect([commands(packets), endedEarly]).toEqual([answer, true]);
  expect(running.counted().filter(({ traceToken }) => traceToken)).toEqual([]);
});

it("marks a hundred messages of a login each minute, and ends those beyond early", async () => {
  let at = Date.UTC(2026, 3, 1, 9, 0, 59, 999);
  const running = await start({ clock: { now: () => new Date(at) } });
  const client = await open(running);
  let marked = 0;
  for (let message = 0; message < 250; message++) {
    if (message === 130) at += 1;
    const { packets, endedEarly } = await send(client, FOREIGN);
    expect(commands(packets)).toBe(endedEarly ? "a" : "hc");
    if (!endedEarly) marked += 1;
  }
  expect(marked).toBe(200);
  expect(running.counted().filter(({ traceToken }) => traceToken)).toHaveLength(marked);
});

it("removes every one that a client sent, the last first, before it adds its own", async () => {
  const client = await open(await start());
  const forged = ["X-Mayfrom-Trace", "x-mayfrom-trace", "X-MAYFROM-TRACE", "X-Mayfrom-Trace "];
  const headers = [
    [forged[0]!, "0".repeat(32)],
    ["X-Mayfrom-Warning", "forged"],
    ...FOREIGN.headers!,
    ...forged.slice(1).map((name) => [name, ""]),
  ] as [string, string][];
  const { packets } = await send(client, { ...FOREIGN, headers });
  expect(commands(packets)).toBe("mmmmmhc");
  expect(removedFrom(packets)).toEqual([
    "X-Mayfrom-Warning||1",
    ...[4, 3, 2, 1].map((occurrence) => `X-Mayfrom-Trace||${occurrence}`),
  ]);
  expect(addedTo(packets)).toHaveLength(1);
});

it.each([true, false])("removes forged ones from mail that gets none, with the setting at %s", async (setting) => {
  const client = await open(await start({ addsTraceHeader: setting }));
  for (const mail of [{ login: "anna@example.org" }, ...(setting ? [] : [FOREIGN])]) {
    const { packets } = await send(client, { ...mail, headers: [["x-mayfrom-trace", "f".repeat(32)]] });
    expect(commands(packets)).toBe("mc");
    expect(removedFrom(packets)).toEqual(["X-Mayfrom-Trace||1"]);
  }
});

it("refuses a message with more of them than can be removed, and removes a thousand", async () => {
  const running = await start();
  const client = await open(running);
  const forged = (count: number) => Array.from({ length: count }, () => ["X-Mayfrom-Trace", "x"] as const);
  const many = await send(client, { ...FOREIGN, headers: forged(1_000) });
  expect(commands(many.packets)).toBe(`${"m".repeat(1_000)}hc`);
  const tooMany = await send(client, { login: "carl@example.org", headers: forged(1_001) });
  expect(commands(tooMany.packets)).toBe("y");
  expect(tooMany.packets[0]!.data.toString()).toBe("550 5.7.1 Too many X-Mayfrom header fields\0");
  expect(commands((await send(client, { login: "anna@example.org" })).packets)).toBe("a");
});

it("adds none where the MTA does not let it, and then takes none", async () => {
  const running = await start();
  const changeHeaders = 1 << 4;
  for (const actions of [0, changeHeaders]) {
    const client = await open(running, actions);
    expect(await send(client, FOREIGN)).toMatchObject({ packets: [{ command: "a" }], endedEarly: true });
  }
  expect(running.counted()).toMatchObject([{ queueId: "4Q", count: 2 }]);
  const adding = await open(running, 1);
  expect(commands((await send(adding, FOREIGN)).packets)).toBe("hc");
});

it("adds none unless it is told to", async () => {
  const running = await start({ addsTraceHeader: false });
  expect(commands((await send(await open(running), FOREIGN)).packets)).toBe("a");
  expect(running.counted().filter(({ traceToken }) => traceToken)).toEqual([]);
});

it("marks a message that the source takes its time for, and none by the token of the one before", async () => {
  const decide: DecisionSource["decide"] = async (question) => {
    await new Promise((resolve) => setImmediate(resolve));
    return source.decide(question);
  };
  const running = await start({ decide });
  const client = await open(running);
  const { mail, headers } = mailAndHeaders(FOREIGN);
  client.send(mail, headers, packet("A"));
  for (let answer = 0; answer < 2; answer++) expect((await client.receive()).command).toBe("c");
  const [[, token]] = addedTo((await send(client, FOREIGN)).packets) as [[string, string]];
  expect(running.counted().map(({ traceToken }) => traceToken)[1]).toBe(token);
  expect(commands((await send(client, { login: "anna@example.org" })).packets)).toBe("a");
});
