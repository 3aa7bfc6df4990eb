import type { Page } from "../../database/index.js";
import { html, type SafeHtml } from "../../web/index.js";
import type { CapturedMail } from "../captured-mail.entity.js";
import type { CapturedMailFilter, Mailbox } from "./captured-mail.queries.js";

export interface DevMailPage {
  readonly filter: CapturedMailFilter;
  readonly mailboxes: readonly Mailbox[];
  readonly mails: Page<CapturedMail>;
  readonly newest: string;
  readonly open: CapturedMail | null;
  readonly isText: boolean;
}

const EXCERPT_LENGTH = 140;
const TINTS = 6;

/** The whole page: mailboxes, the mails of one or all, and the open one. */
export function devMailPage(page: DevMailPage): string {
  const { filter, newest, open } = page;
  const { mailbox, search } = filter;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${open && `${open.subject} · `}mayfrom mail</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/dev/mail/page.css">
<script src="/dev/mail/page.js" defer></script>
</head>
<body data-newest="${newest}"${open && html` class="reading"`}>
<header>
<a class="brand" href="/dev/mail"><span class="mark" aria-hidden="true">m</span>mayfrom <span class="faint">mail</span></a>
<form class="search" role="search" action="/dev/mail" method="get">
${mailbox ? html`<input type="hidden" name="mailbox" value="${mailbox}">` : null}
<input type="search" name="search" value="${search}" placeholder="Search address, subject, text" aria-label="Search mail" autocomplete="off">
</form>
<span class="hint" title="Without SMTP_URL no mail leaves this machine: every mail is kept here instead">Nothing is sent: no SMTP_URL</span>
</header>
<main>
<nav id="mailboxes" aria-label="Mailboxes">
<h2>Mailboxes</h2>
${mailboxList(page)}
</nav>
<section id="list" aria-label="Mails">
<h2><span class="name">${mailbox || "All mail"}</span>${search ? html`<span class="chip">“${search}”</span>` : null}${mailbox || search ? html`<a class="clear" href="/dev/mail">Show all</a>` : null}</h2>
${page.mails.rows.length > 0 ? mailList(page) : noMails(filter)}
</section>
<article id="mail" aria-label="Open mail">
${open ? openMail(open, page) : NOTHING_OPEN}
</article>
</main>
</body>
</html>
`.text;
}

const CURRENT = html` aria-current="true"`;

const NOTHING_OPEN = html`<div class="empty"><span class="mark large" aria-hidden="true">m</span><p><strong>Every mail that would have been sent</strong></p><p>Choose one to read it. Its links work.</p></div>`;

function mailboxList({ filter: { mailbox, search }, mailboxes }: DevMailPage): SafeHtml {
  const total = mailboxes.reduce((sum, { count }) => sum + count, 0);
  return html`<ul>
<li><a href="${urlOf({ search })}"${!mailbox && CURRENT}><span class="badge all" aria-hidden="true">✉</span><span class="name">All mail</span><span class="count">${total}</span></a></li>
${mailboxes.map(
  ({ address, count }) =>
    html`<li><a href="${urlOf({ mailbox: address, search })}" title="${address}"${address === mailbox && CURRENT}>${badge(address)}<span class="name">${address}</span><span class="count">${count}</span></a></li>
`,
)}</ul>`;
}

function mailList({ filter, mails, open }: DevMailPage): SafeHtml {
  const { mailbox, search, after } = filter;
  const last = mails.cursors.at(-1);
  const newer = after && html`<a href="${urlOf({ mailbox, search })}">← Newest</a>`;
  const older = mails.hasNextPage && last && html`<a href="${urlOf({ mailbox, search, after: last })}">Older →</a>`;
  return html`<ol>
${mails.rows.map(
  (
    mail,
  ) => html`<li id="mail-${mail.id}"><a href="${urlOf({ ...filter, mail: mail.id })}"${mail.id === open?.id && CURRENT}>
${badge(mail.toAddress)}
<span class="line"><span class="to">${mail.toAddress}</span>${timeOf(mail)}</span>
<span class="subject">${mail.subject}</span>
<span class="excerpt">${excerptOf(mail.text)}</span>
</a></li>
`,
)}</ol>
<p class="pages">${newer}${older}</p>`;
}

function noMails({ mailbox, search }: CapturedMailFilter): SafeHtml {
  if (mailbox || search) {
    return html`<div class="empty"><p><strong>No mail here</strong></p><p>Nothing fits this mailbox and these words.</p></div>`;
  }
  return html`<div class="empty"><p><strong>No mail yet</strong></p><p>Ask for an address in the console or the API, and the question to its owner appears here.</p></div>`;
}

function openMail(mail: CapturedMail, { filter, isText }: DevMailPage): SafeHtml {
  const asHtml = urlOf({ ...filter, mail: mail.id });
  const asText = urlOf({ ...filter, mail: mail.id, view: "text" });
  return html`<div class="head">
<a class="back" href="${urlOf(filter)}">← Back</a>
<h1>${mail.subject}</h1>
<div class="meta">${badge(mail.toAddress)}<div><div>to <strong>${mail.toAddress}</strong></div><div class="faint">${timeOf(mail, html` data-long`)}</div></div>
<div class="views" role="group" aria-label="View"><a href="${asHtml}"${!isText && CURRENT}>HTML</a><a href="${asText}"${isText && CURRENT}>Text</a></div></div>
</div>
${isText ? html`<pre>${partsOf(mail.text)}</pre>` : frameOf(mail)}
<footer class="faint">Message-ID ${mail.messageId}</footer>`;
}

function frameOf({ id }: CapturedMail): SafeHtml {
  return html`<iframe src="/dev/mail/${id}/html" title="The mail as its reader sees it" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`;
}

function timeOf({ keptAt }: CapturedMail, attribute: SafeHtml | null = null): SafeHtml {
  const at = keptAt.toISOString();
  return html`<time datetime="${at}"${attribute}>${`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`}</time>`;
}

/** A letter and a colour, so that mailboxes can be told apart at a glance. */
function badge(address: string): SafeHtml {
  let sum = 0;
  for (const letter of address) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  const letter = ([...address][0] ?? "?").toUpperCase();
  return html`<span class="badge tint${sum % TINTS}" aria-hidden="true">${letter}</span>`;
}

function excerptOf(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, EXCERPT_LENGTH);
}

/** Words, and links to click on. */
function partsOf(text: string): (string | SafeHtml)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>` : part,
    );
}

function urlOf(query: CapturedMailFilter & { readonly mail?: string; readonly view?: string }): string {
  const { mailbox, search, after, mail, view } = query;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ mailbox, search, after, mail, view })) {
    if (value) parameters.set(name, value);
  }
  return parameters.size === 0 ? "/dev/mail" : `/dev/mail?${parameters}`;
}
