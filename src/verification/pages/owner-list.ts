import type { Authorization, Identity } from "../../authorizations/index.js";
import { html, type PageLanguage, type SafeHtml } from "../../web/index.js";
import type { OwnerView } from "../owner-page.queries.js";

/** A form of the page that sends this action; `name` and `value` alone tell it from others. */
export type OwnerForm = (action: string, content: SafeHtml) => SafeHtml;

/** Every account that may send as the address or asks to; with a button each where the page acts. */
export function accountList(
  view: OwnerView,
  identity: Identity,
  language: PageLanguage,
  form: OwnerForm | null,
): SafeHtml {
  const { owner } = language.say;
  if (view.authorizations.length === 0 && view.byDomain.length === 0) return html`<p>${owner.nobody}</p>`;
  const items = view.authorizations.map(
    ({ authorization, account }) => html`<li>
<div class="who"><strong>${account}</strong>
${stateBadge(authorization, language)}
<span class="soft small">${historyOf(authorization, language)}</span></div>
${form === null ? null : withdrawal(authorization, account, language, form)}
</li>`,
  );
  const claims = view.byDomain.map(
    (account) => html`<li><div class="who"><strong>${account}</strong>
<span class="soft small">${owner.byDomain(identity.domain)}</span></div></li>`,
  );
  return html`<ul class="accounts">${items}${claims}</ul>
${view.hasMore ? html`<p class="soft small">${owner.more}</p>` : null}`;
}

function withdrawal(authorization: Authorization, account: string, { say }: PageLanguage, form: OwnerForm): SafeHtml {
  const word = authorization.state === "PENDING" ? say.owner.deny : say.owner.withdraw;
  return form(
    "withdraw",
    html`<input type="hidden" name="authorization" value="${authorization.globalId}">
<input type="hidden" name="account" value="${account}">
<button class="bad slim" type="submit" aria-label="${word}: ${account}">${word}</button>`,
  );
}

const COLOURS: Readonly<Record<string, string>> = { AUTHORIZED: "good", PENDING: "wait", PAUSED: "" };

function stateBadge({ state }: Authorization, { say }: PageLanguage): SafeHtml {
  const words: Readonly<Record<string, string>> = say.owner.states;
  return html`<span class="state ${COLOURS[state]}">${words[state]}</span>`;
}

function historyOf(authorization: Authorization, { say, day }: PageLanguage): string {
  const { authorizedAt, createdAt, lastUsedAt, expiresAt, state } = authorization;
  if (state === "PENDING") return say.owner.askedOn(day(createdAt));
  const parts = [
    say.owner.since(day(authorizedAt ?? createdAt)),
    lastUsedAt === null ? say.owner.neverUsed : say.owner.lastUsed(day(lastUsedAt)),
  ];
  if (expiresAt !== null) parts.push(say.owner.ends(day(expiresAt)));
  return parts.join(", ");
}
