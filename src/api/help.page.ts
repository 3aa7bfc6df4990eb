import type { FastifyInstance } from "fastify";
import { LANGUAGES, type Language, languageFor, type TextKey } from "../texts/index.js";
import { html, type SafeHtml } from "../web/index.js";

/**
 * `/console/identities`: where the text of a refusal leads. A person lands here who could not send, so it says in every
 * language of ours what to do next. The other paths below `/console` are where mails to administrators lead: until there
 * is a console, they say where the same is done. The pages know nobody and keep nothing.
 */
export function registerHelp(app: FastifyInstance): void {
  const refusal = pageOf("refusalHelp.question", refusalSection);
  const administration = pageOf("administrationHelp.question", administrationSection);
  for (const [path, page] of [
    ["/console/identities", refusal],
    ["/console", administration],
    ["/console/*", administration],
  ] as const) {
    app.get(path, async (_request, reply) =>
      reply.header("content-security-policy", POLICY).type("text/html").send(page),
    );
  }
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

type Question = Extract<TextKey, "refusalHelp.question" | "administrationHelp.question">;

function pageOf(title: Question, section: (language: Language) => SafeHtml): string {
  const sections = LANGUAGES.map((code) => languageFor(code)).map(
    (language, index) => html`${index > 0 && "\n"}${section(language)}`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${languageFor("en").say(title)}</title>
<style>
  :root { color-scheme: light dark; --ink: #1c2430; --paper: #f5f6f8; --card: #fff; --line: #d9dee6 }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8ecf3; --paper: #12161d; --card: #1b212b; --line: #2d3644 } }
  body { margin: 0; padding: 2rem 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
  main { max-width: 42rem; margin: auto; display: grid; gap: 1rem }
  section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem 1.5rem }
  h2 { margin: 0 0 .5rem; font-size: 1.2rem } ol { margin: .75rem 0 0; padding-left: 1.25rem } li { margin: .35rem 0 }
</style>
</head>
<body><main>${sections}</main></body>
</html>`.text;
}

function refusalSection({ code, say }: Language): SafeHtml {
  const steps = [say("refusalHelp.add"), say("refusalHelp.confirm"), say("refusalHelp.again")];
  return sectionOf(code, say("refusalHelp.title"), say("refusalHelp.why"), steps);
}

function administrationSection({ code, say }: Language): SafeHtml {
  const steps = [say("administrationHelp.signIn"), say("administrationHelp.queries")];
  return sectionOf(code, say("administrationHelp.title"), say("administrationHelp.why"), steps);
}

function sectionOf(code: string, title: string, why: string, steps: readonly string[]): SafeHtml {
  const items = steps.map((step) => html`<li>${step}</li>`);
  return html`<section lang="${code}"><h2>${title}</h2><p>${why}</p><ol>${items}</ol></section>`;
}
