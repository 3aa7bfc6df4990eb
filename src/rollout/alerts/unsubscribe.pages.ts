import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Transaction } from "../../database/index.js";
import { type Services } from "../../graphql/index.js";
import { readerLanguage, sendPlainPage } from "../../web/index.js";
import { alertKeys } from "./alert-keys.js";
import { DigestUnsubscription } from "./digest-unsubscription.entity.js";

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

type UnsubscribePage = "ask" | "done" | "unknown";

const TEXTS = {
  ask: { title: "unsubscribe.askTitle", text: "unsubscribe.askText" },
  done: { title: "unsubscribe.doneTitle", text: "unsubscribe.doneText" },
  unknown: { title: "unsubscribe.unknownTitle", text: "unsubscribe.unknownText" },
} as const;

function sendPage(request: FastifyRequest, reply: FastifyReply, status: number, page: UnsubscribePage) {
  const { code, say } = readerLanguage(request);
  const { title, text } = TEXTS[page];
  const buttons = page === "ask" ? [{ answer: "yes", label: say("unsubscribe.button") }] : [];
  return sendPlainPage(reply, status, { language: code, title: say(title), paragraphs: [say(text)], buttons });
}
