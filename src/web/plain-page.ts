import type { FastifyReply } from "fastify";
import { html } from "./html.js";

export interface PlainPage {
  /** BCP 47 tag. */
  readonly language: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Each sends the form with `answer` set to its value. */
  readonly buttons?: readonly { readonly answer: string; readonly label: string }[];
}

/** A page of a few words behind a mailed link, which nobody keeps, frames, or learns the address of. */
export function sendPlainPage(reply: FastifyReply, status: number, page: PlainPage): FastifyReply {
  const { language, title, paragraphs, buttons = [] } = page;
  const pressed = buttons.map(
    ({ answer, label }, index) => html`${index > 0 && " "}<button name="answer" value="${answer}">${label}</button>`,
  );
  const document = html`<!doctype html><html lang="${language}"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><main><h1>${title}</h1>${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}${pressed.length > 0 && html`<form method="post">${pressed}</form>`}</main></html>`;
  return reply
    .code(status)
    .header("content-security-policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
    .header("referrer-policy", "no-referrer")
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(document.text);
}
