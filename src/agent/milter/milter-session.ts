import { TRACE_HEADER } from "../../kernel/index.js";
import { type AgentDecision, isPromise } from "../decision-source.js";
import type { Judge, QuestionOrigin } from "../judge.js";
import type { Connection, Session } from "../wire/connection.js";
import { malformed, noDecision, ProtocolTrouble } from "../wire/protocol-trouble.js";
import { WARNING_HEADER } from "../wire/reply-text.js";
import { openRequestLoop } from "../wire/request-loop.js";
import {
  hasTooManyForgedHeaders,
  type MilterMessage,
  noteHeader,
  openMessage,
  questionOf,
  type SenderHeader,
} from "./message.js";
import { type Negotiated, negotiate } from "./negotiation.js";
import { createPacketReader, formatPacket, type MilterPacket, readStrings } from "./packet.js";
import {
  ACCEPT,
  CONTINUE,
  formatAddTrace,
  formatAddWarning,
  formatRefusal,
  formatRemovals,
  NO_REPLY,
  REFUSE_FORGERY,
  SKIP,
  TEMPFAIL,
} from "./replies.js";

export interface MilterOptions {
  readonly maxPacketBytes: number;
  /** Which headers' addresses are judged beside the reverse-path. */
  readonly judgedHeaders: readonly SenderHeader[];
  /** Whether a message that is reported singly gets a header with a token, by which complaints find it. */
  readonly addsTraceHeader: boolean;
}

/**
 * One connection of the milter protocol, version 6: any number of messages, one after the other. The login comes as
 * the macro {auth_authen} with MAIL and only there; a message without one is accepted at once.
 */
export function openMilterSession(connection: Connection, judge: Judge, options: MilterOptions): Session {
  const judgedHeaders: ReadonlySet<SenderHeader> = new Set(options.judgedHeaders);
  let negotiated: Negotiated | null = null;
  let message: MilterMessage | null = null;
  /** Macros that came for the command that is to follow. */
  let announcedLogin = "";
  let announcedQueueId = "";

  function forgetMessage(): void {
    message = null;
    announcedLogin = "";
    announcedQueueId = "";
  }

  function takeMacros(data: Buffer): string {
    const stage = String.fromCharCode(data[0] ?? 0);
    const strings = readStrings(data.subarray(1));
    if (strings.length % 2 === 1) throw malformed("a macro without a value");
    if (stage === "M") {
      announcedLogin = "";
      announcedQueueId = "";
    }
    for (let index = 0; index < strings.length; index += 2) {
      const value = strings[index + 1] as string;
      if (stage === "M" && strings[index] === "{auth_authen}") announcedLogin = value;
      if (strings[index] !== "i") continue;
      // Postfix has a queue id only from the first accepted recipient on, so the latest one is the message's.
      if (message === null) announcedQueueId = value;
      else message.queueId = value;
    }
    return NO_REPLY;
  }

  function beginMessage(data: Buffer): string {
    const [reversePath] = readStrings(data);
    if (reversePath === undefined) throw malformed("MAIL without an address");
    const opened = announcedLogin === "" ? null : openMessage(announcedLogin, reversePath, announcedQueueId);
    forgetMessage();
    message = opened;
    return opened === null ? ACCEPT : CONTINUE;
  }

  function takeHeader(data: Buffer, options_: Negotiated): string {
    const [name, value, ...more] = readStrings(data);
    if (name === undefined || value === undefined || more.length > 0) throw malformed("a header is a name and a value");
    noteHeader(requireMessage(message), name, value);
    return options_.expectsReplyToHeader ? CONTINUE : NO_REPLY;
  }

  /** Refuses as soon as all headers are known, and spares the MTA the rest of a message that needs nothing done. */
  function atEndOfHeaders(judged: MilterMessage, decision: AgentDecision): string {
    judged.decision = decision;
    if (decision.verdict === "DENY") {
      forgetMessage();
      return formatRefusal(decision);
    }
    if (changesOf(judged, decision) !== "") return CONTINUE;
    forgetMessage();
    return ACCEPT;
  }

  /** A message may only be changed here. */
  function atEnd(judged: MilterMessage, decision: AgentDecision): string {
    forgetMessage();
    return decision.verdict === "DENY" ? formatRefusal(decision) : changesOf(judged, decision) + CONTINUE;
  }

  function changesOf(judged: MilterMessage, decision: AgentDecision): string {
    let changes = "";
    if (negotiated?.canChangeHeaders) {
      changes += formatRemovals(WARNING_HEADER, judged.forgedWarnings);
      changes += formatRemovals(TRACE_HEADER, judged.forgedTraces);
    }
    if (!negotiated?.canAddHeaders) return changes;
    if (decision.verdict === "WARN") changes += formatAddWarning(decision, judged.saslLogin);
    if (judged.traceToken !== null) changes += formatAddTrace(judged.traceToken);
    return changes;
  }

  function originOf(judged: MilterMessage): QuestionOrigin {
    const { queueId, messageId } = judged;
    const origin = { protocol: "milter" as const, peer: connection.peer, queueId, messageId };
    if (!options.addsTraceHeader || !negotiated?.canAddHeaders) return origin;
    const markMessage = (traceToken: string) => {
      judged.traceToken = traceToken;
    };
    return { ...origin, markMessage };
  }

  function judgeMessage(
    conclude: (judged: MilterMessage, decision: AgentDecision) => string,
  ): string | Promise<string> {
    const judged = requireMessage(message);
    if (judged.decision !== null) return conclude(judged, judged.decision);
    if (hasTooManyForgedHeaders(judged)) {
      forgetMessage();
      return REFUSE_FORGERY;
    }
    try {
      const answer = judge(questionOf(judged, judgedHeaders), originOf(judged));
      if (!isPromise(answer)) return conclude(judged, answer);
      return answer.then((decision) => conclude(judged, decision), defer);
    } catch (error) {
      return defer(error);
    }
  }

  /** Unlike policy delegation, milter has a word for "not now": the connection can stay. */
  function defer(error: unknown): string {
    connection.report(error instanceof ProtocolTrouble ? error : noDecision(error));
    forgetMessage();
    return TEMPFAIL;
  }

  function answer({ command, data }: MilterPacket): string | null | Promise<string> {
    if (command === "O") {
      const { negotiated: agreed, answer: ours } = negotiate(data);
      negotiated = agreed;
      forgetMessage();
      return formatPacket("O", ours);
    }
    if (command === "Q") return null;
    if (negotiated === null) throw malformed("a command before the option negotiation");
    switch (command) {
      case "D":
        return takeMacros(data);
      case "M":
        return beginMessage(data);
      case "L":
        return takeHeader(data, negotiated);
      case "N":
        return judgeMessage(atEndOfHeaders);
      case "E":
        return judgeMessage(atEnd);
      case "B":
        return negotiated.canSkipBody ? SKIP : CONTINUE;
      case "C":
      case "H":
      case "R":
      case "T":
      case "U":
        return CONTINUE;
      case "A":
      case "K":
        forgetMessage();
        return NO_REPLY;
      default:
        throw malformed("an unknown command");
    }
  }

  return openRequestLoop(connection, createPacketReader(options.maxPacketBytes), answer, {
    encoding: "latin1",
    holdsOpen: () => message !== null,
  });
}

function requireMessage(message: MilterMessage | null): MilterMessage {
  if (message === null) throw malformed("a part of a message before MAIL");
  return message;
}
