/** One log line taken apart: who logged what, when. Reused for every line; keep nothing of it without detaching. */
export interface Frame {
  /** "" where the form has none. */
  host: string;
  /** The whole syslog tag, for instance `postfix/submission/smtpd`; "" where there is none. */
  program: string;
  pid: string;
  /** The message itself, as octets. */
  body: string;
  /** Time stamp as written; "" where there is none. */
  stamp: string;
  /** Epoch milliseconds where the form carries a number instead of a stamp. */
  time: number | null;
  /** Counted from 1 in `source`. */
  line: number;
  source: string;
}

export function emptyFrame(source: string): Frame {
  return { host: "", program: "", pid: "", body: "", stamp: "", time: null, line: 0, source };
}

const SPACE = 0x20;

/**
 * Reads the syslog header of RFC 3164 (also as Postfix's maillog_file writes it), RFC 5424, and the ISO form of
 * rsyslog and syslog-ng, each with or without `<PRI>`, or a mere tag. Answers false, with the frame as it was, when the
 * line has no such header.
 */
export function readSyslogFrame(text: string, frame: Frame): boolean {
  let start = 0;
  if (text.charCodeAt(0) === 0x3c) {
    const end = text.indexOf(">");
    if (end < 2 || end > 4) return false;
    start = end + 1;
    if (text.startsWith("1 ", start)) return readRfc5424(text, start + 2, frame);
  }
  const first = text.charCodeAt(start);
  // RFC 5424 as some collectors store it, without the priority.
  if (first === 0x31 && text.charCodeAt(1) === SPACE && start === 0) return readRfc5424(text, 2, frame);
  let stampEnd: number;
  if (first >= 0x41 && first <= 0x5a) stampEnd = endOfBsdStamp(text, start);
  else if (first >= 0x30 && first <= 0x39) stampEnd = endOfIsoStamp(text, start);
  else return readTagOnly(text, start, frame);
  if (stampEnd < 0) return false;
  return readHostAndTag(text, start, stampEnd, frame);
}

const TAG_ONLY = /^([^\s[\]:]+\/[A-Za-z0-9-]+)(?:\[(\d+)\])?: /;

/** `postfix/smtpd[123]: …`, as collectors keep it that store time and host elsewhere. */
function readTagOnly(text: string, start: number, frame: Frame): boolean {
  const match = TAG_ONLY.exec(start === 0 ? text : text.slice(start));
  if (match === null) return false;
  frame.program = match[1] ?? "";
  frame.pid = match[2] ?? "";
  frame.body = text.slice(start + match[0].length);
  return true;
}

/** `Nov 24 01:59:00`, with optional year and fraction. */
function endOfBsdStamp(text: string, start: number): number {
  if (text.charCodeAt(start + 3) !== SPACE || text.charCodeAt(start + 6) !== SPACE) return -1;
  let clock = start + 7;
  if (text.charCodeAt(clock + 4) === SPACE) clock += 5;
  if (text.charCodeAt(clock + 2) !== 0x3a || text.charCodeAt(clock + 5) !== 0x3a) return -1;
  const end = text.indexOf(" ", clock + 8);
  return end < 0 || end > clock + 18 ? -1 : end;
}

/** `2026-11-24T01:59:00.764590+00:00`, or with a space between date and time. */
function endOfIsoStamp(text: string, start: number): number {
  if (text.charCodeAt(start + 4) !== 0x2d || text.charCodeAt(start + 7) !== 0x2d) return -1;
  const separator = text.charCodeAt(start + 10);
  if (separator !== 0x54 && separator !== SPACE) return -1;
  if (text.charCodeAt(start + 13) !== 0x3a) return -1;
  const end = text.indexOf(" ", start + 11);
  return end < 0 || end > start + 40 ? -1 : end;
}

function readHostAndTag(text: string, stampStart: number, stampEnd: number, frame: Frame): boolean {
  let from = stampEnd + 1;
  let to = text.indexOf(" ", from);
  if (to < 0) return false;
  let host = "";
  if (text.charCodeAt(to - 1) !== 0x3a) {
    host = text.slice(from, to);
    from = to + 1;
    to = text.indexOf(" ", from);
    if (to < 0) to = text.length;
  }
  if (text.charCodeAt(to - 1) !== 0x3a) return false;
  let tagEnd = to - 1;
  let pid = "";
  if (text.charCodeAt(tagEnd - 1) === 0x5d) {
    const bracket = text.lastIndexOf("[", tagEnd);
    if (bracket <= from) return false;
    pid = text.slice(bracket + 1, tagEnd - 1);
    tagEnd = bracket;
  }
  frame.host = host;
  frame.program = text.slice(from, tagEnd);
  frame.pid = pid;
  frame.stamp = text.slice(stampStart, stampEnd);
  frame.time = null;
  frame.body = text.slice(text.startsWith("[ID ", to + 1) ? text.indexOf("] ", to) + 2 : to + 1);
  return true;
}

/** RFC 5424 after `<PRI>1 `: TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG. */
function readRfc5424(text: string, start: number, frame: Frame): boolean {
  const ends: number[] = [];
  let from = start;
  for (let field = 0; field < 5; field += 1) {
    const end = text.indexOf(" ", from);
    if (end < 0) return false;
    ends.push(end);
    from = end + 1;
  }
  const bodyStart = endOfStructuredData(text, from);
  if (bodyStart < 0) return false;
  const [stampEnd, hostEnd, programEnd, pidEnd] = ends as [number, number, number, number, number];
  frame.stamp = nilAsEmpty(text.slice(start, stampEnd));
  frame.host = nilAsEmpty(text.slice(stampEnd + 1, hostEnd));
  frame.program = nilAsEmpty(text.slice(hostEnd + 1, programEnd));
  frame.pid = nilAsEmpty(text.slice(programEnd + 1, pidEnd));
  frame.time = null;
  const body = text.slice(bodyStart);
  // MSG may open with a byte order mark.
  frame.body = body.startsWith("\xef\xbb\xbf") ? body.slice(3) : body;
  return true;
}

function nilAsEmpty(field: string): string {
  return field === "-" ? "" : field;
}

/** Position of MSG. Inside a parameter value `"`, `\` and `]` are escaped by a backslash. */
function endOfStructuredData(text: string, start: number): number {
  if (text.charCodeAt(start) === 0x2d) return start + 2;
  let isQuoted = false;
  let index = start;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (isQuoted) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) isQuoted = false;
    } else if (code === 0x22) isQuoted = true;
    else if (code === SPACE && text.charCodeAt(index - 1) === 0x5d) return index + 1;
    index += 1;
  }
  return -1;
}
