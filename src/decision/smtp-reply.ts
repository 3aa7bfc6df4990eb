import { type PageLink, pageLink } from "../kernel/index.js";
import { languageFor, type TextKey } from "../texts/index.js";
import type { Decision, DecisionReason } from "./decision.types.js";

/** RFC 5321 4.5.3.1.5 allows a reply line of 512 octets; the MTA may put something of its own around ours. */
const MAX_REPLY_LENGTH = 400;
const MAX_ADDRESS_LENGTH = 100;

const english = languageFor("en");

type ReplyText = Extract<TextKey, `smtpReply.${string}`>;

/** What is wrong, and what to do about it. */
type Words = readonly [problem: ReplyText, advice: ReplyText];

const NOT_AUTHORIZED: Words = ["smtpReply.notAuthorized", "smtpReply.add"];

const WORDS: Readonly<Partial<Record<DecisionReason, Words>>> = {
  SUSPENDED: ["smtpReply.suspended", "smtpReply.askProvider"],
  MALFORMED: ["smtpReply.malformed", "smtpReply.correct"],
  PENDING: ["smtpReply.pending", "smtpReply.see"],
  DENIED_BY_OWNER: ["smtpReply.denied", "smtpReply.useAnother"],
  EXPIRED: ["smtpReply.expired", "smtpReply.renew"],
  PAUSED: ["smtpReply.paused", "smtpReply.confirmAgain"],
  REVOKED: ["smtpReply.revoked", "smtpReply.askAgain"],
  UNKNOWN_LOGIN: ["smtpReply.unknownLogin", "smtpReply.askProvider"],
};

const NULL_SENDER: Words = ["smtpReply.nullSender", "smtpReply.askProvider"];

/**
 * The reply to a refused sender, null for others. It tells a person what to do next, with a link that `publicUrl`
 * begins and that carries the two addresses where there is room for them: one line of printable ASCII, 400 octets at
 * most, without CR and LF, and so in English (RFC 5321 4.2.1). The addresses are attacker text and are cleaned and cut;
 * `%` is left alone, so a milter doubles it.
 */
export function smtpReply({ reason, refused }: Pick<Decision, "reason" | "refused">, publicUrl: string): string | null {
  if (refused === null) return null;
  const { sender, login } = refused;
  const [problem, advice] = WORDS[reason] ?? (sender === "" ? NULL_SENDER : NOT_AUTHORIZED);
  const values = { login: clean(login), page: "" };
  const reply = `550 5.7.1 <${clean(sender)}>: ${english.say(problem, values)}`;
  const base = { publicUrl: publicUrl.replace(/\/+$/, "") };
  // A link that was cut off would lead nowhere.
  for (const link of linksOf(sender, login)) {
    const full = `${reply}; ${printable(english.say(advice, { ...values, page: pageLink(base, link) }))}`;
    if (full.length <= MAX_REPLY_LENGTH) return full;
  }
  return reply;
}

/** With less in each: most replies have room for the first, and no other is made. */
function* linksOf(address: string, account: string): Generator<PageLink> {
  yield { to: "senders", address, account };
  yield { to: "senders", address };
  yield { to: "senders" };
}

function clean(text: string): string {
  return text.length <= MAX_ADDRESS_LENGTH ? printable(text) : `${printable(text.slice(0, MAX_ADDRESS_LENGTH - 3))}...`;
}

function printable(text: string): string {
  return text.replace(/[^ -~]/g, "?");
}
