import { connect, type Socket } from "node:net";
import type { ListenAddress } from "../../../../src/config/index.js";

export interface RawClient {
  readonly socket: Socket;
  write(bytes: string | Buffer): void;
  /** Everything received so far and not yet taken. */
  readonly received: Buffer;
  /** Resolves once `count` bytes are here, and takes them. Rejects when the connection ends first. */
  take(count: number): Promise<Buffer>;
  /** Resolves once the text is here, and takes everything up to its end. Rejects when the connection ends first. */
  takeUntil(text: string): Promise<string>;
  /** Resolves with the rest once the other side has closed. */
  ended(): Promise<Buffer>;
  destroy(): void;
}

export async function openRawClient(address: ListenAddress): Promise<RawClient> {
  const socket = address.kind === "UNIX" ? connect(address.path) : connect(address.port, address.host);
  let received = Buffer.alloc(0);
  let hasEnded = false;
  let wake: () => void = () => undefined;
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    wake();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    hasEnded = true;
    wake();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });

  async function until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      if (hasEnded) throw new Error(`the connection ended after ${JSON.stringify(received.toString())}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    get received() {
      return received;
    },
    async take(count) {
      await until(() => received.length >= count);
      const taken = received.subarray(0, count);
      received = received.subarray(count);
      return taken;
    },
    async takeUntil(text) {
      await until(() => received.includes(text));
      const end = received.indexOf(text) + Buffer.byteLength(text);
      const taken = received.subarray(0, end).toString();
      received = received.subarray(end);
      return taken;
    },
    async ended() {
      while (!hasEnded) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return received;
    },
    destroy: () => void socket.destroy(),
  };
}
