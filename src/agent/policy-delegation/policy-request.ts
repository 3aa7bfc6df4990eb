import { malformed, oversized } from "../wire/protocol-trouble.js";
import { appendBytes, consumeBytes, createReceiveBuffer } from "../wire/receive-buffer.js";
import type { RequestReader } from "../wire/request-loop.js";

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
const MAX_NAME_LENGTH = Math.max(...NAMES.map((name) => name.length));
const ABSENT = -1;
/** The one wanted attribute that a name's length and first byte leave: most lines are dismissed by this look alone. */
const PLACES = new Int8Array((MAX_NAME_LENGTH + 1) << 8).fill(ABSENT);
for (const [place, name] of NAMES.entries()) PLACES[(name.length << 8) | (name[0] as number)] = place;

interface Word {
  readonly text: string;
  readonly bytes: Buffer;
}
const toWord = (text: string): Word => ({ text, bytes: Buffer.from(text, "latin1") });
const KINDS = [toWord("smtpd_access_policy")];
const STATES = ["RCPT", "MAIL", "DATA", "END-OF-MESSAGE"].map(toWord);

/**
 * Reads `name=value` lines up to an empty line, looking at each byte once however the bytes are cut into chunks.
 * A line is split at its first `=`; of a repeated name the first counts; unknown names are passed over. A line
 * without `=` or with an empty name, and a NUL anywhere, are malformed.
 */
export function createPolicyReader(maxRequestBytes: number): RequestReader<PolicyRequest> {
  const buffer = createReceiveBuffer();
  // Offsets are relative to the start of the request, so that they survive a move of the bytes.
  const spans = new Int32Array(2 * WANTED.length).fill(ABSENT);
  let scanned = 0;
  let lineStart = 0;
  let equalsAt = ABSENT;

  function noteLine(bytes: Buffer, start: number, lineBegin: number, equals: number, lineEnd: number): void {
    const nameLength = equals - lineBegin;
    if (equals === ABSENT || nameLength === 0) throw malformed("a line is not name=value");
    if (nameLength > MAX_NAME_LENGTH) return;
    const place = PLACES[(nameLength << 8) | (bytes[lineBegin] as number)] as number;
    if (
      place === ABSENT ||
      spans[2 * place] !== ABSENT ||
      !startsWithBytes(bytes, lineBegin, NAMES[place] as Buffer<ArrayBuffer>)
    )
      return;
    spans[2 * place] = equals + 1 - start;
    spans[2 * place + 1] = lineEnd - start;
  }

  function value(place: number): string | null {
    const start = spans[2 * place] as number;
    if (start === ABSENT) return null;
    const end = spans[2 * place + 1] as number;
    return start === end ? "" : buffer.bytes.toString("utf8", buffer.start + start, buffer.start + end);
  }

  /** For values that are nearly always the same few: to compare bytes is cheaper than to make a string of them. */
  function wordAt(place: number, expected: readonly Word[]): string | null {
    const start = spans[2 * place] as number;
    const length = (spans[2 * place + 1] as number) - start;
    for (const { bytes, text } of expected) {
      if (start !== ABSENT && bytes.length === length && startsWithBytes(buffer.bytes, buffer.start + start, bytes))
        return text;
    }
    return value(place);
  }

  function finishRequest(length: number): PolicyRequest {
    const request = {
      request: wordAt(REQUEST, KINDS),
      protocolState: wordAt(PROTOCOL_STATE, STATES),
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
      // Locals, not fields: this loop sees every byte of every request.
      const { bytes, start } = buffer;
      const available = buffer.end - start;
      const end = start + Math.min(available, maxRequestBytes);
      let lineBegin = start + lineStart;
      let equals = equalsAt === ABSENT ? ABSENT : start + equalsAt;
      for (let at = start + scanned; at < end; at++) {
        const byte = bytes[at] as number;
        // One comparison for nearly all bytes of text.
        if (byte > EQUALS || (byte !== NEWLINE && byte !== EQUALS && byte !== NUL)) continue;
        if (byte === EQUALS) {
          if (equals === ABSENT) equals = at;
        } else if (byte === NUL) {
          throw malformed("a NUL byte");
        } else if (at === lineBegin) {
          return finishRequest(at + 1 - start);
        } else {
          noteLine(bytes, start, lineBegin, equals, at);
          lineBegin = at + 1;
          equals = ABSENT;
        }
      }
      scanned = end - start;
      lineStart = lineBegin - start;
      equalsAt = equals === ABSENT ? ABSENT : equals - start;
      if (available >= maxRequestBytes) throw oversized(`a request of more than ${maxRequestBytes} bytes`);
      return null;
    },
    get hasPart() {
      return buffer.start < buffer.end;
    },
  };
}

function startsWithBytes(bytes: Buffer, at: number, expected: Buffer): boolean {
  for (let index = 0; index < expected.length; index++) {
    if (bytes[at + index] !== expected[index]) return false;
  }
  return true;
}
