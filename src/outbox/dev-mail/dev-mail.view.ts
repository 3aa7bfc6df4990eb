import Handlebars from "handlebars";
import type { Page } from "../../database/index.js";
import type { CapturedMail } from "../captured-mail.entity.js";
import type { KeptMailFilter, Mailbox } from "./captured-mail.queries.js";
import { PAGE } from "./dev-mail.html.js";

export interface DevMailPage {
  readonly filter: KeptMailFilter;
  readonly mailboxes: readonly Mailbox[];
  readonly mails: Page<CapturedMail>;
  readonly newest: string;
  readonly open: CapturedMail | null;
  readonly isText: boolean;
}

const EXCERPT_LENGTH = 140;
const TINTS = 6;

// An instance of its own; `noEscape` stays off, since subjects and addresses come from outside.
const page = Handlebars.create().compile(PAGE);

/** The whole page: mailboxes, the mails of one or all, and the open one. */
export function devMailPage({ filter, mailboxes, mails, newest, open, isText }: DevMailPage): string {
  const { mailbox, search, after } = filter;
  const total = mailboxes.reduce((sum, { count }) => sum + count, 0);
  const last = mails.cursors.at(-1);
  return page({
    newest,
    search: search ?? "",
    mailbox: mailbox ?? "",
    allUrl: urlOf({ search }),
    isAll: !mailbox,
    total,
    mailboxes: mailboxes.map(({ address, count }) => ({
      address,
      count,
      ...badgeOf(address),
      url: urlOf({ mailbox: address, search }),
      isCurrent: address === mailbox,
    })),
    listTitle: mailbox || "All mail",
    isFiltered: Boolean(mailbox || search),
    mails: mails.rows.map((mail) => ({
      ...summaryOf(mail),
      url: urlOf({ ...filter, mail: mail.id }),
      isOpen: mail.id === open?.id,
    })),
    newerUrl: after ? urlOf({ mailbox, search }) : null,
    olderUrl: mails.hasNextPage && last ? urlOf({ mailbox, search, after: last }) : null,
    open: open && {
      ...summaryOf(open),
      messageId: open.messageId,
      isText,
      frameUrl: `/dev/mail/${open.id}/html`,
      htmlUrl: urlOf({ ...filter, mail: open.id }),
      textUrl: urlOf({ ...filter, mail: open.id, view: "text" }),
      backUrl: urlOf(filter),
      textParts: isText ? partsOf(open.text) : null,
    },
  });
}

function summaryOf(mail: CapturedMail) {
  const at = mail.keptAt.toISOString();
  return {
    id: mail.id,
    to: mail.toAddress,
    subject: mail.subject,
    excerpt: excerptOf(mail.text),
    at,
    shownAt: `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`,
    ...badgeOf(mail.toAddress),
  };
}

/** A letter and a colour, so that mailboxes can be told apart at a glance. */
function badgeOf(address: string): { letter: string; tint: number } {
  let sum = 0;
  for (const letter of address) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return { letter: ([...address][0] ?? "?").toUpperCase(), tint: sum % TINTS };
}

function excerptOf(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, EXCERPT_LENGTH);
}

/** Words and links, told apart so that the page can make the links clickable. */
function partsOf(text: string): { readonly words?: string; readonly link?: string }[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 1 ? { link: part } : { words: part }));
}

function urlOf(query: KeptMailFilter & { readonly mail?: string; readonly view?: string }): string {
  const { mailbox, search, after, mail, view } = query;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ mailbox, search, after, mail, view })) {
    if (value) parameters.set(name, value);
  }
  return parameters.size === 0 ? "/dev/mail" : `/dev/mail?${parameters}`;
}
