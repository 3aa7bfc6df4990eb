import { createSocket } from "node:dgram";
import { promisify } from "node:util";
import { decode, encode } from "dns-packet";
import { inject } from "vitest";
import type { NameServer } from "../../src/config/index.js";

const HOST = "127.0.0.1";

export interface MailNameServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A name server to which every domain takes mail and publishes nothing else. What asks owners asks it, so that no test
 * waits for the machine's own name servers or decides by what they know. Tests of the DNS itself start a real one (dns.ts).
 */
export async function startMailNameServer(): Promise<MailNameServer> {
  const socket = createSocket("udp4");
  socket.on("message", (octets, from) => {
    const { id, questions = [] } = decode(octets);
    const answers = questions
      .filter(({ type }) => type === "MX")
      .map(({ name }) => ({
        ...{ type: "MX" as const, class: "IN" as const, name, ttl: 300 },
        data: { preference: 10, exchange: `mail.${name}` },
      }));
    socket.send(encode({ type: "response", id, questions, answers }), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, HOST, resolve));
  return { port: socket.address().port, close: promisify(socket.close.bind(socket)) };
}

/** The one that the run's set-up has started. */
export function mailNameServer(): NameServer {
  return { address: HOST, port: inject("mailNameServerPort") };
}
