import { toOctets, toText } from "../octets.js";
import type { Frame } from "./frame.js";
import { readSyslogFrame } from "./frame.js";

type Entry = Readonly<Record<string, unknown>>;

const MESSAGE = ["MESSAGE", "message", "msg", "log", "short_message"];
const HOST = ["_HOSTNAME", "hostname", "syslog_hostname", "host", "HOST", "logsource"];
const PROGRAM = ["SYSLOG_IDENTIFIER", "program", "PROGRAM", "ident", "appname", "app-name", "app_name", "syslogtag"];
const PID = ["SYSLOG_PID", "_PID", "pid", "PID", "procid"];
const MICROSECONDS = ["_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP"];
const STAMP = ["@timestamp", "timestamp", "time", "ts", "isodate"];

/**
 * Reads one JSON object a line: `journalctl -o json`, or what log shippers write. A message that holds a whole syslog
 * line is opened as well. Answers null for what is no such object, and the parsed entry otherwise.
 */
export function readJsonFrame(text: string, frame: Frame): Entry | null {
  let entry: unknown;
  try {
    entry = JSON.parse(toText(text));
  } catch {
    return null;
  }
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return null;
  return readEntry(entry as Entry, frame) ? (entry as Entry) : null;
}

/** Fills the frame from named fields; false when there is no message among them. */
export function readEntry(entry: Entry, frame: Frame): boolean {
  const body = messageOctets(pick(entry, MESSAGE));
  if (body === null) return false;
  frame.host = textOf(pick(entry, HOST));
  frame.program = textOf(pick(entry, PROGRAM)).replace(/(\[\d+\])?:?$/, "");
  frame.pid = textOf(pick(entry, PID));
  frame.stamp = textOf(pick(entry, STAMP));
  const microseconds = Number(pick(entry, MICROSECONDS) ?? Number.NaN);
  frame.time = Number.isFinite(microseconds) ? Math.trunc(microseconds / 1000) : null;
  frame.body = body;
  if (frame.program === "") readSyslogFrame(body, frame);
  return true;
}

function pick(entry: Entry, names: readonly string[]): unknown {
  for (const name of names) {
    if (Object.hasOwn(entry, name) && entry[name] !== null) return entry[name];
  }
  return undefined;
}

/** journald writes a message that is not plain UTF-8 text as an array of its bytes. */
function messageOctets(value: unknown): string | null {
  if (typeof value === "string") return toOctets(value.endsWith("\n") ? value.slice(0, -1) : value);
  if (Array.isArray(value) && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255)) {
    return Buffer.from(value as number[]).toString("latin1");
  }
  return null;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return toOctets(value);
  return typeof value === "number" ? String(value) : "";
}
