import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../graphql/index.js";
import { heading, html, phrase, platformBrand, readerLanguage, sendPage } from "../web/index.js";

const REFUSAL = {
  title: "refusalHelp.title",
  why: "refusalHelp.why",
  steps: ["refusalHelp.add", "refusalHelp.confirm", "refusalHelp.again"],
} as const;

const ADMINISTRATION = {
  title: "administrationHelp.title",
  why: "administrationHelp.why",
  steps: ["administrationHelp.signIn", "administrationHelp.queries"],
} as const;

/**
 * `/console/identities`: where the text of a refusal leads. A person lands here who could not send, so it says what to
 * do next. The other paths below `/console` are where mails to administrators lead: until there is a console, they say
 * where the same is done. The pages know nobody and keep nothing.
 */
export function registerHelp(app: FastifyInstance, { configuration }: Services): void {
  for (const [path, help] of [
    ["/console/identities", REFUSAL],
    ["/console", ADMINISTRATION],
    ["/console/*", ADMINISTRATION],
  ] as const) {
    app.get(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const language = readerLanguage(request);
      const { say } = language;
      const content = html`<section class="card">
${heading(say(help.title))}
<p>${phrase(say(help.why))}</p>
<ol>${help.steps.map((step) => html`<li>${phrase(say(step))}</li>`)}</ol>
</section>`;
      return sendPage(reply, 200, {
        title: say(help.title),
        language,
        branding: platformBrand(configuration),
        content,
      });
    });
  }
}
