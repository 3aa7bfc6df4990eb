import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Administrator } from "../../access/index.js";
import type { Transaction } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { takePress } from "../../presses/index.js";
import { shownBrandingFor } from "../../tenancy/index.js";
import { formField, heading, html, phrase, readerLanguage, sendPage, visitor } from "../../web/index.js";
import { alertKeys } from "./alert-keys.js";
import { DigestUnsubscription } from "./digest-unsubscription.entity.js";

interface Link {
  readonly Params: { readonly token: string };
}

type UnsubscribePage = "ask" | "done" | "again" | "held" | "unknown";

/**
 * `/unsubscribe/:token`: GET shows what is so and a button, and changes nothing, since mail scanners follow links; POST
 * ends digests and announcements for the administrator the link was made for (RFC 8058: a bare POST, without cookies or
 * a sign-in), and the same page has them sent again at any time.
 */
export function registerUnsubscribePages(app: FastifyInstance, services: Services): void {
  const { database } = services;
  const writer = alertKeys(services.configuration);
  // A mail client sends the one-click field as a form of either kind (RFC 8058 3.2); the POST alone says it all. An upload
  // limited to a few octets, because what it holds is of no interest.
  app.addContentTypeParser("multipart/form-data", { parseAs: "buffer", bodyLimit: 16_384 }, (_request, _body, done) =>
    done(null),
  );
  app.get<Link>("/unsubscribe/:token", async (request, reply) => {
    const administratorId = writer.readUnsubscribeToken(request.params.token);
    if (administratorId === null) return show(request, reply, "unknown");
    const hasEnded = await database.reader.existsBy(DigestUnsubscription, { administratorId });
    return show(request, reply, hasEnded ? "done" : "ask");
  });
  app.post<Link>("/unsubscribe/:token", async (request, reply) => {
    const administratorId = writer.readUnsubscribeToken(request.params.token);
    if (administratorId === null) return show(request, reply, "unknown");
    const answer = formField(request.body, "answer");
    const act = answer === "again" ? "SUBSCRIBE" : "UNSUBSCRIBE";
    const isOnPage = answer !== null;
    const isDone = await database.write((tx) => press(tx, { administratorId, act, request, isOnPage }));
    if (!isDone) return show(request, reply, "held");
    return show(request, reply, act === "SUBSCRIBE" ? "again" : "done");
  });

  /** Of whom the link was made for: the page is of the same brand as the mail. */
  async function pathOf(token: string): Promise<string | null> {
    const id = writer.readUnsubscribeToken(token);
    const found = id === null ? null : await database.reader.findOneBy(Administrator, { id });
    return found?.resellerPath ?? null;
  }

  async function show(
    request: FastifyRequest<Link>,
    reply: FastifyReply,
    page: UnsubscribePage,
  ): Promise<FastifyReply> {
    const branding = await shownBrandingFor(services, await pathOf(request.params.token));
    const language = readerLanguage(request, branding.language);
    const { say } = language;
    const [title, text, status] = TEXTS[page];
    const button = (answer: string, label: string) =>
      html`<form method="post"><button class="main" name="answer" value="${answer}">${label}</button></form>`;
    const content = html`<section class="card">${heading(say(title))}
<p>${phrase(say(text))}</p>
${page === "done" && button("again", say("unsubscribe.again"))}
${(page === "ask" || page === "held") && button("yes", say("unsubscribe.button"))}</section>`;
    return sendPage(reply, status, { title: say(title), language, branding, content });
  }
}

const TEXTS = {
  ask: ["unsubscribe.askTitle", "unsubscribe.askText", 200],
  done: ["unsubscribe.doneTitle", "unsubscribe.doneText", 200],
  again: ["unsubscribe.againTitle", "unsubscribe.askText", 200],
  held: ["unsubscribe.heldTitle", "unsubscribe.askText", 202],
  unknown: ["unsubscribe.unknownTitle", "unsubscribe.unknownText", 404],
} as const;

interface UnsubscribePress {
  readonly administratorId: string;
  readonly act: "SUBSCRIBE" | "UNSUBSCRIBE";
  readonly request: FastifyRequest;
  readonly isOnPage: boolean;
}

/** False where the press is held. */
async function press(tx: Transaction, { administratorId, act, request, isOnPage }: UnsubscribePress): Promise<boolean> {
  if ((await tx.manager.existsBy(DigestUnsubscription, { administratorId })) === (act === "UNSUBSCRIBE")) return true;
  // RFC 8058 3.2 has mail providers press for their users: what they send shows no page of ours, and may name them.
  const who = isOnPage ? visitor(request) : { ...visitor(request), userAgent: null };
  const taken = { act, subjectId: administratorId, shown: "PRESS", visitor: who, pageViewedAt: null } as const;
  if ((await takePress(tx, taken)) === null) return false;
  if (act === "SUBSCRIBE") {
    await tx.manager.delete(DigestUnsubscription, { administratorId });
    return true;
  }
  const row = { administratorId, at: tx.now };
  await tx.manager.createQueryBuilder().insert().into(DigestUnsubscription).values(row).orIgnore().execute();
  return true;
}
