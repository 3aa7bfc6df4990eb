import type { Decision, DecisionReason } from "./decision.types.js";

/** RFC 5321 4.5.3.1.5 allows a reply line of 512 octets; the MTA may put something of its own around ours. */
const MAX_REPLY_LENGTH = 400;
const MAX_ADDRESS_LENGTH = 100;

/**
 * The reply to a refused sender, null for others. It tells a person what to do next, with a link that `publicUrl` begins: one line of printable ASCII, 400 octets at most,
 * without CR and LF. The addresses are attacker text and are cleaned and cut; `%` is left alone, so a milter doubles it.
 */
export function smtpReply({ reason, refused }: Pick<Decision, "reason" | "refused">, publicUrl: string): string | null {
  if (refused === null) return null;
  const { sender, login } = refused;
  const [problem, advice] = wordsFor(reason, sender === "", clean(login), publicUrl.replace(/\/+$/, ""));
  const reply = `550 5.7.1 <${clean(sender)}>: ${problem}`;
  const full = `${reply}; ${printable(advice)}`;
  // An address of the console that was cut off would lead nowhere.
  return full.length <= MAX_REPLY_LENGTH ? full : reply;
}

function wordsFor(reason: DecisionReason, isNull: boolean, login: string, publicUrl: string): [string, string] {
  const consolePage = `${publicUrl}/console/identities`;
  switch (reason) {
    case "SUSPENDED":
      return [`sending is suspended for ${login}`, "ask your mail provider"];
    case "MALFORMED":
      return ["not a valid sender address", "correct it in your mail program"];
    case "PENDING":
      return [`its owner has not confirmed yet that ${login} may use it`, `see ${consolePage}`];
    case "DENIED_BY_OWNER":
      return [`its owner does not let ${login} use it`, "use another sender address"];
    case "EXPIRED":
      return [`the permission of ${login} to use it has expired`, `renew it at ${consolePage}`];
    case "PAUSED":
      return [`the permission of ${login} to use it is paused`, `have it confirmed again at ${consolePage}`];
    case "REVOKED":
      return [`the permission of ${login} to use it was revoked`, `ask for it again at ${consolePage}`];
    case "UNKNOWN_LOGIN":
      return [`not the address of ${login}, which is not known here`, "ask your mail provider"];
    default:
      return isNull
        ? [`${login} may not send with an empty sender`, "ask your mail provider"]
        : [`not an authorized sender of ${login}`, `add it at ${consolePage}`];
  }
}

function clean(text: string): string {
  return text.length <= MAX_ADDRESS_LENGTH ? printable(text) : `${printable(text.slice(0, MAX_ADDRESS_LENGTH - 3))}...`;
}

function printable(text: string): string {
  return text.replace(/[^ -~]/g, "?");
}
