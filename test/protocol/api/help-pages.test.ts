import { type FastifyInstance, fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerHelp } from "../../../src/api/help.page.js";
import { createApi } from "../../../src/app/index.js";
import { type DecisionReason, smtpReply } from "../../../src/decision/index.js";
import type { PublicText } from "../../../src/kernel/index.js";
import { renderMail } from "../../../src/notifications/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { sampleMail, sampleMails } from "../../support/mails.js";

const PUBLIC_URL = "https://mayfrom.example";
const LANGUAGES = ["en", "de", "fr"] as const;
const REASONS: readonly DecisionReason[] = ["NOT_AUTHORIZED", "PENDING", "EXPIRED", "PAUSED", "REVOKED"];

describe("where mails and refusals lead", () => {
  let api: TestApi;
  let app: FastifyInstance;

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    app = fastify();
    registerHelp(app, api.services);
    const { createReseller } = await api.succeed<{ createReseller: { id: string } }>(
      OPERATOR,
      "mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id } }",
      {
        input: {
          name: "Alpine Mail GmbH",
          slug: "alpine",
          brandName: "Alpine Mail",
          supportContact: "+43 1 000000",
          panelUrl: "https://panel.alpine.example/senders?address={address}&mailbox={account}",
          language: "de",
        },
      },
    );
    await api.succeed(OPERATOR, "mutation ($input: CreateDomainInput!) { createDomain(input: $input) { id } }", {
      input: { name: "bakery.example", resellerId: createReseller.id },
    });
  });
  afterAll(() => app.close());

  const get = (url: string, language = "en") => app.inject({ url, headers: { "accept-language": language } });

  function consoleLinksIn(text: string): string[] {
    const links = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
    return links.filter((url) => url.startsWith(`${PUBLIC_URL}/console`)).map((url) => url.slice(PUBLIC_URL.length));
  }

  const walked = Object.keys(sampleMails).flatMap((template) => LANGUAGES.map((code) => [template, code] as const));
  it.each(walked)("%s in %s leads to a page in that language that says what to do", async (template, language) => {
    const mail = renderMail(sampleMail(template, { language }), {
      publicUrl: PUBLIC_URL,
      platformName: "Testmail" as PublicText,
    });
    for (const url of consoleLinksIn(mail.text)) {
      const { statusCode, body } = await get(url, language);
      expect(statusCode).toBe(200);
      expect(body).toContain(`<html lang="${language}">`);
      expect(body.match(/<h1/g)).toHaveLength(1);
      expect(body).toContain("<li>");
      // Nothing is there to press: what it says is done elsewhere.
      expect(body).not.toMatch(/<form|<button|<input/);
    }
  });

  it.each(REASONS)(
    "a refusal for %s leads to a page with both addresses and the brand, help and panel",
    async (reason) => {
      const addresses = { sender: "info@oldshop.example", login: "anna@bakery.example" };
      const refused = { ...addresses, advice: "LINK", isAuthorOfResent: false } as const;
      const [url] = consoleLinksIn(smtpReply({ reason, refused }, PUBLIC_URL) ?? "");
      const { statusCode, body } = await get(url!);
      expect(statusCode).toBe(200);
      for (const words of ["info@oldshop.example", "anna@bakery.example", "Alpine Mail", "+43 1 000000"]) {
        expect(body).toContain(words);
      }
      expect(body).toContain(
        'href="https://panel.alpine.example/senders?address=info%40oldshop.example&amp;mailbox=anna%40bakery.example"',
      );
    },
  );

  it.each([
    ["/console/identities", "How to use another sender address"],
    ["/console", "Where senders are looked after"],
    ["/console/approvals", "How to answer requests"],
    ["/console/requests?domain=bakery.example", "How to answer requests"],
    ["/console/readiness", "How to see what would be refused"],
    ["/console/schedule", "How to set when enforcement begins"],
    ["/console/explain?login=anna@bakery.example&from=x@y.example&queue=4Fz9", "4Fz9"],
    ["/console/senders/anything/below", "How to use another sender address"],
    ["/console/nowhere", "Where senders are looked after"],
  ])("%s says what to do", async (path, words) => {
    const { statusCode, body } = await get(path);
    expect(statusCode).toBe(200);
    expect(body).toContain(words);
  });

  it("speaks the language of the domain's reseller to whoever asks for none of ours", async () => {
    expect((await get("/console/senders?account=anna@bakery.example", "ja")).body).toContain('<html lang="de">');
  });

  it("shows nothing of a link that is no address, and says nothing of mailboxes", async () => {
    for (const address of ["<script>alert(1)</script>", "call +44 900 now", "a@b.example\r\nx", "x".repeat(9_000)]) {
      const { statusCode, body } = await get(`/console/senders?address=${encodeURIComponent(address)}`);
      expect(statusCode).toBe(200);
      expect(body).not.toContain("<dl");
      expect(body).not.toContain("alert(1)");
    }
    const page = async (name: string) => (await get(`/console/senders?account=${name}@bakery.example`)).body;
    expect((await page("nobody")).replaceAll("nobody", "anna")).toBe(await page("anna"));
  });
});

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

describe("pages that nobody was mailed a link to", () => {
  let app: FastifyInstance;

  beforeAll(async () => {
    app = await createApi((await startTestApi("SQLite")).services);
  });

  afterAll(async () => {
    await app.close();
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
