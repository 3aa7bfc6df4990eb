import fastify, { type FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendSecurityHeaders } from "../../../src/api/security-headers.js";
import type { Database } from "../../../src/database/index.js";
import { createResolver } from "../../../src/dns/index.js";
import type { Services } from "../../../src/graphql/index.js";
import { renderMail } from "../../../src/notifications/index.js";
import { CapturedMail } from "../../../src/outbox/captured-mail.entity.js";
import { capturingTransport, registerDevMail } from "../../../src/outbox/index.js";
import { testConfiguration } from "../../support/api.js";
import { openTestDatabase } from "../../support/engines.js";
import { sampleMail } from "../../support/mails.js";
import { movableClock } from "../../support/outbox.js";

async function serverWith(services: Services): Promise<FastifyInstance> {
  const app = fastify();
  sendSecurityHeaders(app, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
  await app.register(async (scope) => registerDevMail(scope, services));
  return app;
}

describe("/dev/mail", () => {
  const clock = movableClock();
  let database: Database;
  let services: Services;
  let app: FastifyInstance;

  async function keep(
    to: string,
    subject: string,
    text = "words",
    html = "<head></head><p>words</p>",
  ): Promise<string> {
    clock.advance(1_000);
    const messageId = `<${subject}-${to}@mayfrom.test>`;
    const mail = { to, subject, text, html, headers: {}, messageId, returnPath: null };
    await capturingTransport(database, "mayfrom@mayfrom.test").send(mail);
    return (await database.reader.findOneByOrFail(CapturedMail, { messageId })).id;
  }

  async function get(url: string, headers: Record<string, string> = {}) {
    return app.inject({ url, headers: { host: "127.0.0.1:4000", ...headers } });
  }

  function subjectsOn(page: string): string[] {
    return [...page.matchAll(/<span class="subject">(.*?)<\/span>/g)].map(([, subject]) => subject!);
  }

  beforeAll(async () => {
    database = await openTestDatabase("SQLite", clock);
    services = {
      database,
      clock,
      configuration: testConfiguration(),
      log: pino({ level: "silent" }),
      resolver: createResolver([]),
    };
    app = await serverWith(services);
  });
  afterAll(() => app.close());

  it("says what it is for while there is no mail", async () => {
    const page = await get("/dev/mail");
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("No mail yet");
    expect((await get("/dev/mail/newest")).body).toBe("");
  });

  it("lists mailboxes and mails, the newest first, and those of one mailbox", async () => {
    await keep("anna@example.org", "first");
    await keep("ben@example.org", "second");
    await keep("anna@example.org", "third");
    const all = await get("/dev/mail");
    expect(subjectsOn(all.body)).toEqual(["third", "second", "first"]);
    expect(all.body.indexOf('title="anna@example.org"')).toBeLessThan(all.body.indexOf('title="ben@example.org"'));
    expect(subjectsOn((await get("/dev/mail?mailbox=anna%40example.org")).body)).toEqual(["third", "first"]);
  });

  it("finds words in address, subject and text, and takes them as they are", async () => {
    await keep("carl@example.org", "100%_off!", "a text about zebras");
    expect(subjectsOn((await get("/dev/mail?search=ZEBRAS")).body)).toEqual(["100%_off!"]);
    expect(subjectsOn((await get("/dev/mail?search=carl%20zebra")).body)).toEqual(["100%_off!"]);
    expect(subjectsOn((await get("/dev/mail?search=%25_off!")).body)).toEqual(["100%_off!"]);
    for (const nothing of ["100__off", "%25%25", "'%20OR%201=1", "ben%20zebra"]) {
      expect(subjectsOn((await get(`/dev/mail?search=${nothing}`)).body)).toEqual([]);
    }
  });

  it("pages without missing or repeating one", async () => {
    for (let number = 0; number < 120; number += 1) await keep("many@example.org", `m${number}`);
    const seen: string[] = [];
    let url: string | undefined = "/dev/mail?mailbox=many%40example.org";
    while (url !== undefined) {
      const page: string = (await get(url)).body;
      seen.push(...subjectsOn(page));
      url = /href="([^"]*)">Older/.exec(page)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, number) => `m${119 - number}`));
  });

  it("goes back to the first page from a cursor that is not ours", async () => {
    const page = await get("/dev/mail?after=nonsense");
    expect([page.statusCode, page.headers.location]).toEqual([302, "/dev/mail"]);
  });

  it("shows an open mail in a frame that runs and loads nothing, and whose links open pages of their own", async () => {
    const { subject, text, html } = renderMail(sampleMail("question"), testConfiguration());
    const id = await keep("info@oldshop.example", subject, text, html);
    const page = await get(`/dev/mail?mail=${id}`);
    expect(page.body).toContain(`<iframe src="/dev/mail/${id}/html"`);
    expect(page.body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const frame = await get(`/dev/mail/${id}/html`);
    expect(frame.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(frame.headers["content-security-policy"]).toContain("sandbox allow-popups allow-popups-to-escape-sandbox");
    expect(frame.body).toContain('<head><base target="_blank">');
    expect(frame.body).toContain('href="https://mayfrom.test/confirm/question-token"');
    expect((await get("/dev/mail/newest")).body).toBe(id);
  });

  it("shows the text with its links to click on", async () => {
    const id = await keep("text@example.org", "links", "See https://mayfrom.test/confirm/a-token\nor <b>ask</b>.");
    const page = await get(`/dev/mail?mail=${id}&view=text`);
    expect(page.body).toContain(
      '<a href="https://mayfrom.test/confirm/a-token" target="_blank" rel="noopener noreferrer">',
    );
    expect(page.body).toContain("or &lt;b&gt;ask&lt;/b&gt;.");
    expect(page.body).not.toContain("<iframe");
  });

  it("shows hostile addresses, subjects and searches as text", async () => {
    const hostile = '"><script>alert(1)</script>';
    const id = await keep(`${hostile}@example.org`, hostile, hostile);
    for (const url of [`/dev/mail?mail=${id}&view=text`, `/dev/mail?search=${encodeURIComponent(hostile)}`]) {
      const page = await get(url);
      expect(page.body).not.toContain("<script>");
      expect(page.body).toContain("&lt;script&gt;");
    }
  });

  it("loads only its own style and script, under a policy that allows no more", async () => {
    const page = await get("/dev/mail");
    expect(page.headers["content-security-policy"]).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(page.body).not.toMatch(/<style|style="|<script>|onclick=|(src|href|action)="(?!\/dev\/mail|data:,)/);
    expect((await get("/dev/mail/page.css")).headers["content-type"]).toContain("text/css");
    expect((await get("/dev/mail/page.js")).headers["content-type"]).toContain("text/javascript");
  });

  it("answers 404 for a mail that is not there, and opens none for it", async () => {
    for (const id of ["nonsense", "01930000-0000-7000-8000-000000000000", "..%2f"]) {
      expect((await get(`/dev/mail/${id}/html`)).statusCode).toBe(404);
    }
    expect((await get("/dev/mail?mail=nonsense&mail=other")).statusCode).toBe(200);
  });

  it("refuses a foreign name that points at this machine", async () => {
    for (const host of ["evil.example", "evil.example:4000", "localhost.evil.example", "192.0.2.7:4000"]) {
      expect((await get("/dev/mail", { host })).statusCode).toBe(421);
    }
    for (const host of ["localhost:4000", "[::1]:4000", "127.0.0.1:4000"]) {
      expect((await get("/dev/mail", { host })).statusCode).toBe(200);
    }
  });

  it("is not there where mail goes out, nor on a shared database", async () => {
    const sending = { ...services, configuration: testConfiguration({ smtpUrl: "smtp://127.0.0.1:25" }) };
    const shared = { ...services, database: await openTestDatabase("MariaDB", clock) };
    for (const each of [sending, shared]) {
      const other = await serverWith(each);
      expect((await other.inject({ url: "/dev/mail", headers: { host: "localhost" } })).statusCode).toBe(404);
      await other.close();
    }
  });
});
