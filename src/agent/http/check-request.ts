import { z } from "zod";
import type { Decision, SenderQuestion } from "../../decision/index.js";

/** The bounds of `authorizeSenders` in the API. */
const MOST_FROM_ADDRESSES = 100;
const LONGEST_TEXT = 1000;
const text = z.string().max(LONGEST_TEXT);

const body = z.strictObject({
  login: text.min(1),
  /** Empty for the null reverse-path, as everywhere. */
  sender: text,
  headerFrom: z.array(text).max(MOST_FROM_ADDRESSES).optional(),
});

export type ParsedCheck =
  | { readonly ok: true; readonly question: SenderQuestion }
  | { readonly ok: false; readonly problem: string };

/** `{login, sender, headerFrom}`, the arguments of `authorizeSender` in the public schema. */
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
  return { ok: true, question: toQuestion(parsed.data) };
}

/** `?login=&sender=&from=&from=`; a missing sender is a mistake, an empty one is the null reverse-path. */
export function parseCheckQuery(query: URLSearchParams): ParsedCheck {
  for (const name of query.keys()) {
    if (name !== "login" && name !== "sender" && name !== "from")
      return { ok: false, problem: `unknown parameter ${name}` };
  }
  const [logins, senders, headerFrom] = [query.getAll("login"), query.getAll("sender"), query.getAll("from")];
  if (logins.length !== 1 || logins[0] === "") return { ok: false, problem: "login is needed, once" };
  if (senders.length !== 1) return { ok: false, problem: "sender is needed, once; empty for the null reverse-path" };
  if (headerFrom.length > MOST_FROM_ADDRESSES) return { ok: false, problem: "too many from" };
  return {
    ok: true,
    question: toQuestion({
      login: logins[0]!,
      sender: senders[0]!,
      headerFrom: headerFrom.length === 0 ? undefined : headerFrom,
    }),
  };
}

function toQuestion({ login, sender, headerFrom }: z.infer<typeof body>): SenderQuestion {
  const question = { login, reversePath: sender };
  return headerFrom === undefined ? question : { ...question, fromAddresses: headerFrom };
}

/** The fields of `SenderDecision` in the public schema. */
export function formatDecisionJson(decision: Decision): string {
  const { verdict, reason, wouldDeny, mode, smtpReply, revision } = decision;
  return JSON.stringify({ verdict, reason, wouldDeny, mode, smtpReply, revision });
}
