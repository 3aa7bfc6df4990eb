import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApi } from "../../../src/app/index.js";
import { startTestApi } from "../../support/api.js";
import { testConfiguration } from "../../support/configuration.js";

const TOKEN = "Tk9UX0FfUkVBTF9UT0tFTl9PRl9BTllCT0RZXzEyMzQ";
const PAGES = ["confirm", "owner", "unsubscribe", "u", "hold", "confirm-email"];

const lines: string[] = [];
let app: FastifyInstance;
beforeAll(async () => {
  const { services } = await startTestApi("SQLite");
  const log = pino({ level: "trace" }, { write: (line) => void lines.push(line) });
  app = await createApi({ ...services, log, configuration: testConfiguration({ logLevel: "trace" }) });
});
afterAll(() => app.close());

/** What mail programs and people make of a link. */
const CHANGED: readonly ((page: string) => string)[] = [
  (page) => `/${page}/${TOKEN}`,
  (page) => `/${page}/${TOKEN}/`,
  (page) => `/${page}/${TOKEN}/more`,
  (page) => `//${page}/${TOKEN}`,
  (page) => `/${page.toUpperCase()}/${TOKEN}.`,
  (page) => `/${page}/3D${TOKEN}`,
  (page) => `/${page}=${TOKEN}`,
];

it.each(PAGES)("a link to /%s leaves its token in no line of the log, however it was changed", async (page) => {
  lines.length = 0;
  for (const change of CHANGED) {
    for (const method of ["GET", "HEAD", "POST", "PUT", "DELETE"] as const) {
      await app.inject({ method, url: change(page), headers: { accept: "text/html" } });
    }
  }
  expect(lines.length).toBeGreaterThan(CHANGED.length);
  expect(lines.join("")).not.toContain(TOKEN);
});

it("whoever comes with a browser gets a page, also where there is none, and a program gets JSON", async () => {
  for (const change of CHANGED) {
    const { headers, statusCode } = await app.inject({ url: change("confirm"), headers: { accept: "text/html,*/*" } });
    expect({ statusCode, type: headers["content-type"] }).toEqual({
      statusCode: 404,
      type: "text/html; charset=utf-8",
    });
  }
  const { headers } = await app.inject({ url: "/nothing/here" });
  expect(headers["content-type"]).toContain("application/json");
});
