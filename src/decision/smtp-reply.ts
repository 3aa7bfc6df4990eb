import { type PageLink, pageLink } from "../kernel/index.js";
import { languageFor, type TextKey } from "../texts/index.js";
import type { Decision, DecisionReason, RefusalAdvice } from "./decision.types.js";

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

/** Advice that needs no page. */
const WITHOUT_PAGE: ReadonlySet<ReplyText> = new Set([
  "smtpReply.askProvider",
  "smtpReply.correct",
  "smtpReply.useAnother",
  "smtpReply.forward",
]);

type Refusal = Pick<Decision, "reason" | "refused">;

/**
 * The reply to a refused sender, null for others. It tells a person what to do next, with a link that `publicUrl`
 * begins and that carries the two addresses where there is room for them: one line of printable ASCII, 400 octets at
 * most, without CR and LF, and so in English (RFC 5321 4.2.1). The addresses are attacker text and are cleaned and cut;
 * `%` is left alone, so a milter doubles it.
 *
 * Advice in WORDS names the host of `publicUrl` in place of the link, and the whole reply has no `/`. `adviceHere`,
 * what one gateway is told to advise, goes before what the policies say.
 */
export function smtpReply(
  { reason, refused }: Refusal,
  publicUrl: string,
  adviceHere: RefusalAdvice | null = null,
): string | null {
  if (refused === null) return null;
  const { sender, login } = refused;
  const [problem, advice] = wordsOf(reason, refused);
  const values = { login: clean(login), page: "" };
  const reply = `550 5.7.1 <${clean(sender)}>: ${english.say(problem, values)}`;
  if ((adviceHere ?? refused.advice) === "WORDS") {
    const page = hostAlone(publicUrl);
    const named = page === null && !WITHOUT_PAGE.has(advice) ? "smtpReply.askProvider" : advice;
    const full = fitting(reply, english.say(named, { login: values.login, page: page ?? "" })) ?? reply;
    return full.replaceAll("/", "?");
  }
  const base = { publicUrl: publicUrl.endsWith("/") ? publicUrl.replace(/\/+$/, "") : publicUrl };
  // A link that was cut off would lead nowhere: with less in each, and most replies have room for the first.
  const withLink = (link: PageLink) =>
    fitting(reply, english.say(advice, { login: values.login, page: pageLink(base, link) }));
  return (
    withLink({ to: "senders", address: sender, account: login }) ??
    withLink({ to: "senders", address: sender }) ??
    withLink({ to: "senders" }) ??
    reply
  );
}

function wordsOf(reason: DecisionReason, { sender, isAuthorOfResent }: NonNullable<Refusal["refused"]>): Words {
  const [problem, advice] = WORDS[reason] ?? (sender === "" ? NULL_SENDER : NOT_AUTHORIZED);
  // Whoever resends wants nobody's address: asking for it would put a stranger to trouble.
  return [problem, isAuthorOfResent ? "smtpReply.forward" : advice];
}

/** With the advice; null where there is no room for the whole of it. */
function fitting(reply: string, advice: string): string | null {
  const full = `${reply}; ${printable(advice)}`;
  return full.length <= MAX_REPLY_LENGTH ? full : null;
}

/** `mayfrom.example` of `https://mayfrom.example/`: what a person types; null where the host alone does not lead there. */
function hostAlone(publicUrl: string): string | null {
  if (!URL.canParse(publicUrl)) return null;
  const { host, pathname } = new URL(publicUrl);
  return /^\/*$/.test(pathname) && host !== "" ? host : null;
}

function clean(text: string): string {
  return text.length <= MAX_ADDRESS_LENGTH ? printable(text) : `${printable(text.slice(0, MAX_ADDRESS_LENGTH - 3))}...`;
}

function printable(text: string): string {
  return text.replace(/[^ -~]/g, "?");
}
