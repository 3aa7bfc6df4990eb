import type { FastifyReply } from "fastify";

export interface PlainPage {
  /** BCP 47 tag. */
  readonly language: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Each sends the form with `answer` set to its value. */
  readonly buttons?: readonly { readonly answer: string; readonly label: string }[];
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** A page of a few words behind a mailed link, which nobody keeps, frames, or learns the address of. Escapes everything. */
export function sendPlainPage(reply: FastifyReply, status: number, page: PlainPage): FastifyReply {
  const buttons = (page.buttons ?? []).map(
    ({ answer, label }) => `<button name="answer" value="${escapeHtml(answer)}">${escapeHtml(label)}</button>`,
  );
  const form = buttons.length === 0 ? "" : `<form method="post">${buttons.join(" ")}</form>`;
  const text = page.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("");
  return reply
    .code(status)
    .header("content-security-policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
    .header("referrer-policy", "no-referrer")
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(
      `<!doctype html><html lang="${escapeHtml(page.language)}"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escapeHtml(page.title)}</title><main><h1>${escapeHtml(page.title)}</h1>${text}${form}</main></html>`,
    );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES.get(character) ?? character);
}
