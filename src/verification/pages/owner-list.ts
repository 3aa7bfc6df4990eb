import type { Authorization, Identity } from "../../authorizations/index.js";
import type { LanguageInZone } from "../../texts/index.js";
import { html, type SafeHtml, shownAddress } from "../../web/index.js";
import type { OwnerView } from "../owner-page.queries.js";

/** A form of the page that sends this action; `name` and `value` alone tell it from others. */
export type OwnerForm = (action: string, content: SafeHtml) => SafeHtml;

/** Every account that may send as the address or asks to; with a button each where the page acts. */
export function accountList(
  view: OwnerView,
  identity: Identity,
  language: LanguageInZone,
  form: OwnerForm | null,
): SafeHtml {
  const { say } = language;
  if (view.authorizations.length === 0 && view.byDomain.length === 0) return html`<p>${say("ownerPage.nobody")}</p>`;
  const items = view.authorizations.map(
    ({ authorization, account }) => html`<li>
<div class="who"><strong>${shownAddress(account)}</strong>
${stateBadge(authorization, language)}
<span class="soft small">${historyOf(authorization, language)}</span></div>
${form === null ? null : withdrawal(authorization, account, language, form)}
</li>`,
  );
  const claims = view.byDomain.map(
    (account) => html`<li><div class="who"><strong>${shownAddress(account)}</strong>
<span class="soft small">${say("ownerPage.byDomain", { domain: identity.domain })}</span></div></li>`,
  );
  return html`<ul class="accounts">${items}${claims}</ul>
${view.hasMore ? html`<p class="soft small">${say("ownerPage.more")}</p>` : null}`;
}

function withdrawal(authorization: Authorization, account: string, { say }: LanguageInZone, form: OwnerForm): SafeHtml {
  const word = authorization.state === "PENDING" ? say("ownerPage.deny") : say("ownerPage.withdraw");
  return form(
    "withdraw",
    html`<input type="hidden" name="authorization" value="${authorization.globalId}">
<input type="hidden" name="account" value="${account}">
<button class="bad slim" type="submit" aria-label="${word}: ${account}">${word}</button>`,
  );
}

const BADGES = {
  AUTHORIZED: { text: "ownerPage.stateAuthorized", tone: "good" },
  PENDING: { text: "ownerPage.statePending", tone: "wait" },
  PAUSED: { text: "ownerPage.statePaused", tone: "" },
} as const;

function stateBadge({ state }: Authorization, { say }: LanguageInZone): SafeHtml | null {
  const badge = state in BADGES ? BADGES[state as keyof typeof BADGES] : null;
  return badge && html`<span class="state ${badge.tone}">${say(badge.text)}</span>`;
}

function historyOf(authorization: Authorization, { say, day }: LanguageInZone): string {
  const { authorizedAt, createdAt, lastUsedAt, expiresAt, state } = authorization;
  if (state === "PENDING") return say("ownerPage.askedOn", { day: day(createdAt) });
  const parts = [
    say("ownerPage.since", { day: day(authorizedAt ?? createdAt) }),
    lastUsedAt === null ? say("ownerPage.neverUsed") : say("ownerPage.lastUsed", { day: day(lastUsedAt) }),
  ];
  if (expiresAt !== null) parts.push(say("ownerPage.ends", { day: day(expiresAt) }));
  return parts.join(", ");
}
