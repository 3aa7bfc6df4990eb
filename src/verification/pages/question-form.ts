import type { FastifyRequest } from "fastify";
import { AuthorizationState } from "../../authorizations/index.js";
import { addDays, dayOf, isoDay } from "../../kernel/index.js";
import type { LanguageInZone } from "../../texts/index.js";
import { heading, html, note, pathIn, phrase, type SafeHtml, shownAddress } from "../../web/index.js";
import { endOfAnswer } from "../answer-time.js";
import type { VerificationKeys } from "../verification-keys.js";
import type { ShownQuestion } from "./load-question.js";
import { digitsOfMark, seenMark } from "./seen-mark.js";

/** What was typed into a form that comes back, and what is wrong with it. */
export interface TypedAnswer {
  readonly number: string | null;
  readonly until: string | null;
  readonly wrongField: "number" | "until" | null;
}

export interface QuestionForm {
  readonly question: ShownQuestion;
  readonly token: string;
  readonly request: Pick<FastifyRequest, "query">;
  readonly language: LanguageInZone;
  /** What the press before has come to; null before the first. */
  readonly result: string | null;
  readonly typed: TypedAnswer | null;
  readonly mailer: VerificationKeys;
  readonly now: Date;
}

/** The open question: one form for each answer, so that no key press sends the wrong one. Nothing is chosen beforehand. */
export function questionForm(form: QuestionForm): SafeHtml {
  const { question, language, result } = form;
  const { verification, identity } = question;
  const { say } = language;
  const until = endOfAnswer(verification);
  return html`<section class="card">
${heading(result ?? say("questionPage.title", { address: identity.address }))}
${result === null ? null : html`<p>${phrase(say("questionPage.title", { address: identity.address }))}</p>`}
${pairOf(form)}
${already(form)}
${allowForm(form)}
</section>
<section class="card">
${answerForm(
  form,
  "deny",
  html`<p>${phrase(say("questionPage.unknown"))}</p>
<p class="soft small">${phrase(say("questionPage.denyHint"))}</p>
<button class="wide" type="submit">${say("questionPage.deny")}</button>`,
)}
</section>
<section class="card">
<details><summary>${say("questionPage.blockTitle")}</summary>
${answerForm(
  form,
  "block",
  html`<p>${phrase(say("questionPage.blockHint", { address: identity.address }))}</p>
<button type="submit">${say("questionPage.block")}</button>`,
)}
</details>
</section>
<p class="soft small">${phrase(say("questionPage.asked", { time: language.time(verification.createdAt) }))} ${until === null ? null : phrase(say("questionPage.until", { time: language.time(until) }))}</p>`;
}

/** Who would send, and as whom. */
export function pairOf({ question: { account, identity }, language: { say } }: QuestionForm): SafeHtml {
  return html`<dl class="pair">
<div><dt>${say("questionPage.account")}</dt><dd>${shownAddress(account.addressKey)}</dd></div>
<div><dt>${say("questionPage.address")}</dt><dd>${shownAddress(identity.address)}</dd></div>
</dl>`;
}

/** What holds while the question is open: an operator's grant, or what was in use before enforcement began. */
function already({ question: { authorization }, language, now }: QuestionForm): SafeHtml | null {
  const { state, expiresAt } = authorization;
  if (state !== AuthorizationState.AUTHORIZED || (expiresAt !== null && expiresAt <= now)) return null;
  const { say, time } = language;
  const words =
    expiresAt === null ? say("questionPage.already") : say("questionPage.alreadyUntil", { time: time(expiresAt) });
  return note("wait", words);
}

export function allowForm(form: QuestionForm): SafeHtml {
  const { question, token, language, typed, mailer, now } = form;
  const { say } = language;
  // A day is to come, so today does not do.
  const tomorrow = isoDay(addDays(dayOf(now, question.branding.timeZone), 1));
  const isWrongDay = typed?.wrongField === "until";
  const day = typed?.until ?? "";
  // A browser that knows dates shows no other text in their field, and what was typed would be lost.
  const field = isWrongDay
    ? html`<input type="text" name="until" value="${day}" aria-invalid="true" aria-describedby="until-hint">`
    : html`<input type="date" name="until" min="${tomorrow}" value="${day}" aria-describedby="until-hint">`;
  const number = question.isNumberMatchingRequired
    ? numberField(
        say("questionPage.number"),
        say("questionPage.numberHint", { account: question.account.addressKey }),
        typed,
      )
    : numberField(
        say("questionPage.typed", { digits: digitsOfMark(mailer, seenMark(mailer, token, now)) }),
        null,
        typed,
      );
  return answerForm(
    form,
    "allow",
    html`${number}
<details${isWrongDay || day !== "" ? html` open` : null}><summary>${say("questionPage.end")}</summary>
<p><label class="field">${say("questionPage.end")}${field}</label></p>
<p class="soft small" id="until-hint">${isWrongDay ? html`<strong>${phrase(say("answerPage.badDate"))}</strong> ` : null}${phrase(say("questionPage.endHint", { place: language.place }))}</p>
</details>
<button class="main" type="submit">${say("questionPage.allow")}</button>`,
  );
}

/** Takes back a yes that was given with the number: with the number. */
export function takeBackForm(form: QuestionForm): SafeHtml {
  const { question, language } = form;
  const { say } = language;
  const isNumberAsked = question.given?.proof === "NUMBER";
  return answerForm(
    form,
    "deny",
    html`${isNumberAsked ? numberField(say("questionPage.number"), null, null) : null}
<p class="soft small">${phrase(say("questionPage.denyHint"))}</p>
<button class="bad" type="submit">${say("answerPage.takeBack")}</button>`,
  );
}

function answerForm({ token, mailer, now, request }: QuestionForm, decision: string, content: SafeHtml): SafeHtml {
  return html`<form method="post" action="${pathIn(request, `/confirm/${token}`)}">
<input type="hidden" name="decision" value="${decision}">
<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">
${content}
</form>`;
}

/** Empty, but for what was typed into it just now: nothing on the page fills it for whoever does not know the digits. */
function numberField(label: string, hint: string | null, typed: TypedAnswer | null): SafeHtml {
  const kept = typed?.number && typed.wrongField !== "number" ? html` value="${typed.number}"` : null;
  const wrong = typed?.wrongField === "number" ? html` aria-invalid="true"` : null;
  return html`<p class="number"><label for="number"><strong>${label}</strong></label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" size="4" required${hint === null ? null : html` aria-describedby="number-hint"`}${kept}${wrong}></p>
${hint === null ? null : html`<p class="soft small" id="number-hint">${phrase(hint)}</p>`}`;
}
