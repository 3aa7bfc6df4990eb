import type { FastifyReply, FastifyRequest } from "fastify";
import { type Actor, ANONYMOUS_ACTOR, ownValue, type PublicText, type TimeZone } from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import { html, SafeHtml } from "./html.js";
import { CONTENT_SECURITY_POLICY, STYLE } from "./style.js";

/** Whose page it is, and in which language when the reader's is none of ours. */
export interface ShownBranding {
  readonly brandName: PublicText;
  readonly supportContact: PublicText | null;
  readonly language: string;
  /** Of the dates on it. */
  readonly timeZone: TimeZone;
}

export interface Page {
  readonly title: string;
  readonly language: Pick<Language, "say" | "code">;
  readonly branding: Pick<ShownBranding, "brandName" | "supportContact">;
  readonly content: SafeHtml;
}

/** Sends a page that nobody keeps, frames, or learns the address of. */
export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  const { brandName, supportContact } = page.branding;
  const { say, code } = page.language;
  const document = html`<!doctype html>
<html lang="${code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${page.title}</title>
<style>${new SafeHtml(STYLE)}</style>
</head>
<body>
<header class="brand">${brandName}</header>
<main>
${page.content}
</main>
<footer>
<p>${say("pageFooter.run", { brand: brandName })}${supportContact === null ? "" : ` ${say("pageFooter.support", { contact: supportContact })}`}</p>
</footer>
</body>
</html>
`;
  return reply
    .code(status)
    .header("content-type", "text/html; charset=utf-8")
    .header("content-security-policy", CONTENT_SECURITY_POLICY)
    .header("referrer-policy", "no-referrer")
    .header("cache-control", "no-store")
    .header("x-content-type-options", "nosniff")
    .header("x-robots-tag", "noindex, nofollow")
    .send(document.text);
}

/** Whoever holds the link; what they may do follows from it alone. */
export function visitor(request: FastifyRequest): Actor {
  return {
    ...ANONYMOUS_ACTOR,
    remoteAddress: request.ip,
    userAgent: request.headers["user-agent"] ?? null,
    requestId: request.id,
  };
}

/** A field of a sent form; null when it is missing or came more than once. */
export function formField(body: unknown, name: string): string | null {
  if (typeof body !== "object" || body === null) return null;
  const value = ownValue(body as Record<string, unknown>, name);
  return typeof value === "string" ? value : null;
}

/** Of a page that says what a press has done the focus is on it, so that a screen reader says the result first. */
export function heading(text: string, isResult = false): SafeHtml {
  return isResult ? html`<h1 tabindex="-1" autofocus>${text}</h1>` : html`<h1>${text}</h1>`;
}

export function note(kind: "good" | "bad" | "wait", text: string): SafeHtml {
  return html`<p class="note ${kind}" role="status">${text}</p>`;
}
