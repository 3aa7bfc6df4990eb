import { createSocket, type Socket } from "node:dgram";
import { connect, createServer } from "node:net";
import { promisify } from "node:util";
import type { NameServer } from "../../src/config/index.js";
import { startKnot } from "./knot.js";
import { freePort } from "./ports.js";

/** How a name server may fail for one name. */
export type Fault =
  | "SILENT"
  | "SILENT_ONCE"
  | "SERVFAIL"
  | "SERVFAIL_ONCE"
  | "REFUSED"
  | "TRUNCATED"
  | "TRUNCATED_WITHOUT_TCP"
  | "NO_EDNS"
  | "GARBAGE"
  | "OTHER_QUESTION"
  | { readonly delayMs: number };

export interface TestDns {
  /** For `createResolver` or MAYFROM_DNS_SERVERS. */
  readonly server: NameServer;
  /** By name in lower case. */
  readonly faults: Map<string, Fault>;
  /** Names that were asked for, in lower case and in order; each packet counts. */
  readonly asked: string[];
  /** Records in zone-file form, in the place of those loaded before; what was published stays. */
  load(lines: readonly string[]): Promise<void>;
  /** More TXT records, in one string each. */
  publish(name: string, ...texts: readonly string[]): Promise<void>;
  withdraw(name: string): Promise<void>;
  close(): Promise<void>;
}

const RCODES: Partial<Record<string, number>> = { SERVFAIL: 2, SERVFAIL_ONCE: 2, REFUSED: 5, NO_EDNS: 1 };

/** A real name server, and before it a front that lets chosen names fail as name servers do. */
export async function startTestDns(): Promise<TestDns> {
  const knot = await startKnot();
  const faults = new Map<string, Fault>();
  const asked: string[] = [];
  const texts = new Map<string, readonly string[]>();
  let loaded: readonly string[] = [];

  async function answer(query: Buffer, isTcp: boolean): Promise<Buffer | null> {
    const { name, end } = readName(query);
    asked.push(name);
    const fault = faults.get(name);
    const isFirst = asked.filter((each) => each === name).length === 1;
    if (typeof fault === "object") await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    else if (fault === "SILENT" || (fault === "SILENT_ONCE" && isFirst)) return null;
    else if (fault === "TRUNCATED" && !isTcp) return empty(query, end, 0x200);
    else if (fault === "TRUNCATED_WITHOUT_TCP") return isTcp ? null : empty(query, end, 0x200);
    else if (fault === "GARBAGE") return Buffer.concat([query.subarray(0, 2), Buffer.alloc(40, 0xc0)]);
    else if (fault === "SERVFAIL" || fault === "REFUSED" || (fault === "SERVFAIL_ONCE" && isFirst)) {
      return empty(query, end, RCODES[fault] ?? 0);
    } else if (fault === "NO_EDNS" && query.readUInt16BE(10) > 0) return empty(query, end, RCODES.NO_EDNS ?? 0);
    const reply = await (isTcp ? overTcp(knot.port, query) : overUdp(knot.port, query));
    if (fault === "OTHER_QUESTION") reply[13]! ^= 1;
    return reply;
  }

  const udp = createSocket("udp4");
  udp.on("message", (query, from) => {
    void answer(query, false).then((reply) => reply !== null && udp.send(reply, from.port, from.address));
  });
  const { tcp, port } = await listenOnBoth(udp, (query) => answer(query, true));
  const publishAll = () =>
    knot.load([
      ...loaded,
      ...[...texts].flatMap(([name, all]) => all.map((text) => `${name} TXT ${JSON.stringify(text)}`)),
    ]);
  return {
    server: { address: "127.0.0.1", port },
    faults,
    asked,
    load(lines) {
      loaded = lines;
      return publishAll();
    },
    publish(name, ...more) {
      texts.set(name, [...(texts.get(name) ?? []), ...more]);
      return publishAll();
    },
    withdraw(name) {
      texts.delete(name);
      return publishAll();
    },
    async close() {
      await promisify(udp.close.bind(udp))();
      tcp.close();
      await knot.stop();
    },
  };
}

/** The same port for both. */
async function listenOnBoth(udp: Socket, answer: (query: Buffer) => Promise<Buffer | null>) {
  const tcp = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      void answer(data.subarray(2)).then((reply) => (reply === null ? socket.destroy() : socket.write(framed(reply))));
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => udp.bind(port, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => tcp.listen(port, "127.0.0.1", resolve));
  return { tcp, port };
}

function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString("latin1"));
    at += 1 + length;
  }
  // The root label, type and class follow the name.
  return { name: labels.join(".").toLowerCase(), end: at + 5 };
}

/** A reply without records (RFC 1035 4.1.1): the question, and these bits among its flags. */
function empty(query: Buffer, end: number, flags: number): Buffer {
  const reply = Buffer.from(query.subarray(0, end));
  reply.writeUInt16BE(0x8180 | flags, 2);
  reply.fill(0, 6, 12);
  return reply;
}

function overUdp(port: number, query: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.once("message", (reply) => {
      socket.close();
      resolve(reply);
    });
    socket.send(query, port, "127.0.0.1");
  });
}

function overTcp(port: number, query: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(framed(query)));
    let got = Buffer.alloc(0);
    socket.on("data", (data) => {
      got = Buffer.concat([got, data]);
      if (got.length < 2 || got.length < 2 + got.readUInt16BE(0)) return;
      socket.destroy();
      resolve(got.subarray(2));
    });
  });
}

/** RFC 1035 4.2.2 */
function framed(packet: Buffer): Buffer {
  return Buffer.concat([Buffer.from([packet.length >> 8, packet.length & 0xff]), packet]);
}
