import { In } from "typeorm";
import { findIdentityByKey } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { parseEmailAddress } from "../../kernel/index.js";
import { type Budget, OutboxMail, queuePlainMail, spend, whoAskedForIt } from "../../outbox/index.js";
import { mailboxAt } from "../../policy/index.js";
import { isOurSender, mailIdOf, returnPathTagOf } from "../tokens.js";

/** What a person wrote back; `messageId` and `references` with their angle brackets. */
export interface Reply {
  /** Of the envelope. */
  readonly reversePath: string;
  readonly forwardPaths: readonly string[];
  readonly fromAddress: string;
  readonly messageId: string | null;
  readonly references: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const ANSWERED_TEMPLATES = ["question", "question-digest", "owner-link"];

/**
 * Somebody replied to a question. A reply decides nothing, for anybody can write one in the owner's name: one mail a day
 * tells whoever was asked how to answer and how to be left alone, whatever the state of the question is, and nobody else
 * hears from us (RFC 3834 2). Returns whether it was queued.
 */
export async function answerReply(tx: Transaction, mailFrom: string, reply: Reply): Promise<boolean> {
  const { fromAddress, reversePath, forwardPaths } = reply;
  if (!forwardPaths.some((path) => returnPathTagOf(path) !== null || isOurSender(mailFrom, path))) return false;
  if ([fromAddress, reversePath].some((address) => isOurSender(mailFrom, address))) return false;
  const from = parseEmailAddress(fromAddress);
  if (!from.ok || domainOf(asWritten(reversePath)) !== from.address.domain) return false;
  const mail = await findAnswered(tx, reply, from.address.key);
  if (mail === null) return false;
  const mailbox = await mailboxAt(tx.manager, from.address.key);
  if (mailbox !== (await mailboxAt(tx.manager, keyOf(mail.toAddress)))) return false;
  if (!(await spend(tx, answerBudget(mailbox)))) return false;
  const { brandName, supportContact, colour, logo } = mail.parameters;
  return queuePlainMail(tx, {
    uniqueKey: `reply:${mail.id}:${tx.now.getTime()}`,
    template: "reply-help",
    language: mail.language,
    to: whoAskedForIt(mail.toAddress),
    parameters: {
      brandName,
      supportContact,
      colour,
      logo,
      address: mail.toAddress,
      answeredMessageId: reply.messageId,
    },
    // Notifications use the null reverse-path, so that no machine answers them (RFC 3834 3.3).
    returnPath: "",
  });
}

function answerBudget(mailbox: string): Budget {
  return { name: `answer to replies ${mailbox}`, windowMs: DAY_MS, max: 1 };
}

/** The mail it answers, by the address it was sent to or the messages it names, else the last one to its writer. */
async function findAnswered(
  tx: Transaction,
  { forwardPaths, references }: Reply,
  fromKey: string,
): Promise<OutboxMail | null> {
  const template = In(ANSWERED_TEMPLATES);
  const tags = forwardPaths.flatMap((path) => returnPathTagOf(path) ?? []);
  if (tags.length > 0) {
    return tx.manager.findOneBy(OutboxMail, { uniqueKey: In(tags.map((tag) => `question:${tag}`)), template });
  }
  const ids = references.flatMap((messageId) => mailIdOf(messageId) ?? []);
  const named = ids.length === 0 ? [] : await tx.manager.findBy(OutboxMail, { id: In(ids), template });
  const first = ids.flatMap((id) => named.find((mail) => mail.id === id) ?? [])[0];
  if (first !== undefined) return first;
  const identity = await findIdentityByKey(tx.manager, fromKey);
  if (identity === null) return null;
  return tx.manager.findOne(OutboxMail, {
    where: { subjectId: identity.id, state: "SENT", template },
    order: { id: "DESC" },
  });
}

/**
 * The address that a mail server wrapped into its reverse-path: BATV (`prvs=TAG=a@b`, `btv1==TAG==a@b`) and the first hop
 * of SRS (`SRS0=HASH=TT=b=a@forwarder`).
 */
function asWritten(reversePath: string): string {
  const srs = /^SRS0[-+=][^=]+=[^=]+=([^=]+)=(.+)@[^@]+$/i.exec(reversePath);
  if (srs !== null) return `${srs[2]}@${srs[1]}`;
  return reversePath.replace(/^(?:(?:m|ms)?prvs\d*=[^=]+=|btv1==[^=]+==)/i, "");
}

function domainOf(address: string): string | null {
  const parsed = parseEmailAddress(address);
  return parsed.ok ? parsed.address.domain : null;
}

function keyOf(address: string): string {
  const parsed = parseEmailAddress(address);
  return parsed.ok ? parsed.address.key : address.toLowerCase();
}
