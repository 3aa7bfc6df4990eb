import type { Correlator, CorrelatorContext } from "../correlator.js";
import { timeOf } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { detach, toText } from "../octets.js";
import type { OpenEntry } from "../open-submissions.js";
import { OpenSubmissions } from "../open-submissions.js";

interface ZoneSession extends OpenEntry {
  readonly login: string;
  readonly at: number | null;
  readonly line: number;
  readonly source: string;
}

// The user is logged raw between quotes; source and method behind it hold no blanks.
const AUTH = /AUTHSUCCESS id=(\S+) user="(.*)" src=\S* proto=\S+\s*$/s;
const QUEUE = /^\S* ?Queue\/\d+ id=(\S+) (\S+) (QUEUED|NOQUEUE (?:store|meta|push) ".*?") \((.*)\)\s*$/s;

/** ZoneMTA: `AUTHSUCCESS id=SESSION user="U"` and `id=SESSION ID QUEUED (message-id=… from=… to=…)`. */
export function createZoneMtaCorrelator(context: CorrelatorContext): Correlator {
  const sessions = new OpenSubmissions<ZoneSession>(context.maximumOpen, () => undefined);

  function accept(frame: Frame): void {
    const { body } = frame;
    if (body.includes("AUTHSUCCESS id=")) {
      noteLogin(frame);
      return;
    }
    if (body.includes("AUTHFAIL id=")) {
      context.summary.failedLogins += 1;
      return;
    }
    if (sessions.size > 0 && body.includes("Queue/")) noteQueue(frame);
  }

  function noteLogin(frame: Frame): void {
    const match = AUTH.exec(frame.body);
    const login = match?.[2] ?? "";
    if (match === null || login === "") {
      context.summary.skip("unclear-line", frame.source, frame.line, frame.body);
      return;
    }
    sessions.add({
      key: detach(`${frame.host}|${match[1]}`),
      openedAt: context.arrivedAt(),
      login: detach(login),
      at: timeOf(frame, context.times),
      line: frame.line,
      source: frame.source,
    });
  }

  function noteQueue(frame: Frame): void {
    const match = QUEUE.exec(frame.body);
    if (match === null) return;
    const session = sessions.get(`${frame.host}|${match[1]}`);
    if (session === undefined) return;
    const fields = readFields(match[4] ?? "");
    const sender = fields.get("from");
    const messageId = fields.get("message-id") ?? "<>";
    if (sender === undefined) {
      context.summary.skip("unclear-line", frame.source, frame.line, frame.body);
      return;
    }
    const isQueued = match[3] === "QUEUED";
    context.emit({
      format: "zonemta",
      host: frame.host === "" ? null : toText(frame.host),
      instance: null,
      queueId: toText(match[2] ?? ""),
      login: toText(session.login),
      sender: sender === "<>" ? "" : toText(sender),
      headerFrom: null,
      headerFromAddresses: [],
      messageId: messageId === "<>" ? null : toText(messageId),
      at: session.at,
      queued: isQueued,
      outcome: isQueued ? "QUEUED" : "REFUSED",
      ambiguous: false,
      source: session.source,
      line: session.line,
    });
  }

  return {
    format: "zonemta",
    accept,
    finish(before, mayGrow) {
      for (const _ of sessions.takeOld(before, () => mayGrow)) void _;
    },
    save: () => sessions.save(),
    restore: (state) => sessions.restore(state as ZoneSession[]),
  };
}

/**
 * `key=value key=value`: a value with blanks is written as a JSON string. Read from the left, because subject and
 * Message-ID are the client's; the first value of a name is kept.
 */
function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  const field = /([A-Za-z0-9_-]+)=("(?:[^"\\]|\\.)*"[^ ]*|[^ ]*)(?: |$)/gsy;
  for (let match = field.exec(text); match !== null && fields.size < 50; match = field.exec(text)) {
    const name = match[1] ?? "";
    const value = match[2] ?? "";
    if (!fields.has(name)) fields.set(name, value.startsWith('"') && value.endsWith('"') ? unquote(value) : value);
    if (match[0] === "") break;
  }
  return fields;
}

function unquote(value: string): string {
  try {
    const text: unknown = JSON.parse(value);
    return typeof text === "string" ? text : value;
  } catch {
    return value;
  }
}
