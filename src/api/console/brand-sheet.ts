import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { brandColours, isColour } from "../../kernel/index.js";
import { noSuchPath } from "../http-answers.js";

const FILE = /^([0-9a-f]{6})\.([0-9a-f]{8})\.css$/;
const FOREVER = "public, max-age=31536000, immutable";

/** Where the colours of a brand are to be had, by colour and by what the sheet says; null for the program's own. */
export function brandSheetPath(colour: string | null): string | null {
  return isColour(colour) ? `/console/brand/${colour.slice(1)}.${hashOf(brandSheet(colour))}.css` : null;
}

/** `/console/brand/{colour}.{hash}.css`: no page needs a style of its own for them, and browsers keep it. */
export function registerBrandSheets(app: FastifyInstance): void {
  app.get<{ Params: { file: string } }>("/console/brand/:file", async (request, reply) => {
    const [, hex = "", hash] = FILE.exec(request.params.file.toLowerCase()) ?? [];
    const colour = `#${hex}`;
    if (!isColour(colour)) throw noSuchPath();
    const sheet = brandSheet(colour);
    // One that another release made is shown as this one makes it, and not kept.
    reply.header("cache-control", hash === hashOf(sheet) ? FOREVER : "no-store");
    return reply.type("text/css; charset=utf-8").send(sheet);
  });
}

function brandSheet(colour: string): string {
  const { light, dark } = brandColours(colour);
  const pair = (name: "brand" | "onBrand" | "soft" | "text") => `light-dark(${light[name]}, ${dark[name]})`;
  return `:root:root {
  --brand-raw: ${colour};
  --brand: ${pair("brand")};
  --on-brand: ${pair("onBrand")};
  --brand-text: ${pair("text")};
  --brand-soft: ${pair("soft")};
}
`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
