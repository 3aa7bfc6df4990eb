import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseListenAddress } from "../../../src/config/index.js";
import { temporarySocketPath } from "./support/agent-fixtures.js";
import { ask, closeClients, DUNNO, open, request, start, TABLE } from "./support/policy-client.js";
import { createTableSource } from "./support/table-source.js";

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
    const table_ = createTableSource(TABLE);
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
        return createTableSource(TABLE).decide(question);
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
        closeClients();
      }),
      { numRuns: 150 },
    );
  });
});
