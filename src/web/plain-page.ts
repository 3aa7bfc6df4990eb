import type { FastifyReply } from "fastify";
import { html } from "./html.js";

export interface PlainPage {
  /** BCP 47 tag. */
  readonly language: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A page of a few words, which nobody keeps, frames, or learns the address of. */
export function sendPlainPage(reply: FastifyReply, status: number, page: PlainPage): FastifyReply {
  const { language, title, paragraphs } = page;
  const document = html`<!doctype html><html lang="${language}"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><main><h1>${title}</h1>${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</main></html>`;
  return reply
    .code(status)
    .header("content-security-policy", "default-src 'none'; form-action 'none'; frame-ancestors 'none'")
    .header("referrer-policy", "no-referrer")
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(document.text);
}
