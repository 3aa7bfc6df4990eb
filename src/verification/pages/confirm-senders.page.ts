import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../../graphql/index.js";
import { shownBranding, shownPlatform } from "../../tenancy/index.js";
import {
  formField,
  heading,
  html,
  pageLanguage,
  pathIn,
  phrase,
  type SafeHtml,
  sendPage,
  visitor,
} from "../../web/index.js";
import { brandingOfOwner } from "../branding-of-owner.js";
import { confirmSenders, findReminder, isConfirmed } from "../operations/confirm-senders.js";
import { loadOwnerView } from "../owner-page.queries.js";
import { type VerificationKeys, verificationKeys } from "../verification-keys.js";
import { accountList } from "./owner-list.js";
import { digitsOfMark, readSeenMark, seenMark } from "./seen-mark.js";

interface Link {
  readonly Params: { readonly token: string };
}

interface ListRequest {
  readonly services: Services;
  readonly keys: VerificationKeys;
  readonly request: FastifyRequest<Link>;
  readonly reply: FastifyReply;
}

interface Shown {
  readonly status?: number;
  readonly problem?: "confirmSenders.untyped" | "confirmSenders.held" | null;
}

/** `/confirm-senders/:token`: GET shows who may send as the address; the POST of its form says that this is right. */
export function registerConfirmSendersPage(app: FastifyInstance, services: Services): void {
  const keys = verificationKeys(services.configuration);
  app.get<Link>("/confirm-senders/:token", async (request, reply) => show({ services, keys, request, reply }));
  app.post<Link>("/confirm-senders/:token", async (request, reply) => {
    const on = { services, keys, request, reply };
    const { token } = request.params;
    const mark = formField(request.body, "seen");
    const pageViewedAt = readSeenMark(keys, token, mark, services.clock.now());
    const isTyped =
      pageViewedAt !== null && formField(request.body, "number")?.trim() === digitsOfMark(keys, mark ?? "");
    const press = { visitor: visitor(request), isTyped, pageViewedAt };
    switch (await services.database.write((tx) => confirmSenders(tx, token, press))) {
      case "CONFIRMED":
      case "OVER":
        return show(on);
      case "HELD":
        return show(on, { status: 202, problem: "confirmSenders.held" });
      case "UNTYPED":
        return show(on, { status: 400, problem: "confirmSenders.untyped" });
    }
  });
}

async function show(
  { services, keys, request, reply }: ListRequest,
  { status = 200, problem = null }: Shown = {},
): Promise<FastifyReply> {
  const { token } = request.params;
  const { reader } = services.database;
  const now = services.clock.now();
  const found = await findReminder({ manager: reader }, token);
  const branding =
    found === null
      ? await shownPlatform(services)
      : shownBranding(services, await brandingOfOwner(reader, found.identity));
  const language = pageLanguage(request, branding);
  const { say } = language;
  if (found === null) {
    const title = say("confirmSenders.over");
    const content = html`<section class="card">${heading(title)}<p>${phrase(say("confirmSenders.overHint"))}</p></section>`;
    return sendPage(reply, 404, { title, language, branding, content });
  }
  const { identity, reminder } = found;
  const isDone = isConfirmed(reminder);
  const { address } = identity;
  const title =
    problem !== null ? say(problem) : say(isDone ? "confirmSenders.confirmed" : "confirmSenders.title", { address });
  const view = await loadOwnerView(reader, identity, now);
  const sight = keys.ownerLinks.sign({ identityId: identity.id, version: identity.ownerLinkVersion, issuedAt: now });
  const content = html`<section class="card">
${heading(title)}
${problem === null ? null : html`<p class="soft">${phrase(say("confirmSenders.title", { address }))}</p>`}
${accountList({ ...view, former: [] }, identity, language, null)}
${isDone ? null : confirmation(token, seenMark(keys, token, now))}
</section>
<section class="card"><h2>${say("ownerPage.changeTitle")}</h2>
<p class="soft small">${phrase(say("ownerPage.changeHint", { address }))}</p>
<form method="post" action="${pathIn(request, `/owner/${sight}`)}"><input type="hidden" name="action" value="renew">
<input type="hidden" name="seen" value="${seenMark(keys, sight, now)}">
<button class="slim" type="submit">${say("ownerPage.changeMail")}</button></form>
</section>`;
  return sendPage(reply, status, { title, language, branding, content });

  function confirmation(of: string, mark: string): SafeHtml {
    return html`<form method="post" action="${pathIn(request, `/confirm-senders/${of}`)}">
<input type="hidden" name="seen" value="${mark}">
<p class="number"><label for="number"><strong>${say("confirmSenders.type", { digits: digitsOfMark(keys, mark) })}</strong></label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" size="4" required></p>
<button class="main" type="submit">${say("confirmSenders.button")}</button>
</form>`;
  }
}
