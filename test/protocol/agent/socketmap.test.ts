import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type DecisionSource } from "../../../src/agent/decision-source.js";
import {
  openSocketmapServer,
  SOCKETMAP_DEFAULTS,
  SOCKETMAP_LIMITS,
} from "../../../src/agent/socketmap/socketmap-server.js";
import { type LookupOutcome } from "../../../src/agent/socketmap/socketmap-session.js";
import { type RunningServer, type ServerLimits } from "../../../src/agent/wire/protocol-server.js";
import { type TroubleKind } from "../../../src/agent/wire/protocol-trouble.js";
import { openRawClient, type RawClient } from "./support/raw-client.js";
import { createTableSource, type Table } from "./support/table-source.js";

const table: Table = {
  "anna@example.org": { aliases: ["info@example.org"], authorizations: { "shared@other.example": "AUTHORIZED" } },
  "bert@example.org": { authorizations: { "shared@other.example": "AUTHORIZED", "old@other.example": "REVOKED" } },
  "carl@example.org": { domains: ["other.example"], subaddressDelimiters: "-" },
  "dora@example.org": { isSuspended: true, authorizations: { "shared@other.example": "AUTHORIZED" } },
  "emil@example.org": {
    mode: "MONITOR",
    authorizations: { '"a b"@third.example': "AUTHORIZED", "p@third.example": "PENDING" },
  },
  "a,b@example.org": { authorizations: { "comma@third.example": "AUTHORIZED" } },
};

const running: RunningServer[] = [];
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(source: Partial<DecisionSource> = {}, limits: Partial<ServerLimits> = {}) {
  const troubles: TroubleKind[] = [];
  const outcomes: LookupOutcome[] = [];
  const server = await openSocketmapServer(
    { kind: "TCP", host: "127.0.0.1", port: 0 },
    { ...createTableSource(table), ...source },
    {
      count: (outcome) => outcomes.push(outcome),
      onTrouble: (trouble) => troubles.push(trouble.kind),
      options: SOCKETMAP_DEFAULTS,
      limits: { ...SOCKETMAP_LIMITS, ...limits },
    },
  );
  running.push(server);
  return { server, troubles, outcomes };
}

async function open(server: RunningServer): Promise<RawClient> {
  const client = await openRawClient(server.address);
  clients.push(client);
  return client;
}

const netstring = (payload: string) => `${Buffer.byteLength(payload)}:${payload},`;

async function takeNetstring(client: RawClient): Promise<string> {
  const length = Number((await client.takeUntil(":")).slice(0, -1));
  const payload = await client.take(length);
  expect((await client.take(1)).toString()).toBe(",");
  return payload.toString();
}

async function lookUp(server: RunningServer, key: string, mapName = "sender_login_maps"): Promise<string> {
  const client = await open(server);
  client.write(netstring(`${mapName} ${key}`));
  const answer = await takeNetstring(client);
  client.destroy();
  return answer;
}

describe("socketmap: owners", () => {
  it.each([
    ["the account itself", "bert@example.org", "OK bert@example.org"],
    ["any letter case and a trailing dot", "BERT@Example.org.", "OK bert@example.org"],
    ["an alias", "info@example.org", "OK anna@example.org"],
    ["a subaddress", "anna+news@example.org", "OK anna@example.org"],
    ["a subaddress of an alias", "info+news@example.org", "OK anna@example.org"],
    [
      "authorizations and the domain's as one union",
      "shared@other.example",
      "OK anna@example.org,bert@example.org,carl@example.org",
    ],
    ["the domain's alone", "unheard-of@other.example", "OK carl@example.org"],
    ["not a subaddress elsewhere, but the domain's", "shared+x@other.example", "OK carl@example.org"],
    ["the delimiter that the account's policy has", "carl-news@example.org", "OK carl@example.org"],
    ["not another delimiter", "anna-news@example.org", "NOTFOUND "],
    ["not what was revoked, but the domain's", "old@other.example", "OK carl@example.org"],
    ["not what is pending, in any mode", "p@third.example", "NOTFOUND "],
    ["not who is suspended", "dora@example.org", "NOTFOUND "],
    ["the quoted form", '"a b"@third.example', "OK emil@example.org"],
    ["the unquoted form", "a b@third.example", "OK emil@example.org"],
    ["no login with a comma in it", "comma@third.example", "NOTFOUND "],
    ["nobody", "nobody@example.org", "NOTFOUND "],
    ["a key without a domain", "anna", "NOTFOUND "],
    ["a domain as the key", "@other.example", "NOTFOUND "],
    ["an empty key", "", "NOTFOUND "],
  ])("lists %s", async (_, key, answer) => {
    const { server } = await start();
    expect(await lookUp(server, key)).toBe(answer);
  });

  it("lists the same for a source that takes its time", async () => {
    const source = createTableSource(table);
    const { server } = await start({
      decide: async (question) => source.decide(question),
      owners: {
        ownersOfAddress: async (key) => source.owners!.ownersOfAddress(key),
        ownersOfDomain: (name) => source.owners!.ownersOfDomain(name),
      },
    });
    const client = await open(server);
    client.write(
      ["shared@other.example", "anna@example.org", "x@y.example"]
        .map((k) => netstring(`sender_login_maps ${k}`))
        .join(""),
    );
    expect(await takeNetstring(client)).toBe("OK anna@example.org,bert@example.org,carl@example.org");
    expect(await takeNetstring(client)).toBe("OK anna@example.org");
    expect(await takeNetstring(client)).toBe("NOTFOUND ");
  });

  it("refuses another map's name and a query without one, and goes on", async () => {
    const { server, outcomes } = await start();
    expect(await lookUp(server, "anna@example.org", "virtual")).toMatch(/^PERM \S/);
    const client = await open(server);
    client.write(netstring("anna@example.org") + netstring("") + netstring("sender_login_maps anna@example.org"));
    expect(await takeNetstring(client)).toMatch(/^PERM \S/);
    expect(await takeNetstring(client)).toMatch(/^PERM \S/);
    expect(await takeNetstring(client)).toBe("OK anna@example.org");
    expect(outcomes).toEqual(["PERM", "PERM", "PERM", "FOUND"]);
  });

  it("says TEMP when the source cannot list owners, throws, or rejects, and goes on", async () => {
    const sources: Partial<DecisionSource>[] = [
      { owners: null },
      {
        decide: () => {
          throw new Error("no data");
        },
      },
      { decide: () => Promise.reject(new Error("away")) },
      { owners: { ownersOfAddress: () => Promise.reject(new Error("away")), ownersOfDomain: () => [] } },
    ];
    for (const source of sources) {
      const { server } = await start(source);
      const client = await open(server);
      client.write(netstring("sender_login_maps anna@example.org").repeat(2));
      expect(await takeNetstring(client)).toMatch(/^TEMP \S/);
      expect(await takeNetstring(client)).toMatch(/^TEMP \S/);
    }
  });

  it("says PERM instead of half a list when the owners are too many for a reply", async () => {
    const many: Table = Object.fromEntries(
      Array.from({ length: 6000 }, (_, n) => [
        `someone${n}@example.org`,
        { authorizations: { "x@y.example": "AUTHORIZED" as const } },
      ]),
    );
    const source = createTableSource(many);
    const { server, troubles } = await start({ decide: source.decide, owners: source.owners });
    expect(await lookUp(server, "x@y.example")).toMatch(/^PERM \S/);
    expect(troubles).toEqual(["OVERSIZED"]);
  });
});

describe("socketmap: bytes", () => {
  it.each([
    ["no length", ":x,", "MALFORMED"],
    ["a length that is no number", "1x:x,", "MALFORMED"],
    ["a sign", "-1:x,", "MALFORMED"],
    ["a leading zero", "02:xx,", "MALFORMED"],
    ["no comma", "1:x;", "MALFORMED"],
    ["a huge length", "99999999999999999999:", "OVERSIZED"],
    ["more than a query", `${SOCKETMAP_DEFAULTS.maxQueryBytes + 1}:`, "OVERSIZED"],
  ])("ends the connection without a reply for %s", async (_, bytes, kind) => {
    const { server, troubles } = await start();
    const client = await open(server);
    client.write(bytes);
    expect((await client.ended()).toString()).toBe("");
    expect(troubles).toEqual([kind]);
    expect(await lookUp(server, "anna@example.org")).toBe("OK anna@example.org");
  });

  it("answers a query that arrives byte by byte, and one in UTF-8", async () => {
    const { server } = await start();
    const client = await open(server);
    for (const byte of Buffer.from(netstring("sender_login_maps anna@example.org"))) {
      client.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await takeNetstring(client)).toBe("OK anna@example.org");
    client.write(netstring("sender_login_maps jürgen@example.org"));
    expect(await takeNetstring(client)).toBe("NOTFOUND ");
  });

  it("ends a connection at half a query, then silence", async () => {
    const { server, troubles } = await start({}, { readTimeoutMs: 60 });
    const client = await open(server);
    client.write("30:sender_login");
    expect((await client.ended()).toString()).toBe("");
    expect(troubles).toEqual(["TIMEOUT"]);
  });

  it("neither hangs nor crashes on any bytes, and says nothing to the next connection", async () => {
    const { server } = await start({}, { readTimeoutMs: 100 });
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }).map(netstring),
      fc.string({ unit: "grapheme", maxLength: 40 }).map((key) => netstring(`sender_login_maps ${key}`)),
      fc.string({ maxLength: 10 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 10 }),
        fc.array(fc.nat(400), { maxLength: 5 }),
        async (pieces, cuts) => {
          const stream = Buffer.from(pieces.join(""));
          const client = await open(server);
          let at = 0;
          for (const cut of cuts.sort((a, b) => a - b)) {
            client.write(stream.subarray(at, Math.max(at, cut)));
            at = Math.max(at, cut);
            await new Promise((resolve) => setImmediate(resolve));
          }
          client.socket.end(stream.subarray(at));
          expect((await client.ended()).toString()).toMatch(/^(\d+:(OK \S+|NOTFOUND |PERM [^:,]+),)*$/);
          expect(await lookUp(server, "anna@example.org")).toBe("OK anna@example.org");
          for (const used of clients.splice(0)) used.destroy();
        },
      ),
      { numRuns: 150 },
    );
  });

  it("serves while 1,000 connections are idle, and closes them when it stops", async () => {
    const { server } = await start();
    const idle = await Promise.all(Array.from({ length: 1000 }, () => open(server)));
    expect(await lookUp(server, "anna@example.org")).toBe("OK anna@example.org");
    await server.close();
    await Promise.all(idle.map((client) => client.ended()));
  });
});
