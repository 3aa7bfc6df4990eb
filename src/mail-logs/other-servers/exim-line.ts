/** What an Exim main log line says of an authenticated submission. */
export interface EximLine {
  readonly queueId: string | null;
  readonly login: string;
  readonly sender: string;
  readonly isRefused: boolean;
  /** The connection, for refusals of several recipients. */
  readonly client: string;
  readonly recipient: string | null;
  /** Without brackets, as Exim writes it. */
  readonly messageId: string | null;
}

export type EximReading = EximLine | "unclear" | "login-without-name" | null;

// 6-6-2 until 4.96, 6-11-4 since 4.97.
const ID = /^([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})) /;
const ADDRESS = String.raw`(?:"(?:[^"\\]|\\.)*"[^ ]*|[^ "][^ ]*)`;
// A HELO name holds no blanks and parentheses unless the configuration lets any junk pass; such a line is unclear.
const HOST = String.raw`(?:[^ ()\[]+ )?(?:\([^() ]*\) )?\[[0-9A-Fa-f.:%]+\](?::\d+)?`;
const TOKEN = String.raw`(?: DS| TFO\*?| I=\[[^ \]]*\](?::\d+)?| U=[^ ]+| Ci=[^ ]+| P=[^ ]+| L[*.-]*| X=[^ ]+| CV=[^ ]+| DN="[^"]*"| SNI="?[^ "]*"?| R=[^ ]+| Q=[^ ]+)`;
const ARRIVAL = new RegExp(`^(?:<=|\\(=) (${ADDRESS})((?: H=${HOST})?)${TOKEN}* A=([^ :]+)(.*)$`, "s");
const AFTER_LOGIN = /(?: PRDR)?(?: PRX=[^ ]+)?(?: K)? S=\d+(?: |$)/;
const MISPLACED = / (?:P|H|X|CV)=|\) \[/;
const REFUSAL = new RegExp(
  String.raw`^H=(${HOST})${TOKEN}* F=<((?:"(?:[^"\\]|\\.)*"|[^"<> ])*)> A=([^ :]+)(.*?) (?:temporarily )?rejected ([A-Za-z-]+(?: [A-Z]+)?)(?: <([^>]*)>)?`,
  "s",
);

/**
 * Reads a main log line behind its time stamp. Fields are read from the left in the order in which Exim writes them,
 * up to the login: what the client chose (HELO, subject, Message-ID) stands where no field is looked for.
 */
export function readEximLine(text: string): EximReading {
  const id = ID.exec(text);
  const rest = id === null ? text : text.slice(id[0].length);
  const queueId = id?.[1] ?? null;
  if (rest.startsWith("<= ") || rest.startsWith("(= ")) return queueId === null ? null : readArrival(rest, queueId);
  if (rest.startsWith("H=") && rest.includes("rejected ")) return readRefusal(rest, queueId);
  return null;
}

function readArrival(rest: string, queueId: string): EximReading {
  if (!rest.includes(" A=")) return null;
  const match = ARRIVAL.exec(rest);
  // " A=" may stand in a subject; only a line whose fields cannot be told apart is unclear.
  if (match === null) return / P=[a-z]*smtps?a /.test(rest) ? "unclear" : null;
  const login = readLogin(match[4] ?? "", AFTER_LOGIN);
  // The fields of an arrival come before its login: behind it they show that the HELO name was taken for them.
  if (login !== null && MISPLACED.test(login)) return "unclear";
  if (login === null) return "login-without-name";
  const address = match[1] ?? "";
  return {
    queueId,
    login,
    sender: address === "<>" ? "" : address,
    isRefused: false,
    client: match[2] ?? "",
    recipient: null,
    messageId: / S=\d+(?: (?!id\*?=)[^ ]+)* id\*?=([^ ]+)/.exec(rest)?.[1] ?? null,
  };
}

function readRefusal(rest: string, queueId: string | null): EximReading {
  if (!rest.includes(" A=")) return null;
  const match = REFUSAL.exec(rest);
  if (match === null) return null;
  const value = match[4] ?? "";
  if (!value.startsWith(":")) return value === "" ? "login-without-name" : null;
  return {
    queueId,
    login: value.slice(1),
    sender: match[2] ?? "",
    isRefused: true,
    client: match[1] ?? "",
    recipient: match[6] ?? null,
    messageId: null,
  };
}

/** `:id[:authenticated_sender]` up to the fields that always follow it; the second part only with +smtp_mailauth. */
function readLogin(text: string, after: RegExp): string | null {
  const end = after.exec(text);
  const value = end === null ? text : text.slice(0, end.index);
  if (!value.startsWith(":") || value.length < 2) return null;
  const login = value.slice(1);
  const colon = login.lastIndexOf(":");
  if (colon <= 0) return login;
  const authSender = login.slice(colon + 1);
  return authSender === "<>" || authSender.includes("@") ? login.slice(0, colon) : login;
}
