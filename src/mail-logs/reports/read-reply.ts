import { parseFromHeader } from "../../kernel/index.js";
import type { ReportParts } from "./report-parts.js";

/** What somebody wrote back, as far as an answer to it needs to know: never what it says. */
export interface ReplyRecord {
  /** The one address of From. */
  readonly fromAddress: string;
  /** With its angle brackets; null where there is none that could be named in an answer. */
  readonly messageId: string | null;
  /** Messages that it answers (RFC 5322 3.6.4), with angle brackets, at most 20. */
  readonly references: readonly string[];
}

const MAX_REFERENCES = 20;
/** RFC 5322 2.1.1 allows lines of 998; nobody's identifiers are that long. */
const MESSAGE_ID = /<[!-;=?-~]{3,250}>/g;

/** RFC 3834 2 and what was usual before it: fields that no person's mail program writes. */
const FIELDS_OF_MACHINES =
  /^(?:list-.*|x-auto-?(?:reply|respond|response(?!-suppress)|generated).*|x-(?:failed-recipients|loop|mailing-list|beenthere|mailer-daemon|cron-env|envelope-autoreply)|mailing-list|feedback-id|delivered-by|x-campaign.*|x-mc-.*)$/;
const BULK = /^(?:bulk|list|junk|auto[-_]?reply)\b/i;
const SUPPRESSED = /\b(?:all|autoreply|oof)\b/i;
const LOCAL_PARTS_OF_MACHINES =
  /^(?:mailer-?daemon|postmaster|daemon|root|uucp|listserv|majordomo|owner-.*|.*-(?:owner|request|bounces?|errors?)|bounces?(?:[-+=].*)?|(?:do[-_.]?)?no[-_.]?t?[-_.]?reply.*|auto-?(?:reply|response|responder).*)$/i;
const SUBJECTS_OF_MACHINES =
  /^\s*(?:auto(?:matic)?(?:[- ]?(?:reply|response))?\s*:|out of (?:the )?office|automatische (?:antwort|r[uü]ckmeldung)|abwesenheit|r[eé]ponse automatique|absence du bureau|undeliver|delivery (?:status|failure)|returned mail|mail delivery)/i;

/**
 * A message that a person may have written (RFC 3834 2): null for reports, lists, automatic answers and whatever else is
 * best left without one. `reversePath` is that of its envelope, "" for the null reverse-path.
 */
export function readReply({ header, topType, isOverlong }: ReportParts, reversePath: string): ReplyRecord | null {
  if (isOverlong || reversePath === "" || isOfMachine(reversePath)) return null;
  if (topType.type === "multipart/report" || topType.type === "message/rfc822") return null;
  const automatic =
    header
      .get("auto-submitted")
      ?.split(/[;\s(]/)[0]
      ?.toLowerCase() ?? "no";
  if (automatic !== "no" || header.hasAny(FIELDS_OF_MACHINES)) return null;
  if (BULK.test(header.get("precedence") ?? "")) return null;
  if (SUPPRESSED.test(header.get("x-auto-response-suppress") ?? "")) return null;
  if (/<\s*>/.test(header.get("return-path") ?? "") || SUBJECTS_OF_MACHINES.test(header.get("subject") ?? ""))
    return null;
  const from = parseFromHeader(header.getOnly("from") ?? "");
  const [fromAddress] = from.addresses;
  if (!from.isComplete || from.addresses.length !== 1 || fromAddress === undefined) return null;
  if (isOfMachine(fromAddress)) return null;
  return {
    fromAddress,
    messageId: header.getOnly("message-id")?.match(MESSAGE_ID)?.[0] ?? null,
    references: referencesOf(header.get("in-reply-to"), header.get("references")),
  };
}

function isOfMachine(address: string): boolean {
  return LOCAL_PARTS_OF_MACHINES.test(address.slice(0, address.lastIndexOf("@")));
}

/** What it answers directly comes first, then the newest of what went before. */
function referencesOf(inReplyTo: string | null, references: string | null): string[] {
  const before = references?.match(MESSAGE_ID) ?? [];
  return [...new Set([...(inReplyTo?.match(MESSAGE_ID) ?? []), ...before.reverse()])].slice(0, MAX_REFERENCES);
}
