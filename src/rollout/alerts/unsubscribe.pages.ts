import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Transaction } from "../../database/index.js";
import { type Services } from "../../graphql/index.js";
import { sendPlainPage } from "../../web/index.js";
import { alertKeys } from "./alert-keys.js";
import { DigestUnsubscription } from "./digest-unsubscription.entity.js";
import { UNSUBSCRIBE_TEXTS, type UnsubscribePage, unsubscribeLanguage } from "./unsubscribe.texts.js";

/**
 * `/unsubscribe/:token`: GET shows a button and changes nothing, since mail scanners follow links; POST ends digests and
 * announcements for the administrator the link was made for (RFC 8058: a bare POST, without cookies or a sign-in). In
 * the reader's language where we have it.
 */
export function registerUnsubscribePages(app: FastifyInstance, { database, configuration }: Services): void {
  const writer = alertKeys(configuration);
  // RFC 8058 3.2: mail providers send the form as multipart, others as the server's form parser reads it. What is in it
  // does not matter: the link says everything.
  app.addContentTypeParser("multipart/form-data", { parseAs: "buffer", bodyLimit: 16_384 }, (_request, _body, done) =>
    done(null),
  );
  app.get<{ Params: { token: string } }>("/unsubscribe/:token", async (request, reply) => {
    const isKnown = writer.readUnsubscribeToken(request.params.token) !== null;
    return isKnown ? sendPage(request, reply, 200, "ask") : sendPage(request, reply, 404, "unknown");
  });
  app.post<{ Params: { token: string } }>("/unsubscribe/:token", async (request, reply) => {
    const administratorId = writer.readUnsubscribeToken(request.params.token);
    if (administratorId === null) return sendPage(request, reply, 404, "unknown");
    await database.write((tx) => unsubscribe(tx, administratorId));
    return sendPage(request, reply, 200, "done");
  });
}

async function unsubscribe(tx: Transaction, administratorId: string): Promise<void> {
  const row = { administratorId, at: tx.now };
  await tx.manager.createQueryBuilder().insert().into(DigestUnsubscription).values(row).orIgnore().execute();
}

function sendPage(request: FastifyRequest, reply: FastifyReply, status: number, page: UnsubscribePage) {
  const code = unsubscribeLanguage(request.headers["accept-language"]);
  const texts = UNSUBSCRIBE_TEXTS[code];
  const { title, text } = texts[page];
  const buttons = page === "ask" ? [{ answer: "yes", label: texts.button }] : [];
  return sendPlainPage(reply, status, { language: code, title, paragraphs: [text], buttons });
}
