import type { PageLanguage } from "../../web/index.js";
import { html, type SafeHtml } from "../../web/index.js";
import { endOfAnswer } from "../answer-time.js";
import type { VerificationKeys } from "../verification-keys.js";
import type { ShownQuestion } from "./load-question.js";
import { seenMark } from "./seen-mark.js";

interface QuestionForm {
  readonly question: ShownQuestion;
  readonly token: string;
  readonly language: PageLanguage;
  readonly message: SafeHtml | null;
  readonly mailer: VerificationKeys;
  readonly now: Date;
}

/** The open question: one form for each answer, so that no key press sends the wrong one. */
export function questionForm({ question, token, language, message, mailer, now }: QuestionForm): SafeHtml {
  const { verification, account, identity } = question;
  const { ask } = language.say;
  const seen = html`<input type="hidden" name="seen" value="${seenMark(mailer, token, now)}">`;
  const until = endOfAnswer(verification);
  const tomorrow = new Date(now.getTime() + 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
  return html`<section class="card">
<h1>${ask.title(identity.address)}</h1>
${message}
<dl class="pair">
<div><dt>${ask.account}</dt><dd>${account.addressKey}</dd></div>
<div><dt>${ask.address}</dt><dd>${identity.address}</dd></div>
</dl>
<form method="post" action="/confirm/${token}">
<input type="hidden" name="decision" value="allow">${seen}
${question.isNumberMatchingRequired ? numberField(question, language) : null}
<details><summary>${ask.end}</summary>
<p><label class="field">${ask.end}<input type="date" name="until" min="${tomorrow}"></label></p>
<p class="soft small">${ask.endHint}</p>
</details>
<button class="main" type="submit">${ask.allow}</button>
</form>
</section>
<section class="card">
<form method="post" action="/confirm/${token}">
<input type="hidden" name="decision" value="deny">${seen}
<p>${ask.unknown}</p>
<p class="soft small">${ask.denyHint}</p>
<button class="bad wide" type="submit">${ask.deny}</button>
</form>
</section>
<section class="card">
<details><summary>${ask.blockTitle}</summary>
<form method="post" action="/confirm/${token}">
<input type="hidden" name="decision" value="block">${seen}
<p>${ask.blockHint(identity.address)}</p>
<button class="bad" type="submit">${ask.block}</button>
</form>
</details>
</section>
<p class="soft small">${ask.asked(language.time(verification.createdAt))} ${until === null ? null : ask.until(language.time(until))}</p>`;
}

/** Empty, and nothing on the page to fill it from: only who knows the asker's screen can. */
function numberField({ account }: ShownQuestion, { say }: PageLanguage): SafeHtml {
  return html`<p class="number"><label for="number"><strong>${say.ask.number}</strong></label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" size="4" required aria-describedby="number-hint"></p>
<p class="soft small" id="number-hint">${say.ask.numberHint(account.addressKey)}</p>`;
}
