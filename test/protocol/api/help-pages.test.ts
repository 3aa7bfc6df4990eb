import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../../src/app/index.js";
import { startTestApi } from "../../support/api.js";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

describe("pages that nobody was mailed a link to", () => {
  let app: FastifyInstance;

  beforeAll(async () => {
    app = await createApi((await startTestApi("SQLite")).services);
  });

  afterAll(async () => {
    await app.close();
  });

  it.each([
    ["/console/identities", "Your message was not sent"],
    ["/console", "This is decided in your control panel"],
    ["/console/approvals", "This is decided in your control panel"],
    ["/console/senders?address=a@b.test", "This is decided in your control panel"],
  ])("%s, where a refusal or a mail leads, says what to do under one heading", async (path, words) => {
    const { statusCode, body, headers } = await app.inject(path);
    expect(statusCode).toBe(200);
    expect(body).toContain(words);
    expect(body.match(/<h1/g)).toHaveLength(1);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
  });

  it("speaks the language of the browser, and the one that is chosen on it, with all else in its address kept", async () => {
    const headers = { "accept-language": "fr-CH,fr;q=0.9" };
    const french = await app.inject({ url: "/console/senders?address=a%2Bb%40c.test&lang=xx", headers });
    expect(french.body).toContain('<html lang="fr">');
    expect(french.body).toContain('href="?address=a%2Bb%40c.test&amp;lang=de"');
    const german = await app.inject({ url: "/console/senders?address=a%2Bb%40c.test&lang=de", headers });
    expect(german.body).toContain('<html lang="de">');
    expect(german.body).toContain('<li aria-current="true" lang="de">Deutsch</li>');
  });

  it.each([
    ["GET", "/", 200, "Who may send email as whom"],
    ["GET", "/nowhere", 404, "There is nothing at this address"],
    ["POST", "/unsubscribe/x", 413, "That is more than this page takes"],
  ] as const)(
    "answers %s %s with a page for people, and with JSON for programs",
    async (method, url, status, words) => {
      const payload = method === "POST" ? `a=${"x".repeat(20_000)}` : undefined;
      const type = method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {};
      const page = await app.inject({ method, url, payload, headers: { ...type, accept: BROWSER } });
      expect([page.statusCode, page.headers["content-type"]]).toEqual([status, "text/html; charset=utf-8"]);
      expect(page.body).toContain(words);
      const json = await app.inject({ method, url, payload, headers: { ...type, accept: "application/json" } });
      expect(json.statusCode).toBe(status);
      expect(json.json()).toBeTypeOf("object");
    },
  );

  it("has an icon for browsers", async () => {
    const { statusCode, headers } = await app.inject("/favicon.ico");
    expect([statusCode, headers["content-type"]]).toEqual([200, "image/svg+xml"]);
  });
});
