import type { FastifyReply, FastifyRequest } from "fastify";
import { type Actor, ANONYMOUS_ACTOR, logoPicture, ownValue, type PublicText, type TimeZone } from "../kernel/index.js";
import { LANGUAGES, type Language, languageFor } from "../texts/index.js";
import { html, SafeHtml } from "./html.js";
import { phrase } from "./phrase.js";
import { pageStyle } from "./style.js";

/** Whose page it is, and in which language when the reader's is none of ours. */
export interface ShownBranding {
  readonly brandName: PublicText;
  readonly supportContact: PublicText | null;
  readonly language: string;
  /** Of the dates on it. */
  readonly timeZone: TimeZone;
  /** `#1757c2`, any; null for our own. */
  readonly colour: string | null;
  /** Name of the logo (`logoPicture`); null without one. */
  readonly logo: string | null;
}

export interface Page {
  readonly title: string;
  readonly language: Pick<Language, "say" | "code">;
  readonly branding: Pick<ShownBranding, "brandName" | "supportContact" | "colour" | "logo">;
  readonly content: SafeHtml;
  /** False where what the page says stands on no other: another language would come without it. */
  readonly hasSwitch?: boolean;
  /** Takes the place of the page where scripts run; the page is for readers without, and while none has begun. */
  readonly application?: PageApplication | null;
}

export interface PageApplication {
  /** Its style sheets and scripts, from here. */
  readonly head: SafeHtml;
  /** Origins of the pages that may show it in a frame; nobody else's may. */
  readonly frameOrigins: readonly string[];
}

/** Sends a page that nobody keeps, learns the address of, or frames unless the application may be. */
export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  const { brandName, supportContact, colour, logo } = page.branding;
  const { application = null } = page;
  const { style, policy } = pageStyle(colour);
  const sheet = html`<style>${new SafeHtml(style)}</style>`;
  const { say, code } = page.language;
  const document = html`<!doctype html>
<html lang="${code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${page.title}</title>
${application === null ? sheet : html`${application.head}<noscript>${sheet}</noscript>`}
</head>
<body>
${application !== null && html`<div id="app"></div><div id="without-app">`}
<header class="brand">${picture(logo)}<span>${brandName}</span>${page.hasSwitch !== false && languageSwitch(reply.request, page.language)}</header>
<main>
${withFocus(page.content, reply.request)}
</main>
<footer>
<p>${say("pageFrame.footer", { brand: brandName })}${supportContact === null ? "" : ` ${say("pageFrame.support", { contact: supportContact })}`}</p>
</footer>
${application !== null && html`</div>`}
</body>
</html>
`;
  // It knows one origin at most: the policy says the same, and of several.
  if (application !== null && application.frameOrigins.length > 0) reply.removeHeader("x-frame-options");
  return reply
    .code(status)
    .header("content-type", "text/html; charset=utf-8")
    .header("content-security-policy", application === null ? policy : withApplication(policy, application))
    .header("referrer-policy", "no-referrer")
    .header("cache-control", "no-store")
    .header("x-content-type-options", "nosniff")
    .header("x-robots-tag", "noindex, nofollow")
    .send(document.text);
}

/** Scripts, styles, fonts and requests of our own host, and none that writes markup from text. */
function withApplication(policy: string, { frameOrigins }: PageApplication): string {
  const framedBy = frameOrigins.length === 0 ? "'none'" : frameOrigins.join(" ");
  return [
    policy
      .replace("style-src", "style-src 'self'")
      // A logo that waits for approval is at no address of its own.
      .replace("img-src 'self'", "img-src 'self' data:")
      .replace("frame-ancestors 'none'", `frame-ancestors ${framedBy}`),
    "script-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/** The name stands beside it, so it says nothing of its own to those who hear the page. */
function picture(logo: string | null): SafeHtml | null {
  const shown = logoPicture(logo);
  return shown && html`<img src="${shown.path}" width="${shown.width}" height="${shown.height}" alt="">`;
}

/** To the same page in each other language: by its address alone, as there are no cookies. */
function languageSwitch({ url }: FastifyRequest, { code: current, say }: Page["language"]): SafeHtml {
  const query = url.includes("?") ? url.slice(url.indexOf("?")) : "";
  const links = LANGUAGES.map((code) => {
    const name = languageFor(code).say("language.name");
    if (code === current) return html`<li aria-current="true" lang="${code}">${name}</li>`;
    const parameters = new URLSearchParams(query);
    parameters.set("lang", code);
    return html`<li><a href="?${parameters.toString()}" lang="${code}" hreflang="${code}">${name}</a></li>`;
  });
  return html`<nav aria-label="${say("pageFrame.languages")}"><ul class="languages">${links}</ul></nav>`;
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

export function heading(text: string): SafeHtml {
  return html`<h1>${phrase(text)}</h1>`;
}

/** Of a page that answers a press the focus is on its heading, so that a screen reader says the result first. */
function withFocus(content: SafeHtml, { method }: Pick<FastifyRequest, "method">): SafeHtml {
  return method === "POST" ? new SafeHtml(content.text.replace("<h1>", '<h1 tabindex="-1" autofocus>')) : content;
}

export function note(kind: "good" | "bad" | "wait", text: string): SafeHtml {
  return html`<p class="note ${kind}" role="status">${phrase(text)}</p>`;
}
