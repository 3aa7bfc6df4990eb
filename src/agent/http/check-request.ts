import { z } from "zod";
import type { CheckRequest } from "../../decision/index.js";
import { writtenReversePath } from "../../kernel/index.js";
import type { AgentDecision } from "../decision-source.js";
import { judgeSenderFields, MAX_JUDGED_SENDERS, type SenderField } from "../judged-senders.js";

/** As in `authorizeSenders` of the API. */
const MAX_TEXT_LENGTH = 1000;
const MAX_FROM_HEADERS = 64;
const text = z.string().max(MAX_TEXT_LENGTH);
/** A body bounds it, and a request line. */
const headerValue = z.string();

const body = z.strictObject({
  login: text.min(1),
  /** Empty for the null reverse-path, as everywhere. */
  sender: text,
  headerFrom: z.array(text).max(MAX_JUDGED_SENDERS).optional(),
  /** Whole values of From headers, for callers that cannot take them apart. */
  fromHeader: z.array(headerValue).max(MAX_FROM_HEADERS).optional(),
  /** Of the most recent block of Resent fields: addresses of Resent-From and Resent-Sender. */
  resentFrom: z.array(text).max(MAX_JUDGED_SENDERS).optional(),
  /** The whole values of these. */
  resentFromHeader: z.array(headerValue).max(MAX_FROM_HEADERS).optional(),
});

export type ParsedCheck =
  | { readonly ok: true; readonly question: CheckRequest }
  | { readonly ok: false; readonly problem: string };

/**
 * `{login, sender, headerFrom, resentFrom}`, the arguments of `authorizeSender` in the public schema, and `fromHeader` and
 * `resentFromHeader`.
 */
export function parseCheckBody(json: string): ParsedCheck {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, problem: "the body is no JSON" };
  }
  const parsed = body.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
    return { ok: false, problem: problems.join("; ") };
  }
  return toQuestion(parsed.data);
}

const PARAMETERS = new Set(["login", "sender", "from", "fromHeader", "resentFrom", "resentFromHeader"]);

/**
 * `?login=&sender=&from=&from=&fromHeader=`; a missing sender is a mistake, an empty one is the null reverse-path. `from`
 * is an address, `fromHeader` the whole value of a From header, `resentFrom` and `resentFromHeader` the same of the most
 * recent block of Resent fields; each may be there several times.
 */
export function parseCheckQuery(query: URLSearchParams): ParsedCheck {
  for (const name of query.keys()) {
    if (!PARAMETERS.has(name)) return { ok: false, problem: `unknown parameter ${name}` };
  }
  const [logins, senders] = [query.getAll("login"), query.getAll("sender")];
  const [headerFrom, fromHeader] = [query.getAll("from"), query.getAll("fromHeader")];
  const [resentFrom, resentFromHeader] = [query.getAll("resentFrom"), query.getAll("resentFromHeader")];
  if (logins.length !== 1 || logins[0] === "") return { ok: false, problem: "login is needed, once" };
  if (senders.length !== 1) return { ok: false, problem: "sender is needed, once; empty for the null reverse-path" };
  if (headerFrom.length > MAX_JUDGED_SENDERS) return { ok: false, problem: "too many from" };
  if (fromHeader.length > MAX_FROM_HEADERS) return { ok: false, problem: "too many fromHeader" };
  if (resentFrom.length > MAX_JUDGED_SENDERS) return { ok: false, problem: "too many resentFrom" };
  if (resentFromHeader.length > MAX_FROM_HEADERS) return { ok: false, problem: "too many resentFromHeader" };
  return toQuestion({
    login: logins[0] as string,
    sender: senders[0] as string,
    headerFrom: givenOf(headerFrom),
    fromHeader: givenOf(fromHeader),
    resentFrom: givenOf(resentFrom),
    resentFromHeader: givenOf(resentFromHeader),
  });
}

function givenOf(values: string[]): string[] | undefined {
  return values.length === 0 ? undefined : values;
}

function toQuestion({ login, sender, ...header }: z.infer<typeof body>): ParsedCheck {
  const question = { login, reversePath: writtenReversePath(sender) };
  if (Object.values(header).every((values) => values === undefined)) return { ok: true, question };
  // As the milter has it: a header of too many mailboxes is a mistake of the message, not of who asks.
  const fields = fieldsOf("From", header.fromHeader);
  const judged = judgeSenderFields(fields, {
    alsoAddresses: header.headerFrom,
    resentFields: fieldsOf("Resent-From", header.resentFromHeader),
    alsoResentAddresses: header.resentFrom,
  });
  return { ok: true, question: { ...question, ...judged } };
}

function fieldsOf(name: string, values: readonly string[] = []): SenderField[] {
  return values.map((value) => ({ name, value }));
}

/** The fields of `SenderDecision` in the public schema. */
export function formatDecisionJson(decision: AgentDecision): string {
  const { verdict, reason, wouldDeny, mode, smtpReply = null, revision } = decision;
  return JSON.stringify({ verdict, reason, wouldDeny, mode, smtpReply, revision });
}
