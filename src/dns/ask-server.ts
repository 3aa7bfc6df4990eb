import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect, isIP } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type DecodedPacket, decode, encode, type Packet, RECURSION_DESIRED, streamEncode } from "dns-packet";
import type { NameServer } from "../config/index.js";
import type { DnsAnswer, Question } from "./dns-answer.js";
import { isReplyTo, readAnswer } from "./read-answer.js";

/** When the question is sent again, from the first time: a packet may be lost. */
const SENT_AGAIN_AFTER_MS = [1_000, 3_000];
const PAUSE_AFTER_FAILURE_MS = 300;
/** RFC 6891 and the DNS flag day of 2020: what passes every network in one piece. */
const UDP_OCTETS = 1_232;
const WITHOUT_EDNS = new Set(["FORMERR", "NOTIMP"]);

export function nameOf({ address, port }: NameServer): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

/**
 * Asks one name server by UDP, and by TCP when its answer is truncated. What is no answer to the question is ignored; a
 * failure is asked about once more. Never rejects.
 */
export async function askServer(server: NameServer, question: Question, deadlineMs: number): Promise<DnsAnswer> {
  const endsAt = performance.now() + deadlineMs;
  let hasEdns = true;
  for (let isSecondTry = false; ; ) {
    const reply = await overUdp(server, question, hasEdns, endsAt);
    if (reply === null) return { kind: "UNKNOWN", troubles: ["NO_REPLY"] };
    if (reply.flag_tc) {
      const whole = await overTcp(server, question, endsAt);
      if (whole !== null && !whole.flag_tc) return readAnswer(question, whole);
      return { kind: "UNKNOWN", troubles: ["TRUNCATED"] };
    }
    if (hasEdns && WITHOUT_EDNS.has((reply as { readonly rcode?: string }).rcode ?? "")) {
      hasEdns = false;
      continue;
    }
    const answer = readAnswer(question, reply);
    if (answer.kind !== "UNKNOWN" || isSecondTry || endsAt - performance.now() < PAUSE_AFTER_FAILURE_MS) return answer;
    isSecondTry = true;
    await pause(PAUSE_AFTER_FAILURE_MS);
  }
}

function overUdp(
  { address, port }: NameServer,
  question: Question,
  hasEdns: boolean,
  endsAt: number,
): Promise<DecodedPacket | null> {
  // A socket for each question: its port is as hard to guess as its number (RFC 5452 9.2).
  const socket = createSocket(isIP(address) === 6 ? "udp6" : "udp4");
  const id = randomInt(0x10000);
  const octets = encode(packetOf(question, id, hasEdns));
  return new Promise((resolve) => {
    let refusals = 0;
    const timers: NodeJS.Timeout[] = [];
    const finish = (reply: DecodedPacket | null) => {
      for (const timer of timers) clearTimeout(timer);
      socket.removeAllListeners();
      socket.on("error", () => undefined);
      socket.close();
      resolve(reply);
    };
    const send = () => socket.send(octets, () => undefined);
    socket.on("message", (message) => {
      const reply = read(message);
      if (reply !== null && isReplyTo(question, id, reply)) finish(reply);
    });
    // Nobody listens there. Once may be a server that is just starting.
    socket.on("error", () => {
      refusals += 1;
      if (refusals > SENT_AGAIN_AFTER_MS.length - 1) finish(null);
    });
    timers.push(setTimeout(() => finish(null), Math.max(0, endsAt - performance.now())));
    for (const afterMs of SENT_AGAIN_AFTER_MS) timers.push(setTimeout(send, afterMs));
    socket.connect(port, address, send);
  });
}

function overTcp({ address, port }: NameServer, question: Question, endsAt: number): Promise<DecodedPacket | null> {
  const id = randomInt(0x10000);
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const chunks: Buffer[] = [];
    const finish = (reply: DecodedPacket | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reply);
    };
    const timer = setTimeout(() => finish(null), Math.max(0, endsAt - performance.now()));
    socket.on("error", () => finish(null));
    socket.on("close", () => finish(null));
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      // RFC 1035 4.2.2: two octets of length come first.
      const got = Buffer.concat(chunks);
      if (got.length < 2 || got.length < 2 + got.readUInt16BE(0)) return;
      const reply = read(got.subarray(2, 2 + got.readUInt16BE(0)));
      finish(reply !== null && isReplyTo(question, id, reply) ? reply : null);
    });
    socket.on("connect", () => socket.write(streamEncode(packetOf(question, id, false))));
  });
}

function packetOf({ name, type }: Question, id: number, hasEdns: boolean): Packet {
  const packet: Packet = { type: "query", id, flags: RECURSION_DESIRED, questions: [{ name, type, class: "IN" }] };
  if (!hasEdns) return packet;
  const version = { extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false };
  return { ...packet, additionals: [{ type: "OPT", name: ".", udpPayloadSize: UDP_OCTETS, ...version, options: [] }] };
}

function read(octets: Buffer): DecodedPacket | null {
  try {
    return decode(octets);
  } catch {
    // Not a packet: whoever sent it, it is no answer.
    return null;
  }
}
