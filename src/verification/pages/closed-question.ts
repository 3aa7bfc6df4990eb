import { heading, html, type SafeHtml } from "../../web/index.js";
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
${form.result === null ? null : html`<p>${decided(form)}</p>`}
${ends(form)}
${isAnswered && answeredAt !== null ? html`<p class="soft small">${say.result.alreadyOn(language.time(answeredAt))}</p>` : null}
${isResult ? html`<p><a href="/owner/${sightOf(form)}">${say.result.manage}</a></p>` : null}
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
  const { result } = language.say;
  const account = question.account.addressKey;
  const { address } = question.identity;
  switch (question.state) {
    case VerificationState.ALLOWED:
      return result.allowed(account, address);
    case VerificationState.DENIED:
      return result.denied(account, address);
    case VerificationState.BLOCKED:
      return result.blocked(address);
    case VerificationState.EXPIRED:
      return result.expired;
    default:
      return result.retired;
  }
}

function ends({ question, language }: QuestionForm): SafeHtml | null {
  const { expiresAt } = question.authorization;
  if (question.state !== VerificationState.ALLOWED || expiresAt === null) return null;
  return html`<p>${language.say.result.allowedUntil(language.time(expiresAt))}</p>`;
}

/** Within the hour: the other answer, and after a no the way to be never asked again. */
function changing(form: QuestionForm): SafeHtml | null {
  const { question, language } = form;
  const { given } = question;
  if (given === null) return question.isAskedAgain && form.result === null ? asking(form) : null;
  const { result } = language.say;
  const until = html`<p class="soft small">${result.until(language.time(given.endsAt))}</p>`;
  const change = given.decision === "ALLOW" ? takeBackForm(form) : allowForm({ ...form, typed: form.typed });
  const isOpen = form.typed?.wrongField ? html` open` : null;
  return html`<section class="card"><details${isOpen}><summary>${result.change}</summary>${until}${change}</details></section>
${given.decision === "DENY" ? neverAgain(form) : null}`;
}

/** Paid from nobody's budget but the owner's. */
function asking({ language, token, mailer, now, question }: QuestionForm): SafeHtml {
  const { askAgain } = language.say.result;
  return html`<section class="card"><h2>${askAgain.title}</h2>
<p class="soft small">${askAgain.hint(question.identity.address)}</p>
<form method="post" action="/confirm/${token}">
<input type="hidden" name="decision" value="ask-again">
<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">
<button class="slim" type="submit">${askAgain.button}</button>
</form></section>`;
}

function neverAgain(form: QuestionForm): SafeHtml {
  const { question, language, mailer, now } = form;
  const { neverAgain: never } = language.say.result;
  const token = sightOf(form);
  return html`<section class="card"><h2>${never.title}</h2>
<p class="soft small">${never.hint(question.identity.address)}</p>
<form method="post" action="/owner/${token}">
<input type="hidden" name="action" value="renew"><input type="hidden" name="purpose" value="block">
<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">
<button class="slim" type="submit">${never.button}</button>
</form></section>`;
}

/** It shows the owner's page for a day. */
function sightOf({ question: { identity }, mailer, now }: QuestionForm): string {
  return mailer.ownerLinks.sign({ identityId: identity.id, version: identity.ownerLinkVersion, issuedAt: now });
}
