import { type Authorization, AuthorizationState, type Identity, isOwnersNo } from "../../authorizations/index.js";
import type { LanguageInZone } from "../../texts/index.js";
import { html, phrase, type SafeHtml, shownAddress } from "../../web/index.js";
import type { ListedAuthorization, OwnerView } from "../owner-page.queries.js";

/** A form of the page that sends this action; `name` and `value` alone tell it from others. */
export type OwnerForm = (action: string, content: SafeHtml) => SafeHtml;

/**
 * Every account that may send as the address or asks to, and below what is over; with its buttons where the page acts.
 */
export function accountList(
  view: OwnerView,
  identity: Identity,
  language: LanguageInZone,
  form: OwnerForm | null,
): SafeHtml {
  const { say } = language;
  const { authorizations, former, byDomain } = view;
  const items = authorizations.map(
    ({ authorization, account }) => html`<li>
${entry(authorization, account, language)}
${form === null ? null : html`<div class="acts">${askingAgain(authorization, account, language, form)}${withdrawal(authorization, account, language, form)}</div>`}
</li>`,
  );
  const claims = byDomain.map(
    (account) => html`<li><div class="who"><strong>${shownAddress(account)}</strong>
<span class="soft small">${say("ownerPage.byDomain", { domain: identity.domain })}</span></div></li>`,
  );
  const isEmpty = items.length + claims.length === 0;
  const nobody = former.length === 0 ? say("ownerPage.nobody") : say("ownerPage.nobodyNow");
  return html`${isEmpty ? html`<p>${nobody}</p>` : html`<ul class="accounts">${items}${claims}</ul>`}
${view.hasMore ? html`<p class="soft small">${say("ownerPage.more")}</p>` : null}
${former.length === 0 ? null : formerList(former, language, identity.blockedAt === null ? form : null)}`;
}

function formerList(
  former: readonly ListedAuthorization[],
  language: LanguageInZone,
  form: OwnerForm | null,
): SafeHtml {
  const items = former.map(
    ({ authorization, account }) => html`<li>
${entry(authorization, account, language)}
${form === null || !mayBeAsked(authorization) ? null : html`<div class="acts">${askingAgain(authorization, account, language, form)}</div>`}
</li>`,
  );
  return html`<h2 class="former">${language.say("ownerPage.formerTitle")}</h2><ul class="accounts">${items}</ul>`;
}

/** What its owner refused, or let pass: what is taken back otherwise its account may ask for at any time. */
function mayBeAsked(authorization: Authorization): boolean {
  return (
    (authorization.state === AuthorizationState.DENIED && isOwnersNo(authorization)) || isUnanswered(authorization)
  );
}

function isUnanswered({ state, authorizedAt }: Authorization): boolean {
  return state === AuthorizationState.EXPIRED && authorizedAt === null;
}

function entry(authorization: Authorization, account: string, language: LanguageInZone): SafeHtml {
  return html`<div class="who"><strong>${shownAddress(account)}</strong>
${stateBadge(authorization, language)}
<span class="soft small">${phrase(historyOf(authorization, language))}</span></div>`;
}

function withdrawal(authorization: Authorization, account: string, { say }: LanguageInZone, form: OwnerForm): SafeHtml {
  const isPending = authorization.state === AuthorizationState.PENDING;
  const word = isPending ? say("ownerPage.deny") : say("ownerPage.withdraw");
  return form(
    "withdraw",
    html`<input type="hidden" name="authorization" value="${String(authorization.globalId)}">
<input type="hidden" name="account" value="${account}">
<button class="${isPending ? "" : "bad "}slim" type="submit" aria-label="${word}: ${account}">${word}</button>`,
  );
}

/** The way to a question: its link is in a mail alone, so that one is sent. */
function askingAgain(
  authorization: Authorization,
  account: string,
  { say }: LanguageInZone,
  form: OwnerForm,
): SafeHtml | null {
  const isPending = authorization.state === AuthorizationState.PENDING;
  if (!isPending && !mayBeAsked(authorization)) return null;
  const word = isPending ? say("ownerPage.answer") : say("answerPage.askAgainButton");
  return form(
    "ask-again",
    html`<input type="hidden" name="authorization" value="${String(authorization.globalId)}">
<button class="slim" type="submit" aria-label="${word}: ${account}">${word}</button>`,
  );
}

const BADGES = {
  AUTHORIZED: { text: "ownerPage.stateAuthorized", tone: "good" },
  PENDING: { text: "ownerPage.statePending", tone: "wait" },
  PAUSED: { text: "ownerPage.statePaused", tone: "" },
  DENIED: { text: "ownerPage.stateDenied", tone: "" },
  REVOKED: { text: "ownerPage.stateWithdrawn", tone: "" },
  EXPIRED: { text: "ownerPage.stateEnded", tone: "" },
} as const;

function stateBadge(authorization: Authorization, { say }: LanguageInZone): SafeHtml {
  const { text, tone } = BADGES[authorization.state];
  const words = isUnanswered(authorization) ? say("ownerPage.stateUnanswered") : say(text);
  return html`<span class="state ${tone}">${words}</span>`;
}

function historyOf(authorization: Authorization, { say, day }: LanguageInZone): string {
  const { authorizedAt, createdAt, updatedAt, refusedByOwnerAt, askAgainAt, lastUsedAt, expiresAt } = authorization;
  switch (authorization.state) {
    case AuthorizationState.PENDING:
      return say("ownerPage.askedOn", { day: day(createdAt) });
    case AuthorizationState.DENIED:
    case AuthorizationState.REVOKED: {
      const parts = [say("ownerPage.decidedOn", { day: day(refusedByOwnerAt ?? updatedAt) })];
      if (askAgainAt !== null) parts.push(say("ownerPage.mayAskFrom", { day: day(askAgainAt) }));
      return parts.join(", ");
    }
    case AuthorizationState.EXPIRED:
      return say("ownerPage.decidedOn", { day: day(expiresAt ?? updatedAt) });
    default: {
      const parts = [
        say("ownerPage.since", { day: day(authorizedAt ?? createdAt) }),
        lastUsedAt === null ? say("ownerPage.neverUsed") : say("ownerPage.lastUsed", { day: day(lastUsedAt) }),
      ];
      if (expiresAt !== null) parts.push(say("ownerPage.ends", { day: day(expiresAt) }));
      return parts.join(", ");
    }
  }
}
