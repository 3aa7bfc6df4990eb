import { toText } from "../octets.js";
import type { Splitter } from "./line-splitter.js";

export interface EntryListener {
  onEntry(entry: Readonly<Record<string, string>>, line: number): void;
  onOverlong(line: number, start: string): void;
}

/** Only these fields are kept of an entry, which has dozens. */
const WANTED = new Set([
  "MESSAGE",
  "_HOSTNAME",
  "SYSLOG_IDENTIFIER",
  "SYSLOG_PID",
  "_PID",
  "__REALTIME_TIMESTAMP",
  "_SOURCE_REALTIME_TIMESTAMP",
]);

const LF = 0x0a;

/** Whether a stream that begins with these bytes is `journalctl -o export`. */
export function isJournalExport(head: Buffer): boolean {
  return /^__(?:CURSOR|REALTIME_TIMESTAMP|SEQNUM)=/.test(head.toString("latin1", 0, 32));
}

/**
 * Reads the journal export format: `NAME=value` lines, entries ended by an empty line. A value with line breaks or
 * other binary octets is `NAME`, a line break, its length as a little-endian 64 bit number, the octets, a line break.
 */
export function createJournalSplitter(
  listener: EntryListener,
  options: { maximumLength: number; offset?: number; line?: number },
): Splitter {
  const { maximumLength } = options;
  let pending: Buffer = Buffer.alloc(0);
  let consumed = options.offset ?? 0;
  let offset = consumed;
  let line = options.line ?? 0;
  let messageLine = 0;
  let entry = new Map<string, string>();
  /** Octets of an overlong value that are still to be passed over. */
  let toSkip = 0;

  function finishEntry(): void {
    offset = consumed;
    if (entry.has("MESSAGE")) listener.onEntry(Object.fromEntries(entry), messageLine);
    entry = new Map();
  }

  function set(name: string, value: string, at: number): void {
    if (!WANTED.has(name)) return;
    if (name === "MESSAGE") messageLine = at;
    entry.set(name, toText(value));
  }

  /** Octets of `data` from `from` that make one field; 0 when more are needed. */
  function readField(data: Buffer, from: number): number {
    const end = data.indexOf(LF, from);
    if (end < 0) {
      if (data.length - from <= maximumLength) return 0;
      listener.onOverlong(line + 1, data.toString("latin1", from, from + 100));
      toSkip = Number.POSITIVE_INFINITY;
      return data.length - from;
    }
    line += 1;
    if (end === from) {
      consumed += 1;
      finishEntry();
      consumed -= 1;
      return 1;
    }
    const equals = data.subarray(from, end).indexOf(0x3d);
    if (equals >= 0) {
      set(data.toString("latin1", from, from + equals), data.toString("latin1", from + equals + 1, end), line);
      return end + 1 - from;
    }
    line -= 1;
    if (data.length < end + 9) return 0;
    const length = Number(data.readBigUInt64LE(end + 1));
    if (length > maximumLength) {
      listener.onOverlong(line + 1, data.toString("latin1", from, end));
      line += 1;
      toSkip = length + 1;
      return end + 9 - from;
    }
    if (data.length < end + 9 + length + 1) return 0;
    line += 1;
    const value = data.subarray(end + 9, end + 9 + length);
    set(data.toString("latin1", from, end), value.toString("latin1").replace(/\n/g, "?"), line);
    // Line breaks of the length, the value, and behind it: an editor counts them all.
    for (const octet of data.subarray(end + 1, end + 9 + length + 1)) if (octet === LF) line += 1;
    return end + 9 + length + 1 - from;
  }

  return {
    push(chunk) {
      const data = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      let from = 0;
      while (from < data.length) {
        if (toSkip > 0) {
          const step = skipStep(data, from, toSkip);
          toSkip = toSkip === Number.POSITIVE_INFINITY ? (step.found ? 0 : toSkip) : toSkip - step.size;
          from += step.size;
          consumed += step.size;
          continue;
        }
        const size = readField(data, from);
        if (size === 0) break;
        from += size;
        consumed += size;
      }
      pending = Buffer.from(data.subarray(from));
    },
    end() {
      if (pending.length > 0) this.push(Buffer.from("\n"));
      finishEntry();
    },
    get offset() {
      return offset;
    },
    get line() {
      return line;
    },
  };
}

/** Passes over a counted number of octets, or (infinite) everything up to the next line break. */
function skipStep(data: Buffer, from: number, toSkip: number): { size: number; found: boolean } {
  if (toSkip !== Number.POSITIVE_INFINITY) return { size: Math.min(toSkip, data.length - from), found: false };
  const end = data.indexOf(LF, from);
  return end < 0 ? { size: data.length - from, found: false } : { size: end + 1 - from, found: true };
}
