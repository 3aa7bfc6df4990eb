import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { AgentDecision } from "../../../src/agent/decision-source.js";
import { type DecisionSource } from "../../../src/agent/decision-source.js";
import { createJudge } from "../../../src/agent/judge.js";
import {
  openPolicyServer,
  POLICY_DEFAULTS,
  POLICY_LIMITS,
} from "../../../src/agent/policy-delegation/policy-server.js";
import { type PolicyDelegationOptions } from "../../../src/agent/policy-delegation/policy-session.js";
import { type RunningServer, type ServerLimits } from "../../../src/agent/wire/protocol-server.js";
import { type TroubleKind } from "../../../src/agent/wire/protocol-trouble.js";
import { type ListenAddress, parseListenAddress } from "../../../src/config/index.js";
import { silentLogger, temporarySocketPath } from "./support/agent-fixtures.js";
import { openRawClient, type RawClient } from "./support/raw-client.js";
import { createTableSource } from "./support/table-source.js";

const DUNNO = "action=DUNNO\n\n";
const table = {
  "anna@example.org": { aliases: ["info@example.org"], authorizations: { "a.b@other.example": "AUTHORIZED" as const } },
  "bert@example.org": { mode: "WARN" as const },
  "carl@example.org": { mode: "MONITOR" as const },
  "dora@example.org": { allowNullSender: false },
  "emil@example.org": { authorizations: { '"a b"@other.example': "AUTHORIZED" as const } },
};

interface Running {
  readonly server: RunningServer;
  readonly source: ReturnType<typeof createTableSource>;
  readonly troubles: TroubleKind[];
  readonly peers: string[];
}

const running: RunningServer[] = [];
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(
  settings: {
    options?: Partial<PolicyDelegationOptions>;
    limits?: Partial<ServerLimits>;
    decide?: DecisionSource["decide"];
    listen?: ListenAddress;
  } = {},
): Promise<Running> {
  const source = createTableSource(table);
  const troubles: TroubleKind[] = [];
  const peers: string[] = [];
  const asked = settings.decide === undefined ? source : { ...source, decide: settings.decide };
  const judge = createJudge(
    asked,
    { count: () => undefined, countTrouble: () => undefined, countLookup: () => undefined },
    silentLogger,
    null,
  );
  const server = await openPolicyServer(settings.listen ?? { kind: "TCP", host: "127.0.0.1", port: 0 }, judge, {
    onTrouble: (trouble, peer) => {
      troubles.push(trouble.kind);
      peers.push(peer);
    },
    options: { ...POLICY_DEFAULTS, ...settings.options },
    limits: { ...POLICY_LIMITS, ...settings.limits },
  });
  running.push(server);
  return { server, source, troubles, peers };
}

async function open(server: RunningServer): Promise<RawClient> {
  const client = await openRawClient(server.address);
  clients.push(client);
  return client;
}

type Attributes = Readonly<Record<string, string>>;

function request(attributes: Attributes = {}): string {
  const all: Attributes = {
    request: "smtpd_access_policy",
    protocol_state: "RCPT",
    protocol_name: "ESMTP",
    helo_name: "client.example",
    queue_id: "",
    sender: "anna@example.org",
    recipient: "someone@else.example",
    recipient_count: "0",
    client_address: "192.0.2.1",
    client_name: "client.example",
    instance: "",
    sasl_method: "PLAIN",
    sasl_username: "anna@example.org",
    sasl_sender: "",
    size: "0",
    stress: "",
    ...attributes,
  };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("")}\n`;
}

async function ask(server: RunningServer, attributes: Attributes): Promise<string> {
  const client = await open(server);
  client.write(request(attributes));
  return client.takeUntil("\n\n");
}

describe("policy delegation: answers", () => {
  it("says DUNNO, never OK, for what an account may send as", async () => {
    const { server } = await start();
    for (const sender of [
      "anna@example.org",
      "ANNA@Example.ORG.",
      "info@example.org",
      "anna+x@example.org",
      "a.b@other.example",
    ]) {
      expect(await ask(server, { sender })).toBe(DUNNO);
    }
  });

  it("refuses with 550 5.7.1 under ENFORCE", async () => {
    const { server } = await start();
    const reply = await ask(server, { sender: "boss@example.org" });
    expect(reply).toMatch(
      /^action=550 5\.7\.1 <boss@example\.org>: not an authorized sender of anna@example\.org[^\n]*\n\n$/,
    );
  });

  it("lets a sender pass under WARN and MONITOR", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "x@y.example", sasl_username: "bert@example.org" })).toBe(DUNNO);
    expect(await ask(server, { sender: "x@y.example", sasl_username: "carl@example.org" })).toBe(DUNNO);
  });

  it("adds the header of WARN once a message and not at its end, when asked to", async () => {
    const { server } = await start({ options: { addsWarningHeader: true } });
    const client = await open(server);
    const warned = { sender: "x@y.example", sasl_username: "bert@example.org" };
    client.write(request({ ...warned, instance: "1.a", protocol_state: "END-OF-MESSAGE" }));
    expect(await client.takeUntil("\n\n")).toBe(DUNNO);
    client.write(request({ ...warned, instance: "1.a" }));
    expect(await client.takeUntil("\n\n")).toBe(
      "action=PREPEND X-Mayfrom-Warning: NOT_AUTHORIZED; login=bert@example.org; address=x@y.example\n\n",
    );
    client.write(request({ ...warned, instance: "1.a" }));
    expect(await client.takeUntil("\n\n")).toBe(DUNNO);
    client.write(request({ ...warned, instance: "1.b" }));
    expect(await client.takeUntil("\n\n")).toContain("PREPEND");
  });

  it("says DUNNO without asking where there is no login", async () => {
    const { server, source } = await start();
    expect(await ask(server, { sasl_username: "", sender: "boss@example.org" })).toBe(DUNNO);
    const client = await open(server);
    client.write("request=smtpd_access_policy\nsender=boss@example.org\n\n");
    expect(await client.takeUntil("\n\n")).toBe(DUNNO);
    expect(source.asked).toBe(0);
  });

  it("takes the empty sender for the null reverse-path, and refuses it where the policy says so", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "" })).toBe(DUNNO);
    expect(await ask(server, { sender: "", sasl_username: "dora@example.org" })).toMatch(/^action=550 5\.7\.1 <>/);
  });

  it("does not judge a login before a sender was named", async () => {
    const { server, source } = await start();
    for (const protocol_state of ["CONNECT", "HELO", "EHLO", "VRFY", "ETRN"]) {
      expect(await ask(server, { protocol_state, sender: "", sasl_username: "dora@example.org" })).toBe(DUNNO);
    }
    expect(source.asked).toBe(0);
  });

  it("does not take a local part of <> for the null reverse-path", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "<>" })).toMatch(/^action=550 5\.7\.1 /);
  });

  it("reads the sender in its unquoted form", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "a b@other.example", sasl_username: "emil@example.org" })).toBe(DUNNO);
    expect(await ask(server, { sender: "a c@other.example", sasl_username: "emil@example.org" })).toMatch(
      /^action=550/,
    );
  });

  it("splits a line at its first = only", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "a=b=anna@example.org" })).toMatch(
      /^action=550 5\.7\.1 <a=b=anna@example\.org>/,
    );
    expect(await ask(server, { sender: "=sender=anna@example.org" })).toMatch(/^action=550/);
  });

  it("is not led astray by an attribute's value or by a longer name", async () => {
    const { server } = await start();
    const reply = await ask(server, {
      helo_name: "sasl_username=x@example.org",
      xsender: "anna@example.org",
      sender_: "anna@example.org",
      sender: "boss@example.org",
    });
    expect(reply).toMatch(/^action=550/);
  });

  it("takes the first of a repeated name, and any order", async () => {
    const { server } = await start();
    const client = await open(server);
    client.write(
      "sender=boss@example.org\nfuture_thing=1\nsasl_username=anna@example.org\nsender=anna@example.org\nrequest=smtpd_access_policy\n\n",
    );
    expect(await client.takeUntil("\n\n")).toMatch(/^action=550 5\.7\.1 <boss@example\.org>/);
  });

  it("refuses a sender that is no UTF-8 as malformed", async () => {
    const { server } = await start();
    const client = await open(server);
    const [before = "", after = ""] = request({ sender: "@@@" }).split("@@@");
    client.write(Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe]), Buffer.from(`@example.org${after}`)]));
    expect(await client.takeUntil("\n\n")).toMatch(/^action=550 5\.7\.1 .*not a valid sender address/);
  });

  it("writes one line, whatever the source puts into its reply", async () => {
    const deny = (smtpReply: string | null): AgentDecision => ({
      verdict: "DENY",
      reason: "NOT_AUTHORIZED",
      wouldDeny: true,
      mode: "ENFORCE",
      refused: null,
      smtpReply,
      authorizationId: null,
      accountId: null,
      decidedAddress: "x",
      revision: 1,
    });
    const replies = ["550 5.7.1 a\n\naction=OK\n\n", "550 5.7.1 a\r\0b", `550 5.7.1 ${"ü".repeat(900)}`, "OK", null];
    const { server } = await start({ decide: () => deny(replies.shift() ?? null) });
    expect(await ask(server, {})).toBe("action=550 5.7.1 a??action=OK??\n\n");
    expect(await ask(server, {})).toBe("action=550 5.7.1 a??b\n\n");
    const long = await ask(server, {});
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual("action=".length + 510 + 2);
    expect(long).toMatch(/^action=550 5\.7\.1 ü+\n\n$/);
    expect(await ask(server, {})).toBe("action=550 5.7.1 Sender address rejected\n\n");
    expect(await ask(server, {})).toBe("action=550 5.7.1 Sender address rejected\n\n");
  });
});

describe("policy delegation: one message, one decision", () => {
  it("asks once for all recipients of an instance", async () => {
    const { server, source } = await start();
    const client = await open(server);
    for (let recipient = 0; recipient < 50; recipient++)
      client.write(request({ instance: "4d2.1", sender: "x@y.example" }));
    for (let recipient = 0; recipient < 50; recipient++) expect(await client.takeUntil("\n\n")).toMatch(/^action=550/);
    expect(source.asked).toBe(1);
  });

  it("asks anew for another sender, another login, another instance, and where there is none", async () => {
    const { server, source } = await start();
    const client = await open(server);
    client.write(request({ instance: "1" }));
    client.write(request({ instance: "1", sender: "info@example.org" }));
    client.write(request({ instance: "1", sasl_username: "dora@example.org" }));
    client.write(request({ instance: "2" }));
    client.write(request() + request());
    for (let answer = 0; answer < 6; answer++) await client.takeUntil("\n\n");
    expect(source.asked).toBe(6);
  });
});

describe("policy delegation: bytes", () => {
  it("answers pipelined requests in their order", async () => {
    const { server } = await start();
    const client = await open(server);
    const senders = Array.from({ length: 300 }, (_, index) =>
      index % 3 === 0 ? `s${index}@y.example` : "anna@example.org",
    );
    client.write(senders.map((sender) => request({ sender })).join(""));
    for (const sender of senders) {
      const answer = await client.takeUntil("\n\n");
      if (sender === "anna@example.org") expect(answer).toBe(DUNNO);
      else expect(answer).toContain(`<${sender}>`);
    }
  });

  it("answers pipelined requests in their order when the source takes its time", async () => {
    const table_ = createTableSource(table);
    let underWay = 0;
    let mostUnderWay = 0;
    const { server } = await start({
      decide: async (question) => {
        mostUnderWay = Math.max(mostUnderWay, ++underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return table_.decide(question);
      },
    });
    const client = await open(server);
    const senders = Array.from({ length: 40 }, (_, index) => `s${index}@y.example`);
    for (const sender of senders) client.write(request({ sender }) + request());
    for (const sender of senders) {
      expect(await client.takeUntil("\n\n")).toContain(`<${sender}>`);
      expect(await client.takeUntil("\n\n")).toBe(DUNNO);
    }
    expect(mostUnderWay).toBe(1);
  });

  it("answers a request that arrives byte by byte", async () => {
    const { server } = await start();
    const client = await open(server);
    client.socket.setNoDelay(true);
    for (const byte of request({ sender: "boss@example.org" })) {
      client.write(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await client.takeUntil("\n\n")).toMatch(/^action=550/);
  });

  it("answers a client that closes its side after its question", async () => {
    const { server } = await start({
      decide: async (question) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return createTableSource(table).decide(question);
      },
    });
    const client = await open(server);
    client.socket.end(request());
    expect((await client.ended()).toString()).toBe(DUNNO);
  });

  it("gives the same answers however a stream of requests is cut", async () => {
    const { server } = await start();
    const stream = Buffer.from(
      [
        request(),
        request({ sender: "ü@y.example" }),
        request({ sasl_username: "" }),
        request({ sender: "q@y.example" }),
      ].join(""),
    );
    const whole = await open(server);
    whole.socket.end(stream);
    const expected = (await whole.ended()).toString();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(stream.length), { maxLength: 12 }), async (cuts) => {
        const client = await open(server);
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
        for (let index = 1; index < places.length; index++) {
          client.write(stream.subarray(places[index - 1], places[index]));
          await new Promise((resolve) => setImmediate(resolve));
        }
        client.socket.end();
        expect((await client.ended()).toString()).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("listens on a socket file, also where a dead agent left one", async () => {
    const path = await temporarySocketPath();
    const listen = parseListenAddress("policyListen", `unix:${path}`)!;
    const { spawnSync } = await import("node:child_process");
    spawnSync(process.execPath, [
      "-e",
      `require("net").createServer().listen(${JSON.stringify(path)},()=>process.kill(process.pid,"SIGKILL"))`,
    ]);
    const { server } = await start({ listen });
    expect(await ask(server, {})).toBe(DUNNO);
    await expect(start({ listen })).rejects.toThrow("EADDRINUSE");
    expect(await ask(server, {})).toBe(DUNNO);
  });
});

describe("policy delegation: trouble gets no reply", () => {
  async function expectSilentEnd(server: RunningServer, bytes: string | Buffer): Promise<void> {
    const client = await open(server);
    client.write(bytes);
    expect((await client.ended()).toString()).toBe("");
    expect(await ask(server, {})).toBe(DUNNO);
  }

  it.each([
    ["another kind of request", request({ request: "junk" })],
    ["no kind of request", "sender=anna@example.org\nsasl_username=anna@example.org\n\n"],
    ["an empty request", "\n"],
    ["a line without =", "request=smtpd_access_policy\nsender\n\n"],
    ["a line without a name", "request=smtpd_access_policy\n=x\n\n"],
    ["a NUL", "request=smtpd_access_policy\nsender=a\0b\n\n"],
    ["CR LF", request().replaceAll("\n", "\r\n")],
    ["a login without a sender attribute", "request=smtpd_access_policy\nsasl_username=anna@example.org\n\n"],
  ])("for %s", async (_, bytes) => {
    const { server, troubles } = await start();
    await expectSilentEnd(server, bytes);
    expect(troubles).toEqual(["MALFORMED"]);
  });

  it("for more bytes than a request has", async () => {
    const { server, troubles } = await start();
    await expectSilentEnd(server, `x=${"a".repeat(POLICY_DEFAULTS.maxRequestBytes)}`);
    expect(troubles).toEqual(["OVERSIZED"]);
  });

  it("for a source that throws, and one that rejects", async () => {
    for (const decide of [
      () => {
        throw new Error("no data yet");
      },
      () => Promise.reject(new Error("API away")),
    ]) {
      const { server, troubles } = await start({ decide });
      const client = await open(server);
      client.write(request());
      expect((await client.ended()).toString()).toBe("");
      expect(troubles).toEqual(["NO_DECISION"]);
    }
  });

  it("for a source that never answers", async () => {
    const { server, troubles } = await start({
      decide: () => new Promise(() => undefined),
      limits: { decisionTimeoutMs: 60 },
    });
    const client = await open(server);
    client.write(request());
    expect((await client.ended()).toString()).toBe("");
    expect(troubles).toEqual(["NO_DECISION"]);
  });

  it("but what was asked before it is answered", async () => {
    const { server } = await start();
    const client = await open(server);
    client.write(`${request()}${request({ sender: "x@y.example" })}junk\n${request()}`);
    expect((await client.ended()).toString()).toMatch(/^action=DUNNO\n\naction=550 [^\n]*\n\n$/);
  });

  it("for half a request, then silence, and then only that connection ends", async () => {
    const { server, troubles } = await start({ limits: { readTimeoutMs: 80 } });
    const other = await open(server);
    const client = await open(server);
    client.write(request().slice(0, 40));
    expect((await client.ended()).toString()).toBe("");
    expect(troubles).toEqual(["TIMEOUT"]);
    other.write(request());
    expect(await other.takeUntil("\n\n")).toBe(DUNNO);
  });

  it("for a request that trickles in without end", async () => {
    const { server, troubles } = await start({ limits: { readTimeoutMs: 80 } });
    const client = await open(server);
    const trickle = setInterval(() => client.write("a"), 10);
    expect((await client.ended()).toString()).toBe("");
    clearInterval(trickle);
    expect(troubles).toEqual(["TIMEOUT"]);
  });

  it("for a client that never reads its answers", async () => {
    const { server, troubles } = await start({ limits: { writeTimeoutMs: 100 } });
    const client = await open(server);
    client.socket.pause();
    const asked = Buffer.from(request({ sender: "x@y.example" }).repeat(200));
    const closed = new Promise((resolve) => client.socket.once("close", resolve));
    const flood = () => {
      if (!client.socket.destroyed) client.socket.write(asked, () => setImmediate(flood));
    };
    flood();
    await new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (!troubles.includes("TIMEOUT")) return;
        clearInterval(look);
        resolve();
      }, 20);
    });
    client.socket.resume();
    await closed;
    expect(await ask(server, {})).toBe(DUNNO);
  });
});

describe("policy delegation: any bytes at all", () => {
  it("neither hang, nor crash, nor say anything to the next connection", async () => {
    const { server } = await start({ limits: { readTimeoutMs: 100 } });
    const line = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom(
        "request=smtpd_access_policy",
        "sender=x@y.example",
        "sasl_username=anna@example.org",
        "",
        "=",
        "sender=",
      ),
    );
    const stream = fc.oneof(
      fc.array(line, { maxLength: 30 }).map((lines) => Buffer.from(lines.join("\n"))),
      fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(stream, async (bytes) => {
        const client = await open(server);
        client.socket.end(bytes);
        const answers = (await client.ended()).toString();
        expect(answers).toMatch(/^(action=(DUNNO|550 [^\n]*)\n\n)*$/);
        expect(await ask(server, { sender: "x@y.example" })).toMatch(/^action=550/);
        for (const used of clients.splice(0)) used.destroy();
      }),
      { numRuns: 150 },
    );
  });
});

describe("policy delegation: many connections", () => {
  const SLOW = "slow@y.example";

  /** Holds questions until they are released; `reached` resolves once so many are held. */
  function latch() {
    const held: (() => void)[] = [];
    let wake: () => void = () => undefined;
    return {
      hold() {
        wake();
        return new Promise<void>((resolve) => held.push(resolve));
      },
      async reached(count: number) {
        while (held.length < count) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      },
      release() {
        for (const resolve of held.splice(0)) resolve();
      },
    };
  }

  it("serves while 1,000 connections are idle", async () => {
    const { server } = await start();
    const idle = await Promise.all(Array.from({ length: 1000 }, () => open(server)));
    expect(await ask(server, {})).toBe(DUNNO);
    expect(server.connectionCount).toBe(1001);
    idle[999]!.write(request({ sender: "x@y.example" }));
    expect(await idle[999]!.takeUntil("\n\n")).toMatch(/^action=550/);
  });

  it("closes what has been idle for long, without a word", async () => {
    const { server, troubles } = await start({ limits: { idleTimeoutMs: 60 } });
    const client = await open(server);
    expect((await client.ended()).toString()).toBe("");
    expect(troubles).toEqual([]);
  });

  it("drops the longest idle connection at the bound, and refuses a newcomer when all are busy", async () => {
    const underWay = latch();
    const { server, troubles } = await start({
      limits: { maxConnections: 2 },
      decide: async (question) => {
        if (question.reversePath === SLOW) await underWay.hold();
        return createTableSource(table).decide(question);
      },
    });
    const first = await open(server);
    const second = await open(server);
    second.write(request());
    await second.takeUntil("\n\n");
    const third = await open(server);
    expect((await first.ended()).toString()).toBe("");
    third.write(request({ sender: SLOW }));
    second.write(request({ sender: SLOW }));
    await underWay.reached(2);
    const fourth = await open(server);
    expect((await fourth.ended()).toString()).toBe("");
    expect(troubles).toEqual(["TOO_MANY_CONNECTIONS"]);
    underWay.release();
  });

  it("on close answers what is under way, ends what is idle, and takes nobody new", async () => {
    const underWay = latch();
    const { server, source } = await start({
      decide: async (question) => {
        await underWay.hold();
        return createTableSource(table).decide(question);
      },
    });
    const idle = await open(server);
    const busy = await open(server);
    busy.write(request());
    await underWay.reached(1);
    const closed = server.close();
    expect((await idle.ended()).toString()).toBe("");
    await expect(open(server)).rejects.toThrow();
    underWay.release();
    expect((await busy.ended()).toString()).toBe(DUNNO);
    await closed;
    expect(server.connectionCount).toBe(0);
    expect(source.asked).toBe(0);
  });
});
