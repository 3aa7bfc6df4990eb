import type { FastifyInstance } from "fastify";
import type { Services } from "../graphql/index.js";
import { shownPlatform } from "../tenancy/index.js";
import { html, prefersHtml, readerLanguage, sendWordsPage } from "../web/index.js";

/** A letter that is let through: one shape that is readable at 16 pixels, in a light and a dark tab. */
const ICON =
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="2" y="6" width="28" height="20" rx="4" fill="#2456c9"/><path d="m8 16 6 6 11-12" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`
    .text;

/** `/`: what this is, for whoever comes here by hand; and the icon that browsers ask for. */
export function registerHome(app: FastifyInstance, services: Services): void {
  app.get("/", async (request, reply) => {
    reply.header("vary", "accept, accept-language");
    if (!prefersHtml(request.headers.accept)) return reply.send({ graphql: "/graphql", health: "/healthz" });
    const branding = await shownPlatform(services);
    const language = readerLanguage(request, branding.language);
    const { say } = language;
    return sendWordsPage(reply, 200, {
      title: say("homePage.title"),
      paragraphs: [say("homePage.text", { brand: branding.brandName }), say("homePage.mail"), say("homePage.panel")],
      language,
      branding,
    });
  });
  app.get("/favicon.ico", async (_request, reply) =>
    reply.type("image/svg+xml").header("cache-control", "public, max-age=86400").send(ICON),
  );
}
