import { readEvidence } from "./evidence-line.js";

/** A command or message that smtpd refused, and whose line names the login. */
export interface RefusalLine {
  /** `reject`, `milter-reject`, `proxy-accept`, … */
  readonly action: string;
  readonly where: string;
  readonly client: string;
  readonly sender: string;
  readonly recipient: string | null;
  /** Null in lines of Postfix before 3.2, and for clients that did not authenticate. */
  readonly login: string | null;
}

// smtpd_check.c log_whatsup, since 3.10: the login is raw, the AUTH= parameter behind it is xtext.
const PLAIN_LOGIN = /^ sasl_method=[^ ]+ sasl_username=(.*?)(?: sasl_sender=(?:[!-*,-<>-~]|\+[0-9A-F]{2})*)?$/s;
// smtpd.c smtpd_whatsup, since 3.2.
const BRACKETED_LOGIN = /^ sasl_username=<(.*)>$/s;
const ACTION = /^([a-z_-]+): ([A-Z-]+)(?: from ([^ ]+\[[^ \]]*\])(?::[0-9]+)?)?: /;

/** Reads what follows `QUEUEID: `; null when it is no such line, "ambiguous" when it can be read in several ways. */
export function readRefusalLine(text: string): RefusalLine | "ambiguous" | null {
  const action = ACTION.exec(text);
  if (action === null) return null;
  const evidence = readEvidence(text, isLoginOrEnd);
  if (evidence === null || evidence === "ambiguous") return evidence;
  return {
    action: action[1] ?? "",
    where: action[2] ?? "",
    client: action[3] ?? "",
    sender: evidence.sender,
    recipient: evidence.recipient,
    login: loginOf(evidence.rest),
  };
}

function isLoginOrEnd(rest: string): boolean {
  return rest === "" || PLAIN_LOGIN.test(rest) || BRACKETED_LOGIN.test(rest);
}

function loginOf(rest: string): string | null {
  const match = BRACKETED_LOGIN.exec(rest) ?? PLAIN_LOGIN.exec(rest);
  return match?.[1] ?? null;
}

/** Actions after which the client has its refusal; the others let the command go on. */
export function isRefusal(action: string): boolean {
  return action === "reject" || action === "milter-reject" || action === "proxy-reject" || action === "hangup";
}
