import { timeOf } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { detach } from "../octets.js";
import { readEvidence } from "./evidence-line.js";
import { isHeaderFromLine, readHeaderLine } from "./header-line.js";
import type { OpenMessage } from "./open-message.js";
import type { PostfixState } from "./postfix-state.js";
import { messageKey } from "./postfix-state.js";
import { queueIdLength } from "./queue-id.js";

/** RFC 5322 2.1.1: no line is longer. */
const MAX_MESSAGE_ID_LENGTH = 998;
const DROPPED = /^(?:reject|milter-reject|discard|milter-discard): /;

/** `QID: from=<S>, size=N, nrcpt=M (queue active)`: the reverse-path that the message has for good. */
export function acceptQueueManager(state: PostfixState, frame: Frame, prefix: string): void {
  const { body } = frame;
  const length = queueIdLength(body);
  if (length === 0) return;
  const id = body.slice(0, length);
  if (!body.startsWith("from=<", length + 2)) {
    if (body.startsWith("removed", length + 2)) state.endReused(frame, prefix, id);
    return;
  }
  const instance = state.instances.sawQueueManager(state.records.intern(frame.host), prefix);
  // From the right: a quoted local part may hold anything.
  const end = body.lastIndexOf(">, size=");
  if (end < length + 8 || state.messages.size === 0) return;
  const message = state.messages.get(messageKey(frame.host, instance, id));
  if (message === undefined) {
    noteForeignSender(state, frame, { instance, id, sender: body.slice(length + 8, end) });
  } else if (state.isTooLate(message, timeOf(frame, state.context.times))) {
    state.context.summary.skip("unclear-queue-id", frame.source, frame.line, body);
    state.end(message);
  } else {
    state.end(message, "QUEUED", detach(body.slice(length + 8, end)));
  }
}

interface ForeignSender {
  readonly instance: string;
  readonly id: string;
  readonly sender: string;
}

/** The id may have been opened by a service that logs under a name of its own (`-o syslog_name=mail-submission`). */
function noteForeignSender(state: PostfixState, frame: Frame, { instance, id, sender }: ForeignSender): void {
  for (const other of state.instances.withoutQueueManager(frame.host)) {
    if (other === instance) continue;
    const message = state.findForeign(frame.host, other, id);
    if (message === null || state.isTooLate(message, timeOf(frame, state.context.times))) continue;
    if (state.instances.isSettledService(frame.host, other)) {
      state.end(message, "QUEUED", detach(sender));
      return;
    }
    message.foreignSender = detach(sender);
  }
}

export function acceptCleanup(state: PostfixState, frame: Frame, prefix: string): void {
  const { body } = frame;
  const length = queueIdLength(body);
  if (length === 0) return;
  const message = state.findAnywhere(frame, prefix, body.slice(0, length));
  if (message === null || state.isTooLate(message, timeOf(frame, state.context.times))) return;
  const rest = body.slice(length + 2);
  if (rest.startsWith("message-id=")) message.messageId ??= detach(rest.slice(11, 11 + MAX_MESSAGE_ID_LENGTH));
  else if (isHeaderFromLine(rest)) noteHeaderFrom(state, frame, message, rest);
  else if (rest.includes("; from=<")) noteEvidence(state, message, rest);
}

function noteHeaderFrom(state: PostfixState, frame: Frame, message: OpenMessage, rest: string): void {
  const { summary } = state.context;
  const header = readHeaderLine(rest, message.client);
  if (header === null) {
    summary.skip("unclear-line", frame.source, frame.line, frame.body);
    return;
  }
  message.weakSender ??= detach(header.sender);
  const addresses = header.addresses.map(detach);
  if (message.headerFrom === null) {
    message.headerFrom = addresses;
  } else if (message.headerFrom.join() !== addresses.join()) {
    summary.doubt("several-header-from", frame.source, frame.line, frame.body);
    message.isAmbiguous = true;
    message.headerFrom = [...new Set([...message.headerFrom, ...addresses])].slice(0, 20);
  }
}

/** Other header, body and milter lines name the reverse-path too; some say that the message is dropped. */
function noteEvidence(state: PostfixState, message: OpenMessage, rest: string): void {
  const evidence = readEvidence(rest, () => true);
  if (evidence !== null && evidence !== "ambiguous") message.weakSender ??= detach(evidence.sender);
  if (DROPPED.test(rest)) state.end(message, "REFUSED");
}

/** `QID: sender non-delivery notification: NEWID`: NEWID is the server's own message. */
export function acceptBounce(state: PostfixState, frame: Frame, prefix: string): void {
  const at = frame.body.lastIndexOf(" notification: ");
  if (at > 0) state.endReused(frame, prefix, frame.body.slice(at + 15).trim());
}
