import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Authorization, Identity, lockIdentity } from "../../authorizations/index.js";
import { parseGlobalId, type Services } from "../../graphql/index.js";
import { DomainError } from "../../kernel/index.js";
import {
  formField,
  html,
  note,
  type PageLanguage,
  pageLanguage,
  type SafeHtml,
  sendPage,
  visitor,
} from "../../web/index.js";
import {
  blockAsOwner,
  mailOwnerLink,
  renewOwnerLink,
  unblockAsOwner,
  withdrawAsOwner,
} from "../operations/owner-actions.js";
import { loadOwnerView, type OwnerView } from "../owner-page.queries.js";
import { noQuestionsSince } from "../reported-mailboxes.queries.js";
import { type VerificationKeys, verificationKeys } from "../verification-keys.js";
import { platformBranding } from "./load-question.js";

interface Link {
  readonly Params: { readonly token: string };
}

interface OpenedLink {
  readonly identity: Identity;
  readonly expiresAt: Date;
  /** Past its end, or ended by the owner: it then only mails a new one to the address. */
  readonly isOver: boolean;
}

/** `/owner/:token`: GET shows who may send as the address; only the POST of a form changes anything. */
export function registerOwnerPage(app: FastifyInstance, services: Services): void {
  const mailer = verificationKeys(services.configuration);
  app.get<Link>("/owner/:token", async (request, reply) => {
    const link = await openLink(services, mailer, request.params.token);
    return showOwnerPage(services, request, reply, link, 200, null);
  });
  app.post<Link>("/owner/:token", async (request, reply) => {
    const link = await openLink(services, mailer, request.params.token);
    if (link === null) return showOwnerPage(services, request, reply, null, 404, null);
    const language = pageLanguage(request.headers["accept-language"], platformBranding(services).language);
    const { status, message } = await act(services, mailer, request, link, language);
    const now = await openLink(services, mailer, request.params.token);
    return showOwnerPage(services, request, reply, now, status, message);
  });
}

async function openLink(services: Services, mailer: VerificationKeys, token: string): Promise<OpenedLink | null> {
  const link = mailer.ownerLinks.read(token);
  if (link === null) return null;
  const identity = await services.database.reader.findOneBy(Identity, { id: link.identityId });
  if (identity === null) return null;
  const isOver = link.expiresAt <= services.clock.now() || link.version !== identity.ownerLinkVersion;
  return { identity, expiresAt: link.expiresAt, isOver };
}

interface Acted {
  readonly status: number;
  readonly message: SafeHtml;
}

async function act(
  services: Services,
  mailer: VerificationKeys,
  request: FastifyRequest<Link>,
  { identity, isOver }: OpenedLink,
  { say, code }: PageLanguage,
): Promise<Acted> {
  const { database } = services;
  const who = visitor(request);
  const action = formField(request.body, "action");
  const tooMany: Acted = { status: 429, message: note("wait", say.owner.tooMany) };
  const done = (text: string): Acted => ({ status: 200, message: note("good", text) });
  if (action === "mail-link") {
    const isMailed = await database.write(async (tx) =>
      mailOwnerLink(tx, mailer, await lockIdentity(tx, identity.id), code),
    );
    return isMailed ? done(say.owner.mailed) : tooMany;
  }
  if (isOver) return { status: 410, message: note("bad", say.owner.over) };
  switch (action) {
    case "withdraw":
      return withdraw(services, mailer, request, identity, say.owner);
    case "block":
      await database.write((tx) => blockAsOwner(tx, who, mailer, identity.id));
      return done(say.owner.blocked);
    case "unblock":
      await database.write((tx) => unblockAsOwner(tx, who, identity.id));
      return done(say.owner.unblocked);
    case "renew":
      return (await database.write((tx) => renewOwnerLink(tx, who, mailer, identity.id, code)))
        ? done(say.owner.renewed)
        : tooMany;
    default:
      return { status: 400, message: note("bad", say.result.badForm) };
  }
}

async function withdraw(
  services: Services,
  mailer: VerificationKeys,
  request: FastifyRequest<Link>,
  identity: Identity,
  say: PageLanguage["say"]["owner"],
): Promise<Acted> {
  const parsed = parseGlobalId(formField(request.body, "authorization") ?? "");
  try {
    if (parsed === null) throw new DomainError("NOT_FOUND", "Authorization not found");
    const withdrawn = await services.database.write((tx) =>
      withdrawAsOwner(tx, visitor(request), mailer, identity.id, parsed.id),
    );
    const account = formField(request.body, "account") ?? "";
    const text = withdrawn.state === "DENIED" ? say.denied(account) : say.withdrawn(account);
    return { status: 200, message: note("good", text) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { status: error.code === "NOT_FOUND" ? 404 : 409, message: note("wait", say.changed) };
  }
}

async function showOwnerPage(
  services: Services,
  request: FastifyRequest<Link>,
  reply: FastifyReply,
  link: OpenedLink | null,
  status: number,
  message: SafeHtml | null,
): Promise<FastifyReply> {
  const language = pageLanguage(request.headers["accept-language"], platformBranding(services).language);
  const { say } = language;
  const branding = platformBranding(services);
  const form = (action: string, content: SafeHtml) => html`<form method="post" action="/owner/${request.params.token}">
<input type="hidden" name="action" value="${action}">${content}</form>`;
  if (link === null) {
    const content = html`<section class="card"><h1>${say.owner.over}</h1><p>${say.result.missingHint}</p></section>`;
    return sendPage(reply, 404, { title: say.owner.over, language, branding, content });
  }
  if (link.isOver) {
    const content = html`<section class="card"><h1>${say.owner.over}</h1>${message}
${form("mail-link", html`<button class="main" type="submit">${say.owner.mailNew}</button>`)}</section>`;
    return sendPage(reply, status === 200 && message === null ? 410 : status, {
      title: say.owner.over,
      language,
      branding,
      content,
    });
  }
  const view = await loadOwnerView(services.database.reader, link.identity, services.clock.now());
  const title = say.owner.title(link.identity.address);
  const content = html`<section class="card">
<h1>${title}</h1>
${message}
<p class="soft">${say.owner.intro}</p>
${accountList(view, link.identity, language, form)}
</section>
<section class="card">${requests(await noQuestionsSince(services.database.reader, link.identity), language, form)}</section>
<section class="card">
<h2>${say.owner.linkTitle}</h2>
<p class="soft small">${say.owner.linkHint(language.day(link.expiresAt))}</p>
${form("renew", html`<button class="slim" type="submit">${say.owner.renew}</button>`)}
</section>`;
  return sendPage(reply, status, { title, language, branding, content });
}

type Form = (action: string, content: SafeHtml) => SafeHtml;

function accountList(view: OwnerView, identity: Identity, language: PageLanguage, form: Form): SafeHtml {
  const { say } = language;
  if (view.authorizations.length === 0 && view.byDomain.length === 0) return html`<p>${say.owner.nobody}</p>`;
  const items = view.authorizations.map(({ authorization, account }) => {
    const isPending = authorization.state === "PENDING";
    return html`<li>
<div class="who"><strong>${account}</strong>
${stateBadge(authorization, language)}
<span class="soft small">${historyOf(authorization, language)}</span></div>
${form(
  "withdraw",
  html`<input type="hidden" name="authorization" value="${authorization.globalId}">
<input type="hidden" name="account" value="${account}">
<button class="bad slim" type="submit" aria-label="${isPending ? say.owner.deny : say.owner.withdraw}: ${account}">${isPending ? say.owner.deny : say.owner.withdraw}</button>`,
)}
</li>`;
  });
  const claims = view.byDomain.map(
    (account) => html`<li><div class="who"><strong>${account}</strong>
<span class="soft small">${say.owner.byDomain(identity.domain)}</span></div></li>`,
  );
  return html`<ul class="accounts">${items}${claims}</ul>
${view.hasMore ? html`<p class="soft small">${say.owner.more}</p>` : null}`;
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

function requests(endedAt: Date | null, { say, day }: PageLanguage, form: Form): SafeHtml {
  const { owner } = say;
  if (endedAt === null) {
    return html`<h2>${owner.blockTitle}</h2><p class="soft small">${owner.blockHint}</p>
${form("block", html`<button class="bad slim" type="submit">${owner.block}</button>`)}`;
  }
  return html`<h2>${owner.blockedTitle}</h2><p class="soft small">${owner.blockedHint(day(endedAt))}</p>
${form("unblock", html`<button class="slim" type="submit">${owner.unblock}</button>`)}`;
}
