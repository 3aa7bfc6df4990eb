import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Services } from "../../graphql/index.js";
import { DomainError, isIdentifier } from "../../kernel/index.js";
import { thisMachineOnly } from "../../web/index.js";
import { findCapturedMail, listCapturedMails, listMailboxes, newestCapturedMail } from "./captured-mail.queries.js";
import { SCRIPT, STYLE } from "./dev-mail.assets.js";
import { devMailPage } from "./dev-mail.view.js";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The mail is shown as a mail program would: no scripts, nothing loaded but the brand's logo, an origin of its own. Its
 * links open pages that are free of these limits.
 */
function mailPolicy(publicUrl: string): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data: ${publicUrl}/brand/logo/`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-popups allow-popups-to-escape-sandbox",
  ].join("; ");
}

const MAX_SEARCH_LENGTH = 200;

type Query = Readonly<Record<string, string | string[] | undefined>>;

/**
 * `/dev/mail`: the mails that an embedded installation without SMTP_URL would have sent, as a mailbox to click in.
 * It answers only to this machine, and nothing is registered anywhere else, since these mails carry the owners' links.
 */
export function registerDevMail(app: FastifyInstance, { database, configuration }: Services): void {
  if (!database.dialect.isEmbedded || configuration.smtpUrl !== null || !configuration.isLocalOnly) return;
  const { reader } = database;

  app.addHook("onRequest", thisMachineOnly);
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });

  app.get("/dev/mail", async (request: FastifyRequest<{ Querystring: Query }>, reply) => {
    const { mailbox, search, after, mail, view } = firstOfEach(request.query);
    const filter = { mailbox, search: search?.slice(0, MAX_SEARCH_LENGTH), after };
    try {
      const [mails, mailboxes, newest, open] = await Promise.all([
        listCapturedMails(reader, filter),
        listMailboxes(reader),
        newestCapturedMail(reader),
        mail !== undefined && isIdentifier(mail) ? findCapturedMail(reader, mail) : null,
      ]);
      const page = devMailPage({ filter, mailboxes, mails, newest, open, isText: view === "text" });
      return reply.header("content-security-policy", PAGE_POLICY).type("text/html; charset=utf-8").send(page);
    } catch (error) {
      // A cursor that somebody edited: the first page is the best answer.
      if (error instanceof DomainError && error.code === "BAD_USER_INPUT") return reply.redirect("/dev/mail");
      throw error;
    }
  });

  app.get("/dev/mail/:id/html", async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const { id } = request.params;
    const mail = isIdentifier(id) ? await findCapturedMail(reader, id) : null;
    if (mail === null) return missing(reply);
    const html = mail.html.replace("<head>", '<head><base target="_blank">');
    return reply
      .header("content-security-policy", mailPolicy(configuration.publicUrl))
      .type("text/html; charset=utf-8")
      .send(html);
  });

  app.get("/dev/mail/newest", async (_request, reply) =>
    reply.type("text/plain").send(await newestCapturedMail(reader)),
  );
  app.get("/dev/mail/page.css", async (_request, reply) => reply.type("text/css; charset=utf-8").send(STYLE));
  app.get("/dev/mail/page.js", async (_request, reply) => reply.type("text/javascript; charset=utf-8").send(SCRIPT));
}

function missing(reply: FastifyReply) {
  return reply.code(404).type("text/plain").send("There is no such mail.\n");
}

/** A parameter given twice counts once. */
function firstOfEach(query: Query): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
