import { describe, expect, it } from "vitest";
import { POLICY_DEFAULTS } from "../../../src/agent/policy-delegation/policy-server.js";
import type { RunningServer } from "../../../src/agent/wire/protocol-server.js";
import { ask, DUNNO, open, request, start, TABLE } from "./support/policy-client.js";
import { createTableSource } from "./support/table-source.js";

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
        return createTableSource(TABLE).decide(question);
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
        return createTableSource(TABLE).decide(question);
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
