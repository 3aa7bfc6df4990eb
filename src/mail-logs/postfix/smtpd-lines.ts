import { timeOf } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { detach } from "../octets.js";
import { readClientLine, withoutPort } from "./client-line.js";
import { type PostfixState, processKey } from "./postfix-state.js";
import { NO_QUEUE_ID, queueIdLength } from "./queue-id.js";
import { isRefusal, readRefusalLine } from "./refusal-line.js";

/** Lines of smtpd. Those that cannot matter are told by their first characters. */
export function acceptSmtpd(state: PostfixState, frame: Frame, prefix: string): void {
  const { body } = frame;
  const length = queueIdLength(body);
  if (length > 0) {
    const id = body.slice(0, length);
    if (body.startsWith("client=", length + 2)) openMessage(state, frame, { prefix, id, text: body.slice(length + 9) });
    else acceptQueuedRefusal(state, frame, { prefix, id, rest: body.slice(length + 2) });
    return;
  }
  switch (body.charCodeAt(0)) {
    case 0x4e: // N
      if (body.startsWith(`${NO_QUEUE_ID}: `)) acceptWithoutId(state, frame, prefix, body.slice(9));
      return;
    case 0x70: // p
      if (body.startsWith("proxy-accept: ") || body.startsWith("proxy-reject: "))
        acceptProxyAnswer(state, frame, prefix);
      return;
    case 0x64: // d
      if (body.startsWith("disconnect from ")) noteLeaving(state, frame, prefix, body.slice(16));
      return;
    case 0x6c: // l
    case 0x74: // t
      if (body.startsWith("lost connection after DATA ") || body.startsWith("timeout after DATA ")) {
        noteBrokenData(state, frame, prefix);
      }
      return;
    case 0x77: // w
      if (body.includes(" authentication failed:")) state.context.summary.failedLogins += 1;
      return;
  }
}

interface MessageLine {
  readonly prefix: string;
  readonly id: string;
  readonly text: string;
}

function openMessage(state: PostfixState, frame: Frame, { prefix, id, text }: MessageLine): void {
  const { summary } = state.context;
  const line = readClientLine(text);
  state.endReused(frame, prefix, id);
  if (state.messages.size > 0) state.noteNamesake(frame, prefix, id);
  if (line.login === null) return;
  if (line.login === "") {
    summary.skip("login-without-name", frame.source, frame.line, frame.body);
    return;
  }
  if (line.originalQueueId !== null) {
    summary.skip("re-injected-copy", frame.source, frame.line, frame.body);
    return;
  }
  if (line.isLoginUnclear) summary.doubt("login-may-contain-sasl-sender", frame.source, frame.line, frame.body);
  state.open(frame, prefix, { id, login: line.login, client: line.client, isAmbiguous: line.isLoginUnclear });
}

interface QueuedRefusal {
  readonly prefix: string;
  readonly id: string;
  readonly rest: string;
}

/** A refusal of a message that has a queue id: one more recipient, or the message itself. */
function acceptQueuedRefusal(state: PostfixState, frame: Frame, { prefix, id, rest }: QueuedRefusal): void {
  let message = state.findAnywhere(frame, prefix, id);
  if (message === null && !rest.includes(" sasl_username=")) return;
  const refusal = readRefusalLine(rest);
  if (refusal === null) return;
  if (refusal === "ambiguous") {
    state.context.summary.skip("unclear-line", frame.source, frame.line, frame.body);
    return;
  }
  if (message === null) {
    // The client= line is not in this log, but since Postfix 3.10 this line names the login as well.
    if (refusal.login === null || refusal.login === "") return;
    const client = withoutPort(refusal.client);
    message = state.open(frame, prefix, { id, login: refusal.login, client, isAmbiguous: false });
  }
  message.weakSender ??= detach(refusal.sender);
  const endsMessage = refusal.where === "END-OF-MESSAGE" || refusal.where === "DATA" || refusal.where === "BDAT";
  if (endsMessage && isRefusal(refusal.action)) state.end(message, "REFUSED");
}

function acceptWithoutId(state: PostfixState, frame: Frame, prefix: string, rest: string): void {
  const instance = state.instances.instanceOf(frame.host, prefix);
  const process = processKey(frame.host, instance, frame.pid);
  if (rest.startsWith("client=")) {
    openProxied(state, frame, process, rest.slice(7));
    return;
  }
  if (!rest.includes(" sasl_username=")) return;
  const refusal = readRefusalLine(rest);
  if (refusal === "ambiguous") {
    state.context.summary.skip("unclear-line", frame.source, frame.line, frame.body);
    return;
  }
  if (refusal === null || refusal.login === null || refusal.login === "" || !isRefusal(refusal.action)) return;
  const named = { ...refusal, login: refusal.login, client: withoutPort(refusal.client) };
  state.refusals.add(frame, named, instance, process);
}

/** In front of a before-queue filter (smtpd_proxy_filter) a message has no id; only its process tells it apart. */
function openProxied(state: PostfixState, frame: Frame, process: string, text: string): void {
  const line = readClientLine(text);
  if (line.login === null || line.login === "") return;
  state.proxied.add({
    key: detach(process),
    openedAt: state.context.arrivedAt(),
    login: detach(line.login),
    at: timeOf(frame, state.context.times),
    line: frame.line,
    source: frame.source,
  });
}

/** The answer of a before-queue filter: the only line there that has both names. */
function acceptProxyAnswer(state: PostfixState, frame: Frame, prefix: string): void {
  const instance = state.instances.instanceOf(frame.host, prefix);
  const process = processKey(frame.host, instance, frame.pid);
  const opened = state.proxied.get(process);
  if (opened === undefined && !frame.body.includes(" sasl_username=<")) return;
  state.proxied.remove(process);
  const answer = readRefusalLine(frame.body);
  if (answer === "ambiguous") {
    state.context.summary.skip("unclear-line", frame.source, frame.line, frame.body);
    return;
  }
  const login = opened?.login ?? answer?.login ?? "";
  if (answer === null || login === "") return;
  state.records.emitProxied(frame, { login, answer, opened, instance });
}

/** Of use only while following, so that a refusal is told at once: a finished log tells all of them at its end. */
function noteLeaving(state: PostfixState, frame: Frame, prefix: string, text: string): void {
  if (state.context.arrivedAt() === null) return;
  const process = processKey(frame.host, state.instances.instanceOf(frame.host, prefix), frame.pid);
  const end = text.indexOf(" ");
  const client = withoutPort(end < 0 ? text : text.slice(0, end));
  state.refusals.end(process, client);
}

/** The data broke off: cleanup may have seen a header, but nothing will be queued. */
function noteBrokenData(state: PostfixState, frame: Frame, prefix: string): void {
  const process = processKey(frame.host, state.instances.instanceOf(frame.host, prefix), frame.pid);
  const message = state.byProcess.get(process);
  const client = withoutPort(frame.body.slice(frame.body.lastIndexOf(" ") + 1));
  if (message?.client !== client) return;
  message.brokeOffAt ??= timeOf(frame, state.context.times);
  message.messageId = null;
}
