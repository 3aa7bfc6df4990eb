import type { FastifyInstance, FastifyReply } from "fastify";
import type { Transaction } from "../../database/index.js";
import type { Services } from "../../request/index.js";
import { alertWriter } from "./alert-writer.js";
import { DigestUnsubscription } from "./digest-unsubscription.entity.js";

/**
 * `/unsubscribe/:token`: GET shows a button and changes nothing, since mail scanners follow links; POST ends digests and
 * announcements for the administrator the link was made for (RFC 8058: a bare POST, without cookies or a sign-in).
 */
export function registerUnsubscribePages(app: FastifyInstance, { database, configuration }: Services): void {
  const writer = alertWriter(configuration);
  // RFC 8058 3.2: mail providers send the form as multipart, others as the server's form parser reads it. What is in it
  // does not matter: the link says everything.
  app.addContentTypeParser("multipart/form-data", { parseAs: "buffer", bodyLimit: 16_384 }, (_request, _body, done) =>
    done(null),
  );
  app.get<{ Params: { token: string } }>("/unsubscribe/:token", async ({ params }, reply) => {
    if (writer.readUnsubscribeToken(params.token) === null) return sendPage(reply, 404, UNKNOWN);
    return sendPage(reply, 200, ASK);
  });
  app.post<{ Params: { token: string } }>("/unsubscribe/:token", async ({ params }, reply) => {
    const administratorId = writer.readUnsubscribeToken(params.token);
    if (administratorId === null) return sendPage(reply, 404, UNKNOWN);
    await database.write((tx) => unsubscribe(tx, administratorId));
    return sendPage(reply, 200, DONE);
  });
}

async function unsubscribe(tx: Transaction, administratorId: string): Promise<void> {
  const row = { administratorId, at: tx.now };
  await tx.manager.createQueryBuilder().insert().into(DigestUnsubscription).values(row).orIgnore().execute();
}

const ASK =
  '<h1>No more digests?</h1><p>Alerts about a stolen password still come.</p><form method="post"><button>Unsubscribe</button></form>';
const DONE = "<h1>You are unsubscribed</h1><p>No more digests and announcements will come to this address.</p>";
const UNKNOWN = "<h1>This link is not valid</h1><p>Use the one in the newest mail.</p>";

function sendPage(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply
    .code(status)
    .header("content-security-policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
    .header("referrer-policy", "no-referrer")
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(
      `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Digests</title><main>${body}</main></html>`,
    );
}
