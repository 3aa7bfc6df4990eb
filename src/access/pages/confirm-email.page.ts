import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Services } from "../../graphql/index.js";
import { type Actor, ANONYMOUS_ACTOR } from "../../kernel/index.js";
import { readerLanguage, sendPlainPage } from "../../web/index.js";
import { Administrator } from "../administrator.entity.js";
import {
  answerEmailConfirmation,
  type ConfirmationState,
  stateOfConfirmation,
} from "../operations/answer-email-confirmation.js";
import { hashOfConfirmation } from "../operations/ask-to-confirm-email.js";

interface Link {
  Params: { token: string };
  Body: unknown;
}

/** `/confirm-email/:token`: GET shows the question and changes nothing, since mail scanners follow links; a press answers. */
export function registerEmailConfirmation(app: FastifyInstance, services: Services): void {
  const { database, clock } = services;
  app.get<Link>("/confirm-email/:token", async (request, reply) => {
    const confirmationHash = hashOfConfirmation(request.params.token);
    const found =
      confirmationHash === null ? null : await database.reader.findOneBy(Administrator, { confirmationHash });
    return showState(services, request, reply, found === null ? null : stateOfConfirmation(found, clock.now()));
  });
  app.post<Link>("/confirm-email/:token", async (request, reply) => {
    const answer = answerIn(request.body);
    if (answer === null) return reply.code(400).type("text/plain").send("answer must be confirm or refuse\n");
    const state = await database.write((tx) =>
      answerEmailConfirmation(tx, visitorOf(request), request.params.token, answer),
    );
    return showState(services, request, reply, state);
  });
}

function showState(
  { configuration }: Services,
  request: FastifyRequest<Link>,
  reply: FastifyReply,
  state: ConfirmationState | "REFUSED" | null,
): FastifyReply {
  const { code, say } = readerLanguage(request);
  const show = (status: number, title: string, text: string) =>
    sendPlainPage(reply, status, { language: code, title, paragraphs: [text] });
  switch (state) {
    case "OPEN":
      return sendPlainPage(reply, 200, {
        language: code,
        title: say("confirmEmail.askTitle"),
        paragraphs: [say("confirmEmail.askText", { platform: configuration.platformName })],
        buttons: [
          { answer: "confirm", label: say("confirmEmail.confirm") },
          { answer: "refuse", label: say("confirmEmail.refuse") },
        ],
      });
    case "CONFIRMED":
      return show(200, say("confirmEmail.confirmedTitle"), say("confirmEmail.confirmedText"));
    case "REFUSED":
      return show(200, say("confirmEmail.refusedTitle"), say("confirmEmail.refusedText"));
    case "OVER":
    case null:
      return show(404, say("confirmEmail.overTitle"), say("confirmEmail.overText"));
  }
}

function answerIn(body: unknown): "CONFIRM" | "REFUSE" | null {
  if (typeof body !== "object" || body === null || !("answer" in body)) return null;
  if (body.answer === "confirm") return "CONFIRM";
  return body.answer === "refuse" ? "REFUSE" : null;
}

function visitorOf(request: FastifyRequest<Link>): Actor {
  return {
    ...ANONYMOUS_ACTOR,
    remoteAddress: request.ip,
    userAgent: request.headers["user-agent"] ?? null,
    requestId: request.id,
  };
}
