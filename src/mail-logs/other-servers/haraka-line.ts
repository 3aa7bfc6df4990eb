import { toOctets } from "../octets.js";

/** One Haraka log line of any of its three formats (default, logfmt, json). */
export interface HarakaLine {
  /** Connection id, upper-case UUID. */
  readonly connection: string;
  /** Connection id with the number of the transaction; null before the first one. */
  readonly transaction: string | null;
  /** Plugin or `core`. */
  readonly origin: string;
  readonly message: string;
  /** What `code=` says behind the message: `CONT`, `OK`, `DENY`, …; "" without one. */
  readonly code: string;
}

const DEFAULT = /^\[[A-Z]+\] \[([0-9A-Fa-f-]{36})(\.\d+)?\] \[([^\]]*)\] (.*)$/s;
const LOGFMT = /^level=[A-Z]+ uuid=([0-9A-Fa-f-]{36})(\.\d+)? origin=([^ ]+) message=("(?:[^"\\]|\\.)*"|[^ ]*)(.*)$/s;
const FIELD = / ([A-Za-z_]+)=("(?:[^"\\]|\\.)*"|[^ ]*)/gs;
const UUID = /^([0-9A-Fa-f-]{36})(\.\d+)?$/;
const PATH = String.raw`<(?:"(?:[^"\\]|\\.)*"|[^"<>])*>`;
const SENDER = new RegExp(`^sender (${PATH})(?: code=([A-Z]+)|$)`, "s");
const QUEUE = /^queue(?: code=([A-Z]+)|$)/;
// The Message-ID in front is the client's, so the code is looked for behind the last figure.
const MESSAGE = /^message(?:$|.* delay=[0-9.]+ code=([A-Z]+))/s;

export function readHarakaLine(text: string): HarakaLine | null {
  const plain = DEFAULT.exec(text);
  if (plain !== null) {
    const [, connection = "", transaction, origin = "", message = ""] = plain;
    return { connection, transaction: idOf(connection, transaction), origin, message, code: "" };
  }
  const fields = LOGFMT.exec(text);
  if (fields === null) return null;
  const [, connection = "", transaction, origin = "", message = "", rest = ""] = fields;
  const code = [...rest.matchAll(FIELD)].find(([, name]) => name === "code")?.[2] ?? "";
  return { connection, transaction: idOf(connection, transaction), origin, message: unquote(message), code };
}

export function readHarakaEntry(entry: Readonly<Record<string, unknown>>): HarakaLine | null {
  const { uuid, origin, message, code } = entry;
  if (typeof uuid !== "string" || typeof origin !== "string" || typeof message !== "string") return null;
  const id = UUID.exec(uuid);
  if (id === null) return null;
  const connection = id[1] ?? "";
  return {
    connection,
    transaction: idOf(connection, id[2]),
    origin,
    message: toOctets(message),
    code: typeof code === "string" ? code : "",
  };
}

function idOf(connection: string, transaction: string | undefined): string | null {
  return transaction === undefined ? null : connection + transaction;
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/gs, "$1") : value;
}

/** `sender <a@b> code=CONT`: the reverse-path, and whether the server refused it. */
export function readSender(line: HarakaLine): { sender: string; isRefused: boolean } | null {
  const match = SENDER.exec(line.message);
  if (match === null) return null;
  return { sender: (match[1] ?? "<>").slice(1, -1), isRefused: isDenial(match[2] ?? line.code) };
}

/** How a transaction ended; null when the line does not end one. */
export function readEnding(line: HarakaLine): "QUEUED" | "REFUSED" | null {
  const queue = QUEUE.exec(line.message);
  const match = queue ?? MESSAGE.exec(line.message);
  if (match === null) return null;
  const code = match[1] ?? line.code;
  if (isDenial(code)) return "REFUSED";
  return queue !== null && code === "OK" ? "QUEUED" : null;
}

function isDenial(code: string): boolean {
  return code.startsWith("DENY");
}
