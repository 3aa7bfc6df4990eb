import type { FastifyReply } from "fastify";
import { html } from "./html.js";
import { heading, type Page, sendPage } from "./layout.js";
import { phrase } from "./phrase.js";

export interface WordsPage extends Omit<Page, "content"> {
  readonly paragraphs: readonly string[];
  /** Each sends the form with `answer` set to its value; the first is what the page is for. */
  readonly buttons?: readonly { readonly answer: string; readonly label: string }[];
}

/** A page of a few words, and of buttons that answer to the address that it stands at. */
export function sendWordsPage(reply: FastifyReply, status: number, page: WordsPage): FastifyReply {
  const { title, paragraphs, buttons = [] } = page;
  const pressed = buttons.map(
    ({ answer, label }, index) =>
      html`<button class="${index === 0 ? "main" : "wide"}" name="answer" value="${answer}">${label}</button>`,
  );
  const content = html`<section class="card">
${heading(title)}
${paragraphs.map((paragraph) => html`<p>${phrase(paragraph)}</p>`)}
${pressed.length > 0 && html`<form method="post" class="answers">${pressed}</form>`}
</section>`;
  return sendPage(reply, status, { ...page, content });
}
