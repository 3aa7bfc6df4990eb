import { heading, html, pathIn, phrase, type SafeHtml } from "../../web/index.js";
import { VerificationState } from "../verification.entity.js";
import { allowForm, type QuestionForm, takeBackForm } from "./question-form.js";
import { seenMark } from "./seen-mark.js";

/** A question that is not open: what was decided, and within the hour how to turn it round. Title and heading are the same. */
export function closedQuestion(
  form: QuestionForm,
  isResult: boolean,
): { readonly title: string; readonly content: SafeHtml } {
  const { question, language } = form;
  const title = form.result ?? decided(form);
  const { answeredAt } = question.verification;
  const { say } = language;
  const isAnswered = question.given !== null || ANSWERED.has(question.state);
  const content = html`<section class="card">
${heading(title, isResult || form.result !== null)}
${form.result === null ? null : html`<p>${phrase(decided(form))}</p>`}
${ends(form)}
${isAnswered && answeredAt !== null ? html`<p class="soft small">${say("answerPage.alreadyOn", { time: language.time(answeredAt) })}</p>` : null}
${isResult ? html`<p><a href="${pathIn(form.request, `/owner/${sightOf(form)}`)}">${say("answerPage.manage")}</a></p>` : null}
</section>
${changing(form)}`;
  return { title, content };
}

const ANSWERED: ReadonlySet<VerificationState> = new Set([
  VerificationState.ALLOWED,
  VerificationState.DENIED,
  VerificationState.BLOCKED,
]);

function decided({ question, language }: QuestionForm): string {
  const { say } = language;
  const account = question.account.addressKey;
  const { address } = question.identity;
  switch (question.state) {
    case VerificationState.ALLOWED:
      return say("answerPage.allowed", { account, address });
    case VerificationState.DENIED:
      return say("answerPage.denied", { account, address });
    case VerificationState.BLOCKED:
      return say("answerPage.blocked", { address });
    case VerificationState.EXPIRED:
      return say("answerPage.expired");
    default:
      return say("answerPage.retired");
  }
}

function ends({ question, language }: QuestionForm): SafeHtml | null {
  const { expiresAt } = question.authorization;
  if (question.state !== VerificationState.ALLOWED || expiresAt === null) return null;
  return html`<p>${language.say("answerPage.allowedUntil", { day: language.time(expiresAt) })}</p>`;
}

/** Within the hour: the other answer, and after a no the way to be never asked again. */
function changing(form: QuestionForm): SafeHtml | null {
  const { question, language } = form;
  const { given } = question;
  if (given === null) return question.isAskedAgain && form.result === null ? asking(form) : null;
  const { say } = language;
  const until = html`<p class="soft small">${say("answerPage.until", { time: language.time(given.endsAt) })}</p>`;
  const change = given.decision === "ALLOW" ? takeBackForm(form) : allowForm({ ...form, typed: form.typed });
  const isOpen = form.typed?.wrongField ? html` open` : null;
  return html`<section class="card"><details${isOpen}><summary>${say("answerPage.change")}</summary>${until}${change}</details></section>
${given.decision === "DENY" ? neverAgain(form) : null}`;
}

/** Paid from nobody's budget but the owner's. */
function asking({ language, token, mailer, now, question, request }: QuestionForm): SafeHtml {
  const { say } = language;
  return html`<section class="card"><h2>${say("answerPage.askAgainTitle")}</h2>
<p class="soft small">${say("answerPage.askAgainHint", { address: question.identity.address })}</p>
<form method="post" action="${pathIn(request, `/confirm/${token}`)}">
<input type="hidden" name="decision" value="ask-again">
<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">
<button class="slim" type="submit">${say("answerPage.askAgainButton")}</button>
</form></section>`;
}

function neverAgain(form: QuestionForm): SafeHtml {
  const { question, language, mailer, now } = form;
  const { say } = language;
  const token = sightOf(form);
  return html`<section class="card"><h2>${say("answerPage.neverAgainTitle")}</h2>
<p class="soft small">${say("answerPage.neverAgainHint", { address: question.identity.address })}</p>
<form method="post" action="${pathIn(form.request, `/owner/${token}`)}">
<input type="hidden" name="action" value="renew"><input type="hidden" name="purpose" value="block">
<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">
<button class="slim" type="submit">${say("answerPage.neverAgainButton")}</button>
</form></section>`;
}

/** It shows the owner's page for a day. */
function sightOf({ question: { identity }, mailer, now }: QuestionForm): string {
  return mailer.ownerLinks.sign({ identityId: identity.id, version: identity.ownerLinkVersion, issuedAt: now });
}
