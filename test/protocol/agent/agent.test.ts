import { Registry } from "prom-client";
import { afterEach, describe, expect, it } from "vitest";
import { type AgentLogger } from "../../../src/agent/agent-logger.js";
import { type DecisionSource } from "../../../src/agent/decision-source.js";
import { HTTP_LIMITS, openHttpServer } from "../../../src/agent/http/http-server.js";
import { createJudge } from "../../../src/agent/judge.js";
import { type AgentSettings, type RunningAgent, startListeners } from "../../../src/agent/listeners.js";
import { formatListenAddress, type ListenAddress, parseListenAddress } from "../../../src/config/index.js";
import { silentLogger, temporarySocketPath } from "./support/agent-fixtures.js";
import { openRawClient } from "./support/raw-client.js";
import { createTableSource, type Table } from "./support/table-source.js";

const table: Table = {
  "anna@example.org": {},
  "bert@example.org": { mode: "WARN" },
};

const running: RunningAgent[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((agent) => agent.close()));
});

const EVERYTHING = {
  policyListen: "127.0.0.1:0",
  socketmapListen: "127.0.0.1:0",
  milterListen: "127.0.0.1:0",
  httpListen: "127.0.0.1:0",
};

async function start(
  settings: Partial<AgentSettings> = {},
  source: DecisionSource = createTableSource(table),
  logger: AgentLogger = silentLogger,
): Promise<RunningAgent> {
  const agent = await startListeners({ ...EVERYTHING, ...settings }, source, logger);
  running.push(agent);
  return agent;
}

const urlOf = (agent: RunningAgent) => `http://${formatListenAddress(agent.addresses.http!)}`;

async function exchange(address: ListenAddress, bytes: string): Promise<string> {
  const client = await openRawClient(address);
  client.socket.end(bytes);
  return (await client.ended()).toString();
}

const policyRequest = (sender: string) =>
  `request=smtpd_access_policy\nprotocol_state=RCPT\nsender=${sender}\nsasl_username=anna@example.org\n\n`;

const check = (agent: RunningAgent, body: unknown) =>
  fetch(`${urlOf(agent)}/check`, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });

describe("agent", () => {
  it("opens every listener that is not off, and closes them all", async () => {
    const agent = await start({
      milterListen: "off",
      socketmapListen: null,
      policyListen: `unix:${await temporarySocketPath()}`,
    });
    expect(agent.addresses.milter).toBeNull();
    expect(agent.addresses.socketmap).toBeNull();
    expect(await exchange(agent.addresses.policy!, policyRequest("anna@example.org"))).toBe("action=DUNNO\n\n");
    await agent.close();
    await expect(openRawClient(agent.addresses.policy!)).rejects.toThrow();
    await expect(fetch(`${urlOf(agent)}/healthz`)).rejects.toThrow();
  });

  it("opens nothing when one listener cannot be opened, and says which", async () => {
    const first = await start();
    const taken = formatListenAddress(first.addresses.policy!);
    await expect(
      startListeners({ ...EVERYTHING, milterListen: taken }, createTableSource(table), silentLogger),
    ).rejects.toThrow(`cannot listen on ${taken}: EADDRINUSE`);
    await expect(
      startListeners({ ...EVERYTHING, milterListen: "nowhere" }, createTableSource(table), silentLogger),
    ).rejects.toThrow(/milterListen/);
  });

  it("logs trouble once a peer, kind and minute, and counts it each time", async () => {
    const lines: unknown[] = [];
    const logger = { ...silentLogger, warn: (...line: unknown[]) => void lines.push(line) };
    const agent = await start({}, createTableSource(table), logger as AgentLogger);
    for (let round = 0; round < 5; round++) {
      expect(await exchange(agent.addresses.policy!, "junk\n\n")).toBe("");
      expect(await exchange(agent.addresses.socketmap!, "junk")).toBe("");
    }
    expect(lines).toHaveLength(2);
    const metrics = await (await fetch(`${urlOf(agent)}/metrics`)).text();
    expect(metrics).toContain('mayfrom_agent_troubles_total{protocol="policy",kind="MALFORMED"} 5');
    expect(metrics).toContain('mayfrom_agent_troubles_total{protocol="socketmap",kind="MALFORMED"} 5');
  });

  it("logs a refusal once a minute, counts each, and shows each to the observer", async () => {
    const lines: unknown[] = [];
    let observed = 0;
    const logger = { ...silentLogger, info: (...line: unknown[]) => void lines.push(line) };
    const agent = await start({ observe: () => void observed++ }, createTableSource(table), logger as AgentLogger);
    lines.length = 0;
    for (let round = 0; round < 5; round++) await exchange(agent.addresses.policy!, policyRequest("x@y.example"));
    await exchange(agent.addresses.socketmap!, "36:sender_login_maps anna@example.org,,");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject([
      { saslLogin: "anna@example.org", decidedAddress: "x@y.example", verdict: "DENY" },
      "sender refused",
    ]);
    expect(observed).toBe(5);
    const metrics = await (await fetch(`${urlOf(agent)}/metrics`)).text();
    expect(metrics).toContain(
      'mayfrom_agent_decisions_total{protocol="policy",verdict="DENY",reason="NOT_AUTHORIZED",would_deny="true"} 5',
    );
    expect(metrics).toContain("mayfrom_agent_revision 7");
    expect(metrics).toContain("mayfrom_agent_data_age_seconds 0");
  });
});

describe("agent over HTTP", () => {
  it("answers POST /check with the decision", async () => {
    const agent = await start();
    const allowed = await check(agent, { login: "anna@example.org", sender: "anna@example.org" });
    expect(allowed.status).toBe(200);
    expect(await allowed.json()).toEqual({
      verdict: "ALLOW",
      reason: "OWN_ADDRESS",
      wouldDeny: false,
      mode: "ENFORCE",
      smtpReply: null,
      revision: 7,
    });
    const headerFrom = ["anna@example.org", "boss@example.org"];
    const refused = await (await check(agent, { login: "anna@example.org", sender: "", headerFrom })).json();
    expect(refused).toMatchObject({
      verdict: "DENY",
      smtpReply: expect.stringMatching(/^550 5\.7\.1 <boss@example\.org>/),
    });
  });

  it.each<[string, string[], string]>([
    ["of one's own", ['"boss@example.org" <anna@example.org>'], "ALLOW OWN_ADDRESS"],
    ["with a mailbox in a group", ["Us: anna@example.org, boss@example.org;"], "DENY NOT_AUTHORIZED"],
    ["that is the second", ["anna@example.org", "boss@example.org"], "DENY NOT_AUTHORIZED"],
    ["that is broken off", ["anna@example.org <"], "DENY MALFORMED"],
    ["that is empty", [""], "DENY MALFORMED"],
    ["that repeats a mailbox", [`${"anna+x@example.org, ".repeat(9)}anna@example.org`], "ALLOW OWN_ADDRESS"],
    [
      "of too many mailboxes",
      [Array.from({ length: 101 }, (_, index) => `anna+${index}@example.org`).join(", ")],
      "DENY MALFORMED",
    ],
  ])("takes a whole From header apart: one %s", async (_, fromHeader, expected) => {
    const agent = await start();
    const question = { login: "anna@example.org", sender: "anna@example.org" };
    const query = new URLSearchParams(question);
    for (const value of fromHeader) query.append("fromHeader", value);
    expect(await (await fetch(`${urlOf(agent)}/check?${query}`)).text()).toMatch(new RegExp(`^${expected}\\b`));
    const { verdict, reason } = (await (await check(agent, { ...question, fromHeader })).json()) as never;
    expect(`${verdict} ${reason}`).toBe(expected);
  });

  it.each<[string, unknown, number]>([
    ["no JSON", "{", 400],
    ["no login", { sender: "x@y.example" }, 400],
    ["an empty login", { login: "", sender: "x@y.example" }, 400],
    ["no sender", { login: "anna@example.org" }, 400],
    ["an unknown field", { login: "anna@example.org", sender: "", from: "x" }, 400],
    ["a From header that is no list", { login: "anna@example.org", sender: "", fromHeader: "x" }, 400],
    ["a list for a sender", { login: "anna@example.org", sender: ["x"] }, 400],
    ["too long a body", "x".repeat(70_000), 413],
  ])("refuses a POST /check with %s", async (_, body, status) => {
    const agent = await start();
    const response = await check(agent, body);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/ALLOW|DENY/);
    expect((await check(agent, { login: "anna@example.org", sender: "" })).status).toBe(200);
  });

  it("answers GET /check in one line of text and closes, also for a client that closed its side", async () => {
    const slow = createTableSource(table);
    const agent = await start(
      {},
      {
        ...slow,
        decide: async (question) => {
          await new Promise((resolve) => setTimeout(resolve, 30));
          return slow.decide(question);
        },
      },
    );
    const query = new URLSearchParams({ login: "anna@example.org", sender: "anna@example.org" });
    const permitted = await exchange(agent.addresses.http!, `GET /check?${query} HTTP/1.0\r\n\r\n`);
    expect(permitted).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nALLOW OWN_ADDRESS\n$/);
    query.set("sender", "bo+ss@example.org");
    const refused = await exchange(agent.addresses.http!, `GET /check?${query} HTTP/1.0\r\n\r\n`);
    expect(refused).toMatch(/\r\n\r\nDENY NOT_AUTHORIZED 550 5\.7\.1 <bo\+ss@example\.org>: [^\r\n]*\n$/);
    query.append("from", "anna@example.org");
    query.set("sender", "");
    expect(await exchange(agent.addresses.http!, `GET /check?${query} HTTP/1.0\r\n\r\n`)).toMatch(
      /ALLOW NULL_SENDER\n$/,
    );
    const warned = new URLSearchParams({ login: "bert@example.org", sender: "x@y.example" });
    expect(await (await fetch(`${urlOf(agent)}/check?${warned}`)).text()).toBe("WARN NOT_AUTHORIZED\n");
  });

  it.each([
    "",
    "login=anna@example.org",
    "sender=x",
    "login=&sender=x",
    "login=a&login=b&sender=x",
    "login=a&sender=x&sander=y",
  ])("refuses GET /check?%s", async (query) => {
    const agent = await start();
    const response = await fetch(`${urlOf(agent)}/check?${query}`);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/ALLOW|DENY/);
  });

  it("answers 503 and no verdict when the source gives none", async () => {
    const sources: DecisionSource["decide"][] = [
      () => Promise.reject(new Error("away")),
      () => {
        throw new Error("no data");
      },
    ];
    for (const decide of sources) {
      const agent = await start(
        {},
        { decide, owners: null, freshness: () => ({ revision: null, ageMs: null, isReady: false }) },
      );
      const posted = await check(agent, { login: "anna@example.org", sender: "anna@example.org" });
      expect([posted.status, await posted.text()]).toEqual([503, "no decision at the moment\n"]);
      const got = await fetch(`${urlOf(agent)}/check?login=a&sender=b`);
      expect([got.status, await got.text()]).toEqual([503, "no decision at the moment\n"]);
      expect((await fetch(`${urlOf(agent)}/healthz`)).status).toBe(503);
      expect(await (await fetch(`${urlOf(agent)}/metrics`)).text()).toContain("mayfrom_agent_revision -1");
    }
  });

  it("says how old its data is, and knows no other path or method", async () => {
    const agent = await start();
    const health = await fetch(`${urlOf(agent)}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { revision: 7, ageMs: 0, isReady: true }]);
    expect((await fetch(`${urlOf(agent)}/`)).status).toBe(404);
    expect((await fetch(`${urlOf(agent)}/check`, { method: "PUT" })).status).toBe(405);
  });

  it("gives up on half a request, and on a connection that says nothing", async () => {
    const source = createTableSource(table);
    const tally = { count: () => undefined, countTrouble: () => undefined, countLookup: () => undefined };
    const server = await openHttpServer({
      listen: { kind: "TCP", host: "127.0.0.1", port: 0 },
      limits: { ...HTTP_LIMITS, requestTimeoutMs: 50 },
      judge: createJudge(source, tally, silentLogger, null),
      source,
      registry: new Registry(),
      onTrouble: () => undefined,
    });
    for (const bytes of ["", "GET /check", "POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"]) {
      const client = await openRawClient(server.address);
      client.write(bytes);
      expect((await client.ended()).toString()).not.toMatch(/ALLOW|200 OK/);
    }
    await server.close();
  });

  it("answers rubbish with 400 and goes on", async () => {
    const agent = await start();
    expect(await exchange(agent.addresses.http!, "EHLO me\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${urlOf(agent)}/healthz`)).status).toBe(200);
  });
});

describe("listen addresses", () => {
  it.each<[string, ListenAddress | null]>([
    ["127.0.0.1:10040", { kind: "TCP", host: "127.0.0.1", port: 10040 }],
    [":10041", { kind: "TCP", host: "127.0.0.1", port: 10041 }],
    ["inet:localhost:1", { kind: "TCP", host: "localhost", port: 1 }],
    ["[::1]:10042", { kind: "TCP", host: "::1", port: 10042 }],
    ["unix:/run/mayfrom/policy.sock", { kind: "UNIX", path: "/run/mayfrom/policy.sock" }],
    ["off", null],
  ])("reads %s", (written, address) => {
    expect(parseListenAddress("policyListen", written)).toEqual(address);
    if (address !== null) expect(parseListenAddress("policyListen", formatListenAddress(address))).toEqual(address);
  });

  it.each([
    "",
    "10040",
    "host:",
    "host:99999",
    "::1:10040",
    "unix:relative",
    `unix:/${"x".repeat(120)}`,
    "a b:1",
    "http://x:1/",
  ])("refuses %s", (written) => {
    expect(() => parseListenAddress("policyListen", written)).toThrow(/policyListen/);
  });
});
