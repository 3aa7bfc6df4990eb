import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TroubleKind } from "../../../src/agent/wire/protocol-trouble.js";
import {
  ALL_ACTIONS,
  ALL_PROTOCOL,
  macros,
  mailAndHeaders,
  numbers,
  packet,
  strings,
} from "./support/milter-client.js";
import { closeClients, commands, connectTo, open, send, start, TABLE } from "./support/milter-run.js";
import { createTableSource } from "./support/table-source.js";

describe("milter: course of a connection", () => {
  it("takes many messages, aborts, and new connections on one connection", async () => {
    const { server, seen } = await start();
    const client = await open(server);
    for (let round = 0; round < 20; round++) {
      expect(commands(await send(client, { login: "anna@example.org", headers: [["From", "anna@example.org"]] }))).toBe(
        "a",
      );
      const { mail } = mailAndHeaders({ login: "anna@example.org" });
      client.send(mail, packet("L", strings("From", "boss@example.org")), packet("A"));
      expect((await client.receive()).command).toBe("c");
      expect(commands(await send(client, { login: "anna@example.org", mailFrom: "<boss@example.org>" }))).toBe("y");
      client.send(packet("K"));
    }
    expect(seen).toHaveLength(40);
  });

  it("reports the queue id that is known at the end, not the one at MAIL", async () => {
    const { server, seen } = await start();
    const client = await open(server);
    client.send(macros("M", { "{auth_authen}": "anna@example.org" }), packet("M", strings("<anna@example.org>")));
    await client.receive();
    client.send(macros("E", { i: "4QXYZ" }), packet("E"));
    expect((await client.receive()).command).toBe("c");
    expect(seen[0]?.[2]).toMatchObject({ queueId: "4QXYZ", protocol: "milter" });
    await send(client, { login: "anna@example.org", queueId: "4QNEXT" });
    expect(seen[1]?.[2].queueId).toBe("4QNEXT");
  });

  it("reports the first Message-ID that could be one, and none of the message before", async () => {
    const { server, seen } = await start();
    const client = await open(server);
    const ids = ["nonsense", " <one@example.org> (comment)", "<two@example.org>"];
    await send(client, { login: "anna@example.org", headers: ids.map((id) => ["Message-ID", id] as const) });
    await send(client, { login: "anna@example.org" });
    expect(seen.map(([, , { messageId }]) => messageId)).toEqual(["<one@example.org>", null]);
  });

  it("answers what came before QUIT, then closes", async () => {
    const { server, troubles } = await start();
    const client = await open(server);
    const { mail, headers } = mailAndHeaders({ login: "anna@example.org", mailFrom: "<boss@example.org>" });
    client.send(mail, headers, packet("Q"), packet("junk"));
    expect((await client.receive()).command).toBe("c");
    expect((await client.receive()).command).toBe("y");
    expect(await client.raw.ended()).toHaveLength(0);
    expect(troubles).toEqual([]);
  });

  it("answers a pipelined message in order when the source takes its time", async () => {
    const source = createTableSource(TABLE);
    const { server } = await start({
      decide: async (question) => {
        await new Promise((resolve) => setImmediate(resolve));
        return source.decide(question);
      },
    });
    const client = await open(server);
    for (let round = 0; round < 10; round++) {
      const permitted = mailAndHeaders({ login: "anna@example.org" });
      const refused = mailAndHeaders({ login: "anna@example.org", mailFrom: "<boss@example.org>" });
      client.send(permitted.mail, permitted.headers, refused.mail, refused.headers);
    }
    let answers = "";
    for (let answer = 0; answer < 40; answer++) answers += (await client.receive()).command;
    expect(answers).toBe("cacy".repeat(10));
  });

  it("answers bytes that arrive one by one", async () => {
    const { server } = await start();
    const client = await open(server);
    const { mail, headers } = mailAndHeaders({ login: "anna@example.org", headers: [["From", "boss@example.org"]] });
    for (const byte of Buffer.concat([mail, headers])) {
      client.raw.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await client.receive()).command).toBe("c");
    expect((await client.receive()).command).toBe("y");
  });

  it("on close lets a message come to its end", async () => {
    const { server } = await start();
    const idle = await open(server);
    const client = await open(server);
    const { mail, headers } = mailAndHeaders({ login: "anna@example.org", mailFrom: "<boss@example.org>" });
    client.send(mail);
    await client.receive();
    const closed = server.close();
    await idle.raw.ended();
    client.send(headers);
    expect((await client.receive()).command).toBe("y");
    await client.raw.ended();
    await closed;
  });
});

describe("milter: trouble", () => {
  const negotiation = packet("O", numbers(6, ALL_ACTIONS, ALL_PROTOCOL));

  it.each<[string, Buffer, TroubleKind]>([
    ["a packet without a command", numbers(0), "MALFORMED"],
    ["a packet beyond the bound", numbers(0x7fffffff), "OVERSIZED"],
    ["a command before the negotiation", packet("M", strings("<x@y.example>")), "MALFORMED"],
    ["a short negotiation", packet("O", numbers(6, 0)), "MALFORMED"],
    ["version 1", packet("O", numbers(1, 0, 0)), "MALFORMED"],
    ["an unknown command", Buffer.concat([negotiation, packet("z")]), "MALFORMED"],
    ["a header before MAIL", Buffer.concat([negotiation, packet("L", strings("From", "x"))]), "MALFORMED"],
    ["an end before MAIL", Buffer.concat([negotiation, packet("E")]), "MALFORMED"],
    ["MAIL without an address", Buffer.concat([negotiation, packet("M")]), "MALFORMED"],
    ["a string without its NUL", Buffer.concat([negotiation, packet("M", "<x@y.example>")]), "MALFORMED"],
    ["a macro without a value", Buffer.concat([negotiation, packet("D", `M${strings("i")}`)]), "MALFORMED"],
  ])("ends the connection for %s", async (_, bytes, kind) => {
    const { server, troubles } = await start();
    const client = await connectTo(server);
    client.send(bytes);
    const rest = await client.raw.ended();
    expect(["", "O"]).toContain(rest.toString("latin1", 4, 5));
    expect(troubles).toEqual([kind]);
    const next = await open(server);
    expect(commands(await send(next, { login: "anna@example.org", mailFrom: "<x@y.example>" }))).toBe("y");
  });

  it("ends a connection at half a packet, then silence", async () => {
    const { server, troubles } = await start({ limits: { readTimeoutMs: 60 } });
    const client = await connectTo(server);
    client.send(packet("O", numbers(6, 0, 0)).subarray(0, 9));
    await client.raw.ended();
    expect(troubles).toEqual(["TIMEOUT"]);
  });

  it("neither hangs nor crashes on any packets, and lets nobody else's login into the next connection", async () => {
    const { server } = await start({ limits: { readTimeoutMs: 100 } });
    const anyPacket = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...sensiblePackets()) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(..."OCHMRTLNBEAKDUQz"), fc.string({ unit: "binary", maxLength: 40 }))
          .map(([c, d]) => packet(c, d)),
      },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyPacket, { maxLength: 25 }), async (packets) => {
        const client = await connectTo(server);
        client.raw.socket.end(Buffer.concat([negotiation, ...packets]));
        await client.raw.ended();
        const next = await open(server);
        expect(commands(await send(next, { mailFrom: "<x@y.example>" }))).toBe("a");
        expect(commands(await send(next, { login: "anna@example.org", mailFrom: "<x@y.example>" }))).toBe("y");
        closeClients();
      }),
      { numRuns: 150 },
    );
  });

  it("serves while 1,000 connections are idle", async () => {
    const { server } = await start();
    await Promise.all(Array.from({ length: 1000 }, () => open(server)));
    const client = await open(server);
    expect(commands(await send(client, { login: "anna@example.org", mailFrom: "<x@y.example>" }))).toBe("y");
  });
});

function sensiblePackets(): Buffer[] {
  return [
    macros("M", { "{auth_authen}": "anna@example.org" }),
    packet("M", strings("<anna@example.org>")),
    packet("L", strings("From", "boss@example.org")),
    macros("E", { i: "4Q" }),
    packet("N"),
    packet("E"),
    packet("A"),
    packet("K"),
    packet("R", strings("<x@y.example>")),
  ];
}
