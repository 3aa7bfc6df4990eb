import { connect, type Socket } from "node:net";
import { expect } from "vitest";
import type { ListenAddress } from "../../src/config/index.js";
import { eventually } from "./eventually.js";

/** A peer that speaks to the server byte by byte, and keeps what it answers. */
export interface Peer {
  readonly socket: Socket;
  write(bytes: string | Buffer): void;
  /** Waits for so many final reply lines in all, and gives them. */
  replies(count: number): Promise<string[]>;
  closed(): Promise<void>;
}

export function openPeer(address: ListenAddress): Peer {
  const socket = address.kind === "UNIX" ? connect(address.path) : connect(address.port, address.host);
  let heard = "";
  let isClosed = false;
  socket.setEncoding("utf8");
  socket.on("data", (text) => {
    heard += text;
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    isClosed = true;
  });
  const finals = () => heard.split("\r\n").filter((line) => /^\d{3} /.test(line));
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    async replies(count) {
      await eventually(`${count} replies; heard: ${heard}`, () => finals().length >= count || isClosed);
      return finals();
    },
    closed: () => eventually("the connection is closed", () => isClosed),
  };
}

export const stuffed = (message: string) => message.replace(/^\./gm, "..");

/** One message in one session; gives the replies that came after it, one for each recipient. */
export async function deliver(address: ListenAddress, message: string, ...to: string[]): Promise<string[]> {
  const peer = openPeer(address);
  await peer.replies(1);
  const recipients = to.map((path) => `RCPT TO:<${path}>\r\n`).join("");
  peer.write(`LHLO mta.test\r\nMAIL FROM:<>\r\n${recipients}DATA\r\n`);
  const before = 4 + to.length;
  expect((await peer.replies(before)).at(-1)).toMatch(/^354 /);
  peer.write(`${stuffed(message)}\r\n.\r\nQUIT\r\n`);
  await peer.closed();
  return (await peer.replies(before + to.length + 1)).slice(before, -1);
}
