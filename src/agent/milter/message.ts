import type { CheckRequest } from "../../decision/index.js";
import { type ReversePath, TRACE_HEADER, writtenReversePath } from "../../kernel/index.js";
import type { AgentDecision } from "../decision-source.js";
import { judgeSenderFields } from "../judged-senders.js";
import { openResentBlock, type ResentBlock } from "../resent-block.js";
import { WARNING_HEADER } from "../wire/reply-text.js";

/** Headers that say who a message is from, lower case. */
export type SenderHeader = "from" | "sender";

/** One message between MAIL and its end. */
export interface MilterMessage {
  readonly saslLogin: string;
  /** External form without brackets; empty for the null reverse-path. */
  readonly reversePath: ReversePath;
  /** Values of every occurrence, in order, as the MTA sent them. */
  readonly headers: { readonly name: SenderHeader; readonly value: string }[];
  /** Who resent it last. */
  readonly resent: ResentBlock;
  headerCharacters: number;
  /** More sender headers than anybody has a use for. */
  hasTooManyHeaders: boolean;
  /** Occurrences of headers that only we add, as the client put them in. */
  forgedWarnings: number;
  forgedTraces: number;
  queueId: string;
  /** With its brackets; null when the message has none that could be one. */
  messageId: string | null;
  /** For the trace header; null for a message that gets none. */
  traceToken: string | null;
  decision: AgentDecision | null;
}

const MAX_HEADERS = 64;
const MAX_HEADER_CHARACTERS = 262_144;
/** Removing one takes an MTA as long as there are others before it. */
const MAX_FORGED_HEADERS = 1000;
/** RFC 5322 2.1.1: characters of a line. */
const MAX_MESSAGE_ID_LENGTH = 998;

export function openMessage(saslLogin: string, mailArgument: string, queueId: string): MilterMessage {
  return {
    saslLogin,
    reversePath: readReversePath(mailArgument),
    headers: [],
    resent: openResentBlock(),
    headerCharacters: 0,
    hasTooManyHeaders: false,
    forgedWarnings: 0,
    forgedTraces: 0,
    queueId,
    messageId: null,
    traceToken: null,
    decision: null,
  };
}

/** `<@route:address>` or `<address>`; brackets and the obsolete route (RFC 5321 appendix F.2) are not of the address. */
function readReversePath(mailArgument: string): ReversePath {
  const trimmed = mailArgument.trim();
  const path = trimmed.startsWith("<") && trimmed.endsWith(">") ? trimmed.slice(1, -1) : trimmed;
  const route = /^@[^:"]*:/.exec(path);
  return writtenReversePath(route === null ? path : path.slice(route[0].length));
}

const WARNING_HEADER_NAME = WARNING_HEADER.toLowerCase();
const TRACE_HEADER_NAME = TRACE_HEADER.toLowerCase();

export function noteHeader(message: MilterMessage, name: string, value: string): void {
  const lowerCaseName = name.trim().toLowerCase();
  if (lowerCaseName === WARNING_HEADER_NAME) {
    message.forgedWarnings += 1;
    return;
  }
  if (lowerCaseName === TRACE_HEADER_NAME) {
    message.forgedTraces += 1;
    return;
  }
  if (lowerCaseName === "message-id") message.messageId ??= readMessageId(value);
  if (lowerCaseName.startsWith("resent-")) {
    message.headerCharacters += value.length;
    // Nobody honest's Resent fields are as long as that: what is left out counts as unreadable, as with From.
    message.hasTooManyHeaders ||= message.headerCharacters > MAX_HEADER_CHARACTERS;
    if (!message.hasTooManyHeaders) message.resent.note(name, value);
    return;
  }
  message.resent.note(name, "");
  if (lowerCaseName !== "from" && lowerCaseName !== "sender") return;
  message.headerCharacters += value.length;
  if (message.headers.length >= MAX_HEADERS || message.headerCharacters > MAX_HEADER_CHARACTERS) {
    message.hasTooManyHeaders = true;
    return;
  }
  message.headers.push({ name: lowerCaseName, value });
}

/** Nobody honest sends that many, and those left in would pass for ours. */
export function hasTooManyForgedHeaders({ forgedWarnings, forgedTraces }: MilterMessage): boolean {
  return forgedWarnings + forgedTraces > MAX_FORGED_HEADERS;
}

/** As a feedback report gives it back (RFC 5322 3.6.4), whatever stands around it. */
function readMessageId(value: string): string | null {
  const id = /<[^<>\s]+>/.exec(value)?.[0] ?? "";
  return id !== "" && id.length <= MAX_MESSAGE_ID_LENGTH ? id : null;
}

/** The question that a message asks: its reverse-path, and its sender headers. One without From asks nothing more. */
export function questionOf(message: MilterMessage, judged: ReadonlySet<SenderHeader>): CheckRequest {
  const fields = message.headers
    .filter(({ name }) => judged.has(name))
    .map(({ name, value }) => ({ name: HEADER_NAMES[name], value }));
  const senders = judgeSenderFields(fields, { isCut: message.hasTooManyHeaders, resentFields: message.resent.fields });
  return { login: message.saslLogin, reversePath: message.reversePath, ...senders };
}

const HEADER_NAMES: Readonly<Record<SenderHeader, string>> = {
  from: "From",
  sender: "Sender",
};
