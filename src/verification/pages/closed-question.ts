import { heading, html, pathIn, phrase, type SafeHtml } from "../../web/index.js";
import { allowForm, pairOf, type QuestionForm, takeBackForm } from "./question-form.js";
import { seenMark } from "./seen-mark.js";
import { whatBecame } from "./what-became.js";

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * A question that is not open: what is so now and who made it so, within the hour how to turn it round, and the way to the
 * page of the address. Title and heading are the same.
 */
export function closedQuestion(
  form: QuestionForm,
  isResult: boolean,
): { readonly title: string; readonly content: SafeHtml } {
  const { question, language } = form;
  const became = whatBecame(form);
  const title = form.result ?? became.title;
  const { createdAt } = question.verification;
  const isAsked = form.result !== null && question.newer !== null;
  const more = form.result === null ? became.more : isAsked ? [] : [became.title, ...became.more];
  const content = html`<section class="card">
${heading(title)}
${more.map((words) => html`<p>${phrase(words)}</p>`)}
${became.isNamed ? null : pairOf(form)}
${manage(form, isResult)}
<p class="soft small">${phrase(language.say("questionPage.asked", { time: language.time(createdAt) }))}</p>
</section>
${changing(form)}`;
  return { title, content };
}

/**
 * To the page of the address: whoever has answered just now, or holds a mail of today, sees its list by a link; a mail
 * that was kept for longer has one mailed.
 */
function manage(form: QuestionForm, isResult: boolean): SafeHtml {
  const { question, language, mailer, now } = form;
  const { say } = language;
  const { sentAt, createdAt } = question.verification;
  const mailedAt = sentAt ?? createdAt;
  const isRecent = now.getTime() - mailedAt.getTime() < DAY_MS;
  const token = sightOf(form, isResult ? now : mailedAt);
  if (isResult || isRecent) {
    return html`<p><a href="${pathIn(form.request, `/owner/${token}`)}">${say("answerPage.manage")}</a></p>`;
  }
  return html`<p>${phrase(say("answerPage.manageHint", { address: question.identity.address }))}</p>
<form method="post" action="${pathIn(form.request, `/owner/${token}`)}">
<input type="hidden" name="action" value="mail-link">
<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">
<button class="slim" type="submit">${say("ownerPage.changeMail")}</button>
</form>`;
}

/** Within the hour: the other answer, and after a no the way to be never asked again. */
function changing(form: QuestionForm): SafeHtml | null {
  const { question, language } = form;
  const { given } = question;
  if (given === null) return question.isAskedAgain ? asking(form) : null;
  const { say } = language;
  const until = html`<p class="soft small">${phrase(say("answerPage.until", { time: language.time(given.endsAt) }))}</p>`;
  const change = given.decision === "ALLOW" ? takeBackForm(form) : allowForm({ ...form, typed: form.typed });
  const isOpen = form.typed?.wrongField ? html` open` : null;
  return html`<section class="card"><details${isOpen}><summary>${say("answerPage.change")}</summary>${until}${change}</details></section>
${given.decision === "DENY" && question.identity.blockedAt === null ? neverAgain(form) : null}`;
}

/** Paid from nobody's budget but the owner's. */
function asking({ language, token, mailer, now, question, request }: QuestionForm): SafeHtml {
  const { say } = language;
  return html`<section class="card"><h2>${say("answerPage.askAgainTitle")}</h2>
<p class="soft small">${phrase(say("answerPage.askAgainHint", { address: question.identity.address }))}</p>
<form method="post" action="${pathIn(request, `/confirm/${token}`)}">
<input type="hidden" name="decision" value="ask-again">
<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">
<button class="slim" type="submit">${say("answerPage.askAgainButton")}</button>
</form></section>`;
}

function neverAgain(form: QuestionForm): SafeHtml {
  const { question, language, mailer, now } = form;
  const { say } = language;
  const token = sightOf(form, now);
  return html`<section class="card"><h2>${say("answerPage.neverAgainTitle")}</h2>
<p class="soft small">${phrase(say("answerPage.neverAgainHint", { address: question.identity.address }))}</p>
<form method="post" action="${pathIn(form.request, `/owner/${token}`)}">
<input type="hidden" name="action" value="renew"><input type="hidden" name="purpose" value="block">
<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">
<button class="slim" type="submit">${say("answerPage.neverAgainButton")}</button>
</form></section>`;
}

/** It shows the owner's page for a day from then on. */
function sightOf({ question: { identity }, mailer }: QuestionForm, issuedAt: Date): string {
  return mailer.ownerLinks.sign({ identityId: identity.id, version: identity.ownerLinkVersion, issuedAt });
}
