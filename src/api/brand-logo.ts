import type { FastifyInstance } from "fastify";
import type { Services } from "../graphql/index.js";
import { sizeOfLogo } from "../kernel/index.js";
import { findShownLogo } from "../tenancy/index.js";
import { noSuchPath } from "./http-answers.js";

/**
 * `/brand/logo/{name}.png`: what pages, mails and the console show. A picture of our own drawing, that browsers keep for
 * good, as another has another name; mails are read on other hosts, so those may show it too. Approved ones only: nobody
 * spreads pictures in the operator's name.
 */
export function registerBrandLogos(app: FastifyInstance, { database }: Services): void {
  app.get<{ Params: { file: string } }>("/brand/logo/:file", async (request, reply) => {
    const name = request.params.file.toLowerCase().replace(/\.png$/, "");
    const png = sizeOfLogo(name) === null ? null : await findShownLogo(database.reader, name);
    if (png === null) throw noSuchPath();
    return reply
      .header("cache-control", "public, max-age=31536000, immutable")
      .header("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
      .header("cross-origin-resource-policy", "cross-origin")
      .header("x-content-type-options", "nosniff")
      .type("image/png")
      .send(png);
  });
}
