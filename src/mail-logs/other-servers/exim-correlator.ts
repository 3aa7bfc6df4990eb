import type { Correlator, CorrelatorContext } from "../correlator.js";
import { timeOf } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { detach, toText } from "../octets.js";
import type { OpenEntry } from "../open-submissions.js";
import { OpenSubmissions } from "../open-submissions.js";
import { readEximLine } from "./exim-line.js";

const STAMP = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})?) (?:\[\d+\] )?/;
/** Lines too long for syslog come in numbered pieces; every field we read is in the first one. */
const PIECE = /^\[(\d+)[/\\]\d+\] /;
const MAX_OPEN = 10_000;
const MAX_RECIPIENTS = 50;

/** Recipients that one client was refused for one reverse-path: one submission, already told. */
interface RefusedClient extends OpenEntry {
  readonly recipients: string[];
}

/** Exim tells login and reverse-path in one line, so hardly anything stays open. */
export function createEximCorrelator(context: CorrelatorContext): Correlator {
  const refused = new OpenSubmissions<RefusedClient>(MAX_OPEN, () => undefined);

  function accept(frame: Frame): void {
    let { body } = frame;
    const first = body.charCodeAt(0);
    if (first === 0x5b) {
      const piece = PIECE.exec(body);
      if (piece !== null && piece[1] !== "1") return;
      if (piece !== null) body = body.slice(piece[0].length);
    }
    if (!body.includes(" A=")) {
      if (body.includes(" authenticator failed for ")) context.summary.failedLogins += 1;
      return;
    }
    const stamp = STAMP.exec(body);
    if (stamp !== null) {
      body = body.slice(stamp[0].length);
      frame.stamp = stamp[1] ?? "";
    }
    const line = readEximLine(body);
    if (line === null) return;
    if (line === "unclear") {
      context.summary.skip("unclear-line", frame.source, frame.line, frame.body);
      return;
    }
    if (line === "login-without-name") {
      context.summary.skip(line, frame.source, frame.line, frame.body);
      return;
    }
    if (line.isRefused && !isNewRefusal(`${frame.host}|${line.client}|${line.login}|${line.sender}`, line.recipient)) {
      return;
    }
    context.emit({
      format: "exim",
      host: frame.host === "" ? null : toText(frame.host),
      instance: null,
      queueId: line.queueId === null ? null : toText(line.queueId),
      login: toText(line.login),
      sender: toText(line.sender),
      headerFrom: null,
      headerFromAddresses: [],
      messageId: line.messageId === null ? null : `<${toText(line.messageId)}>`,
      at: timeOf(frame, context.times),
      queued: !line.isRefused,
      outcome: line.isRefused ? "REFUSED" : "QUEUED",
      ambiguous: false,
      source: frame.source,
      line: frame.line,
    });
  }

  /** A message to twenty recipients is refused twenty times; the same recipient again is another attempt. */
  function isNewRefusal(key: string, recipient: string | null): boolean {
    const known = refused.get(key);
    const name = detach(recipient ?? "");
    if (known === undefined) {
      refused.add({ key: detach(key), openedAt: context.arrivedAt(), recipients: [name] });
      return true;
    }
    if (known.recipients.includes(name) || known.recipients.length >= MAX_RECIPIENTS) {
      known.recipients.splice(0, known.recipients.length, name);
      return true;
    }
    known.recipients.push(name);
    return false;
  }

  return {
    format: "exim",
    accept,
    finish(before, mayGrow) {
      for (const _ of refused.takeOld(before, () => mayGrow)) void _;
    },
    save: () => refused.save(),
    restore: (state) => refused.restore(state as RefusedClient[]),
  };
}
