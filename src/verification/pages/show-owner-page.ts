import type { FastifyReply } from "fastify";
import { Identity } from "../../authorizations/index.js";
import { type LinkPress, TURN_ROUND_MS, turnablePresses } from "../../presses/index.js";
import { heading, html, pathIn, phrase, type SafeHtml, sendPage } from "../../web/index.js";
import { isDenial } from "../is-denial.js";
import type { MailedLink } from "../operations/mail-owner-link.js";
import { accountsOfPresses, loadOwnerView } from "../owner-page.queries.js";
import { noQuestionsSince } from "../reported-mailboxes.queries.js";
import { accountList, type OwnerForm } from "./owner-list.js";
import type { OpenedOwnerPage, OwnerRequest } from "./owner-page-request.js";
import { proofMark } from "./proof-mark.js";
import { seenMark } from "./seen-mark.js";

type Opened<Kind extends OpenedOwnerPage["kind"]> = Extract<OpenedOwnerPage, { kind: Kind }>;

/** The list, without a button but the one that has a link mailed. */
export async function showSightPage(
  on: OwnerRequest,
  { identity, endsAt }: Opened<"SIGHT">,
  status: number,
  problem: string | null,
): Promise<FastifyReply> {
  const { say, language, services } = on;
  const view = await loadOwnerView(services.database.reader, identity, on.now);
  const endedAt = await noQuestionsSince(services.database.reader, identity);
  const list = say("ownerPage.title", { address: identity.address });
  const title = problem ?? list;
  const content = html`<section class="card">
${heading(title)}
<p class="soft">${phrase(problem === null ? say("ownerPage.intro") : list)}</p>
${accountList(view, identity, language, null)}
${endedAt === null ? null : html`<p>${phrase(say("ownerPage.requestsEndedHint", { day: language.day(endedAt) }))}</p>`}
</section>
<section class="card"><h2>${say("ownerPage.changeTitle")}</h2>
<p class="soft small">${phrase(say("ownerPage.changeHint", { address: identity.address }))}</p>
${formOf(on, [seen(on)])("renew", html`<button class="slim" type="submit">${say("ownerPage.changeMail")}</button>`)}
<p class="soft small">${phrase(say("ownerPage.changeUntil", { time: language.time(endsAt) }))}</p>
</section>`;
  return send(on, { status, title, content });
}

/** What a link of the hour shows before the digits are typed: not even the list, which a program would read. */
export function showNumberPage(
  on: OwnerRequest,
  { identity }: Opened<"ACTING">,
  status: number,
  problem: string | null,
): FastifyReply {
  const { say } = on;
  const what = say("ownerPage.openTitle", { address: identity.address });
  const title = problem ?? what;
  const content = html`<section class="card">
${heading(title)}
${problem === null ? null : html`<p>${phrase(what)}</p>`}
${formOf(on)(
  "open",
  html`<p class="number"><label for="number"><strong>${say("ownerPage.openNumber")}</strong></label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" size="4" required aria-describedby="number-hint"></p>
<p class="soft small" id="number-hint">${phrase(say("ownerPage.openHint"))}</p>
<button class="main" type="submit">${say("ownerPage.openButton")}</button>`,
)}
</section>`;
  return send(on, { status, title, content });
}

export interface ActingPageContent {
  readonly status: number;
  readonly problem: string | null;
  readonly done?: string | null | undefined;
}

/** The list with its buttons, for whoever has typed the digits. `done` is what the press before has done. */
export async function showActingPage(
  on: OwnerRequest,
  opened: Opened<"ACTING">,
  { status, problem, done = null }: ActingPageContent,
): Promise<FastifyReply> {
  const { services, say, language } = on;
  const { reader } = services.database;
  // As the press has left it.
  const identity = await reader.findOneByOrFail(Identity, { id: opened.identity.id });
  if (opened.link.isToBlock && done === null && problem === null && identity.blockedAt === null) {
    return showBlockPage(on, { ...opened, identity });
  }
  const view = await loadOwnerView(reader, identity, on.now);
  const form = formOf(on, [hidden("opened", proofMark(on))]);
  const list = say("ownerPage.title", { address: identity.address });
  const result = problem ?? done;
  const title = result ?? list;
  const content = html`<section class="card">
${heading(title)}
<p class="soft">${phrase(result === null ? say("ownerPage.introActing") : list)}</p>
${accountList(view, identity, language, form)}
</section>
${await recentActs(on, identity, form)}
<section class="card">${requests(on, await noQuestionsSince(reader, identity), form)}</section>
<section class="card">
<h2>${say("ownerPage.linkTitle")}</h2>
<p class="soft small">${phrase(say("ownerPage.linkHint"))}</p>
${form("end-links", html`<button class="slim" type="submit">${say("ownerPage.endLinks")}</button>`)}
</section>`;
  return send(on, { status, title, content });
}

/** Ending all requests has a page and a second press of its own. */
export function showBlockPage(on: OwnerRequest, { identity }: Opened<"ACTING">): FastifyReply {
  const { say } = on;
  const title = say("ownerPage.blockTitle", { address: identity.address });
  const form = formOf(on, [hidden("opened", proofMark(on))]);
  const content = html`<section class="card">
${heading(title)}
<p>${phrase(say("ownerPage.blockWhat", { address: identity.address }))}</p>
<p class="soft small">${phrase(say("ownerPage.blockStays"))}</p>
${form("block", html`<button class="bad wide" type="submit">${say("ownerPage.blockButton")}</button>`)}
</section>`;
  return send(on, { status: 200, title, content });
}

/** The one page on which the digits stand. */
export function showMailedPage(
  on: OwnerRequest,
  { address }: Identity,
  mailed: MailedLink,
  endsOlder = false,
): FastifyReply {
  const { say, language } = on;
  if (mailed === null) {
    const content = html`<section class="card">${heading(say("ownerPage.mailedTooMany"))}
<p>${phrase(say("ownerPage.mailedTooManyHint"))}</p></section>`;
    return send(on, { status: 429, title: say("ownerPage.mailedTooMany"), content });
  }
  const title = say("ownerPage.mailedTitle", { address });
  const content = html`<section class="card">
${heading(title)}
<p>${say("ownerPage.mailedNumber")}</p>
<p class="digits" role="status">${mailed.number}</p>
<p class="soft small">${phrase(say("ownerPage.mailedHint", { time: language.time(mailed.mailedAt) }))}</p>
${endsOlder ? html`<p class="soft small">${phrase(say("ownerPage.mailedEndsOlder"))}</p>` : null}
</section>`;
  // Another language would come by another look at the page, which shows no digits.
  return send(on, { status: 200, title, content, hasSwitch: false });
}

/** Whoever names themselves as a program changes nothing, and a person reads why. */
export function showHeldPage(on: OwnerRequest): FastifyReply {
  const content = html`<section class="card">${heading(on.say("ownerPage.heldTitle"))}<p>${on.say("ownerPage.held")}</p></section>`;
  return send(on, { status: 202, title: on.say("ownerPage.heldTitle"), content });
}

/** Past its time, or never given out. */
export function showOverPage(on: OwnerRequest, opened: Opened<"OVER"> | Opened<"UNKNOWN">): FastifyReply {
  const { say } = on;
  const isUnknown = opened.kind === "UNKNOWN";
  const more = isUnknown
    ? html`<p>${phrase(say("answerPage.missingHint"))}</p>`
    : html`<p>${phrase(say("ownerPage.overHint", { address: opened.identity.address }))}</p>
${formOf(on, [seen(on)])("mail-link", html`<button class="main" type="submit">${say("ownerPage.changeMail")}</button>`)}`;
  return send(on, {
    status: isUnknown ? 404 : 410,
    title: say("ownerPage.over"),
    content: html`<section class="card">${heading(say("ownerPage.over"))}${more}</section>`,
  });
}

/** What was done within the hour, each with the button that turns it round. */
async function recentActs(on: OwnerRequest, identity: Identity, form: OwnerForm): Promise<SafeHtml | null> {
  const { say, language, services } = on;
  const done = await turnablePresses(services.database.reader, identity.id, on.now);
  // Requests that were let in again since need no turning round.
  const presses = done.filter(({ act }) => act !== "BLOCK" || identity.blockedAt !== null);
  if (presses.length === 0) return null;
  const accounts = await accountsOfPresses(services.database.reader, presses);
  const words = (press: LinkPress) => {
    if (press.act === "BLOCK") return say("ownerPage.recentBlocked");
    const account = accounts.get(press.targetId ?? "") ?? "";
    return say(isDenial(press) ? "ownerPage.recentDenied" : "ownerPage.recentWithdrawn", { account });
  };
  const items = presses.map(
    (press) => html`<li><div class="who"><strong>${phrase(words(press))}</strong>
<span class="soft small">${phrase(say("ownerPage.recentUntil", { time: language.time(new Date(press.createdAt.getTime() + TURN_ROUND_MS)) }))}</span></div>
${form("take-back", html`${hidden("press", press.id)}<button class="slim" type="submit">${say("ownerPage.recentTakeBack")}</button>`)}</li>`,
  );
  return html`<section class="card"><h2>${say("ownerPage.recentTitle")}</h2><ul class="accounts">${items}</ul></section>`;
}

function requests({ say, language }: OwnerRequest, endedAt: Date | null, form: OwnerForm): SafeHtml {
  if (endedAt === null) {
    return html`<h2>${say("ownerPage.requestsTitle")}</h2><p class="soft small">${say("ownerPage.requestsHint")}</p>
${form("ask-block", html`<button class="slim" type="submit">${say("ownerPage.blockAsk")}</button>`)}`;
  }
  return html`<h2>${say("ownerPage.requestsEndedTitle")}</h2><p class="soft small">${phrase(say("ownerPage.requestsEndedHint", { day: language.day(endedAt) }))}</p>
${form("unblock", html`<button class="slim" type="submit">${say("ownerPage.unblock")}</button>`)}`;
}

function formOf({ token, request }: OwnerRequest, fields: readonly SafeHtml[] = []): OwnerForm {
  return (action, content) => html`<form method="post" action="${pathIn(request, `/owner/${token}`)}">
<input type="hidden" name="action" value="${action}">${fields}${content}</form>`;
}

function hidden(name: string, value: string): SafeHtml {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

function seen({ mailer, token, now }: OwnerRequest): SafeHtml {
  return hidden("seen", seenMark(mailer, token, now));
}

interface OwnerPage {
  readonly status: number;
  readonly title: string;
  readonly content: SafeHtml;
  readonly hasSwitch?: boolean | undefined;
}

function send(
  { reply, language, branding }: OwnerRequest,
  { status, title, content, hasSwitch = true }: OwnerPage,
): FastifyReply {
  return sendPage(reply, status, { title, language, branding, content, hasSwitch });
}
