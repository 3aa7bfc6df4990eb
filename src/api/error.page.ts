import type { FastifyReply, FastifyRequest } from "fastify";
import type { Configuration } from "../config/index.js";
import { platformBrand, readerLanguage, sendWordsPage } from "../web/index.js";

/** What went wrong, for a person: what became of it and what to do next. A program gets JSON. */
export function sendErrorPage(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  configuration: Pick<Configuration, "platformName">,
): FastifyReply {
  const language = readerLanguage(request);
  const { say } = language;
  const show = (title: string, text: string) =>
    sendWordsPage(reply, status, { title, paragraphs: [text], language, branding: platformBrand(configuration) });
  switch (status) {
    case 404:
      return show(say("errorPage.notFoundTitle"), say("errorPage.notFoundText"));
    case 413:
      return show(say("errorPage.tooBigTitle"), say("errorPage.tooBigText"));
    case 429:
    case 503:
      return show(say("errorPage.busyTitle"), say("errorPage.busyText"));
    default:
      return status < 500
        ? show(say("errorPage.refusedTitle"), say("errorPage.refusedText"))
        : show(say("errorPage.failedTitle"), say("errorPage.failedText", { id: request.id }));
  }
}
