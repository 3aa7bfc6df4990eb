import { malformed, oversized } from "../wire/protocol-trouble.js";
import { appendBytes, consumeBytes, createReceiveBuffer } from "../wire/receive-buffer.js";
import type { RequestReader } from "../wire/request-loop.js";

const ZERO = 48;
const NINE = 57;
const COLON = 58;
const COMMA = 44;

/** Reads `length:payload,` with the length in decimal, without leading zeros; the payload is UTF-8. */
export function createNetstringReader(maxPayloadBytes: number): RequestReader<string> {
  const buffer = createReceiveBuffer();
  return {
    append: (chunk) => appendBytes(buffer, chunk),
    next() {
      const { bytes, start, end } = buffer;
      let length = 0;
      let at = start;
      for (; at < end && bytes[at] !== COLON; at++) {
        const digit = bytes[at] as number;
        if (digit < ZERO || digit > NINE) throw malformed("a netstring's length is not a number");
        if (at > start && length === 0) throw malformed("a netstring's length has a leading zero");
        length = 10 * length + digit - ZERO;
        if (length > maxPayloadBytes) throw oversized(`a netstring of more than ${maxPayloadBytes} bytes`);
      }
      if (at === end) return null;
      if (at === start) throw malformed("a netstring without a length");
      const payloadStart = at + 1;
      const payloadEnd = payloadStart + length;
      if (payloadEnd >= end) return null;
      if (bytes[payloadEnd] !== COMMA) throw malformed("a netstring does not end with a comma");
      const payload = bytes.toString("utf8", payloadStart, payloadEnd);
      consumeBytes(buffer, payloadEnd + 1 - start);
      return payload;
    },
    get hasPart() {
      return buffer.start < buffer.end;
    },
  };
}

export function formatNetstring(payload: string): string {
  return `${Buffer.byteLength(payload)}:${payload},`;
}
