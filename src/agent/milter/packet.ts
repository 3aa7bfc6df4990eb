import { malformed, oversized } from "../wire/protocol-trouble.js";
import { appendBytes, consumeBytes, createReceiveBuffer } from "../wire/receive-buffer.js";
import type { RequestReader } from "../wire/request-loop.js";

export interface MilterPacket {
  /** One ASCII character. */
  readonly command: string;
  /** A view that is good until the next bytes arrive. */
  readonly data: Buffer;
}

const LENGTH_OCTETS = 4;

/** Reads packets: length (32 bits, big-endian, of what follows), command, data. */
export function createPacketReader(maxPacketBytes: number): RequestReader<MilterPacket> {
  const buffer = createReceiveBuffer();
  return {
    append: (chunk) => appendBytes(buffer, chunk),
    next() {
      const { bytes, start, end } = buffer;
      if (end - start < LENGTH_OCTETS) return null;
      const length = bytes.readUInt32BE(start);
      if (length === 0) throw malformed("a packet without a command");
      if (length > maxPacketBytes) throw oversized(`a packet of more than ${maxPacketBytes} bytes`);
      const packetEnd = start + LENGTH_OCTETS + length;
      if (packetEnd > end) return null;
      const commandAt = start + LENGTH_OCTETS;
      const packet = {
        command: String.fromCharCode(bytes[commandAt] as number),
        data: bytes.subarray(commandAt + 1, packetEnd),
      };
      consumeBytes(buffer, LENGTH_OCTETS + length);
      return packet;
    },
    get hasPart() {
      return buffer.start < buffer.end;
    },
  };
}

/** The packet's bytes as a latin1 string, one character an octet. */
export function formatPacket(command: string, data: Buffer | null = null): string {
  const length = 1 + (data?.length ?? 0);
  const head = Buffer.alloc(LENGTH_OCTETS + 1);
  head.writeUInt32BE(length);
  head.write(command, LENGTH_OCTETS, "latin1");
  return head.toString("latin1") + (data?.toString("latin1") ?? "");
}

/** Splits strings that each end with a NUL. Throws when the last one has none. */
export function readStrings(data: Buffer): string[] {
  const strings: string[] = [];
  let start = 0;
  while (start < data.length) {
    const end = data.indexOf(0, start);
    if (end === -1) throw malformed("a string without its NUL");
    strings.push(data.toString("utf8", start, end));
    start = end + 1;
  }
  return strings;
}

export function formatStrings(...strings: readonly string[]): Buffer {
  return Buffer.from(strings.map((text) => `${text}\0`).join(""));
}
