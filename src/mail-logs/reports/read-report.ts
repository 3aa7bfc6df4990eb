import { isTraceToken, TRACE_HEADER } from "../../kernel/index.js";
import type { ReportRecord } from "../submission-record.js";
import { HeaderBlock } from "./header-block.js";
import { readPlainBounce } from "./read-plain-bounce.js";
import type { ReportParts } from "./report-parts.js";

const MAX_GROUP_OCTETS = 64 * 1024;
const MAX_RECIPIENTS = 1_000;
const MAX_DIAGNOSTIC_LENGTH = 2_000;

export type ReportFormat = "arf" | "dsn";

/** What a plain bounce does not say. */
const NO_REPORT = {
  format: "dsn",
  feedbackType: null,
  originalTraceToken: null,
  arrivalDate: null,
  originalQueueId: null,
  reportingServer: null,
} as const;

/**
 * The records of a feedback report (one), a delivery status notification or a plain bounce (one for each recipient).
 * Empty when the message is none of them, or not of the wanted format.
 */
export function readReport(
  parts: ReportParts,
  wanted: ReportFormat | "auto",
  source: string,
  line: number,
): ReportRecord[] {
  // A gateway may wrap a report anew as multipart/mixed; the part still says what it is.
  if (parts.feedback !== null && wanted !== "dsn") return readFeedback(parts, parts.feedback, source, line);
  if (wanted === "arf") return [];
  if (parts.deliveryStatus !== null) return readStatus(parts, parts.deliveryStatus, source, line);
  return readPlainBounce(parts).map((failure) => ({
    ...NO_REPORT,
    ...failure,
    originalMessageId: readMessageId(parts.original),
    originalMailFrom: null,
    originalRecipient: failure.finalRecipient,
    reportedTo: readReportedTo(parts.header),
    source,
    line,
  }));
}

/** RFC 5965 3: one group of fields. */
function readFeedback(parts: ReportParts, lines: readonly string[], source: string, line: number): ReportRecord[] {
  const fields = new HeaderBlock(MAX_GROUP_OCTETS);
  for (const field of lines) if (field !== "") fields.add(field);
  const feedbackType = fields.get("feedback-type");
  if (feedbackType === null) return [];
  return [
    {
      format: "arf",
      feedbackType: feedbackType.toLowerCase(),
      originalMailFrom: readPath(fields.get("original-mail-from") ?? parts.original?.get("return-path") ?? null),
      originalMessageId: readMessageId(parts.original),
      originalTraceToken: readTraceToken(parts.original),
      originalRecipient: readPath(fields.get("original-rcpt-to")),
      finalRecipient: null,
      diagnostic: null,
      arrivalDate: readDate(fields.get("arrival-date") ?? fields.get("received-date")),
      action: null,
      status: null,
      originalQueueId: fields.get("original-envelope-id"),
      reportedTo: readReportedTo(parts.header),
      reportingServer: fields.get("reported-domain") ?? fields.get("user-agent"),
      source,
      line,
    },
  ];
}

/** RFC 3464 2.1: a group about the message, then one for each recipient, with empty lines between. */
function readStatus(parts: ReportParts, lines: readonly string[], source: string, line: number): ReportRecord[] {
  const [message, ...recipients] = splitGroups(lines);
  if (message === undefined) return [];
  return recipients.slice(0, MAX_RECIPIENTS).map((recipient) => ({
    format: "dsn" as const,
    feedbackType: null,
    originalMailFrom:
      readTyped(message.get("x-postfix-sender")) ?? readPath(parts.original?.get("return-path") ?? null),
    originalMessageId: readMessageId(parts.original),
    originalTraceToken: null,
    originalRecipient: readTyped(recipient.get("original-recipient")) ?? readTyped(recipient.get("final-recipient")),
    finalRecipient: readTyped(recipient.get("final-recipient")),
    diagnostic: readTyped(recipient.get("diagnostic-code"))?.slice(0, MAX_DIAGNOSTIC_LENGTH) ?? null,
    arrivalDate: readDate(message.get("arrival-date")),
    action: recipient.get("action")?.toLowerCase().split(/[\s(]/)[0] ?? null,
    status: /[245]\.\d{1,3}\.\d{1,3}/.exec(recipient.get("status") ?? "")?.[0] ?? null,
    originalQueueId: message.get("x-postfix-queue-id") ?? message.get("original-envelope-id"),
    reportedTo: readReportedTo(parts.header),
    reportingServer: readTyped(message.get("reporting-mta")),
    source,
    line,
  }));
}

function splitGroups(lines: readonly string[]): HeaderBlock[] {
  const groups: HeaderBlock[] = [];
  let group = new HeaderBlock(MAX_GROUP_OCTETS);
  for (const line of [...lines, ""]) {
    if (line.trim() !== "") {
      group.add(line);
    } else if (!group.isEmpty) {
      groups.push(group);
      group = new HeaderBlock(MAX_GROUP_OCTETS);
    }
  }
  return groups;
}

/** `<a@b>` or `a@b` without its brackets; "" for the null reverse-path; null for what is no address. */
function readPath(value: string | null): string | null {
  if (value === null) return null;
  const path = value.trim();
  const bracketed = /<([^<>]*|"(?:[^"\\]|\\.)*"@[^<>]*)>/.exec(path);
  const address = bracketed === null ? path : (bracketed[1] ?? "");
  if (address === "" && bracketed !== null) return "";
  return /^[^\s@].*@[^\s@]+$|^"/.test(address) ? address : null;
}

/** `rfc822; a@b` and `dns; host`: what stands behind the type; all of what has none, though its words have a semicolon. */
function readTyped(value: string | null): string | null {
  if (value === null) return null;
  const type = /^\s*[\w.-]+\s*(?:\([^()]*\)\s*)?;/.exec(value)?.[0] ?? "";
  const text = value.slice(type.length).trim();
  if (text === "") return type === "" ? null : "";
  return text.startsWith("<") && text.endsWith(">") ? text.slice(1, -1) : text;
}

function readMessageId(original: HeaderBlock | null): string | null {
  const value = original?.get("message-id") ?? null;
  return value === null ? null : (/<[^<>\s]+>/.exec(value)?.[0] ?? null);
}

/** Nothing but a token, in one occurrence: of several, nobody can say which one is ours. */
function readTraceToken(original: HeaderBlock | null): string | null {
  const value = original?.getOnly(TRACE_HEADER.toLowerCase())?.trim() ?? "";
  return isTraceToken(value) ? value : null;
}

function readReportedTo(header: HeaderBlock): string | null {
  return readPath(header.get("delivered-to") ?? header.get("x-original-to") ?? header.get("to"));
}

function readDate(value: string | null): string | null {
  if (value === null) return null;
  const time = Date.parse(value.replace(/\([^()]*\)/g, "").trim());
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
