import { malformed, oversized } from "../wire/protocol-trouble.js";
import { appendBytes, consumeBytes, createReceiveBuffer, type ReceiveBuffer } from "../wire/receive-buffer.js";

/** What a decision needs of a request (SMTPD_POLICY_README). An attribute that was not sent is null. */
export interface PolicyRequest {
  readonly request: string | null;
  readonly protocolState: string | null;
  /** The same for all requests of one message. */
  readonly instance: string | null;
  readonly queueId: string | null;
  readonly saslLogin: string | null;
  /** The reverse-path in internal form, that is without quotes; empty for the null reverse-path. */
  readonly reversePath: string | null;
}

export interface PolicyReader {
  append(chunk: Buffer): void;
  /** The next whole request, null when there is none yet. Throws ProtocolTrouble, after which the reader is spent. */
  next(): PolicyRequest | null;
  /** Whether a part of a request is waiting for its rest. */
  readonly hasPart: boolean;
}

const NEWLINE = 10;
const EQUALS = 61;
const NUL = 0;

/** Order gives the place of each attribute's span. */
const WANTED = ["request", "protocol_state", "instance", "queue_id", "sasl_username", "sender"] as const;
const REQUEST = 0;
const PROTOCOL_STATE = 1;
const INSTANCE = 2;
const QUEUE_ID = 3;
const SASL_USERNAME = 4;
const SENDER = 5;
const NAMES = WANTED.map((name) => Buffer.from(name, "latin1"));
const LONGEST_NAME = Math.max(...NAMES.map((name) => name.length));
/** Which wanted attributes have a name of a given length: most lines are dismissed by their length alone. */
const PLACES_BY_LENGTH = Array.from({ length: LONGEST_NAME + 1 }, (_, length) =>
  NAMES.flatMap((name, place) => (name.length === length ? [place] : [])),
);
const ABSENT = -1;

/**
 * Reads `name=value` lines up to an empty line, looking at each byte once however the bytes are cut into chunks.
 * A line is split at its first `=`; of a repeated name the first counts; unknown names are passed over. A line
 * without `=` or with an empty name, and a NUL anywhere, are malformed.
 */
export function createPolicyReader(maxRequestBytes: number): PolicyReader {
  const buffer = createReceiveBuffer();
  // Offsets are relative to the start of the request, so that they survive a move of the bytes.
  const spans = new Int32Array(2 * WANTED.length).fill(ABSENT);
  let scanned = 0;
  let lineStart = 0;
  let equalsAt = ABSENT;

  function noteLine(lineEnd: number): void {
    const nameLength = equalsAt - lineStart;
    if (equalsAt === ABSENT || nameLength === 0) throw malformed("a line is not name=value");
    const places = nameLength > LONGEST_NAME ? undefined : PLACES_BY_LENGTH[nameLength];
    if (places === undefined) return;
    for (const place of places) {
      if (spans[2 * place] !== ABSENT || !matchesName(buffer, lineStart, place)) continue;
      spans[2 * place] = equalsAt + 1;
      spans[2 * place + 1] = lineEnd;
    }
  }

  function value(place: number): string | null {
    const start = spans[2 * place]!;
    if (start === ABSENT) return null;
    const end = spans[2 * place + 1]!;
    return start === end ? "" : buffer.bytes.toString("utf8", buffer.start + start, buffer.start + end);
  }

  function finishRequest(length: number): PolicyRequest {
    const request = {
      request: value(REQUEST),
      protocolState: value(PROTOCOL_STATE),
      instance: value(INSTANCE),
      queueId: value(QUEUE_ID),
      saslLogin: value(SASL_USERNAME),
      reversePath: value(SENDER),
    };
    consumeBytes(buffer, length);
    spans.fill(ABSENT);
    scanned = 0;
    lineStart = 0;
    equalsAt = ABSENT;
    return request;
  }

  return {
    append: (chunk) => appendBytes(buffer, chunk),
    next() {
      const { bytes, start } = buffer;
      const available = buffer.end - start;
      const limit = Math.min(available, maxRequestBytes);
      for (let offset = scanned; offset < limit; offset++) {
        const byte = bytes[start + offset];
        if (byte === NEWLINE) {
          if (offset === lineStart) return finishRequest(offset + 1);
          noteLine(offset);
          lineStart = offset + 1;
          equalsAt = ABSENT;
        } else if (byte === EQUALS) {
          if (equalsAt === ABSENT) equalsAt = offset;
        } else if (byte === NUL) {
          throw malformed("a NUL byte");
        }
      }
      scanned = limit;
      if (available >= maxRequestBytes) throw oversized(`a request of more than ${maxRequestBytes} bytes`);
      return null;
    },
    get hasPart() {
      return buffer.start < buffer.end;
    },
  };
}

function matchesName(buffer: ReceiveBuffer, lineStart: number, place: number): boolean {
  const name = NAMES[place]!;
  const at = buffer.start + lineStart;
  for (let index = 0; index < name.length; index++) {
    if (buffer.bytes[at + index] !== name[index]) return false;
  }
  return true;
}
