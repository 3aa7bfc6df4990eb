import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import jwt from "jsonwebtoken";
import type { FrameLocator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { OPERATOR } from "../support/api.js";
import { newPerson } from "../support/browser.js";
import { faultsOf, signInAnew } from "../support/console.js";
import { atEndOfFile } from "../support/end-of-file.js";
import { freePort } from "../support/ports.js";
import { serveSecurely } from "../support/secure-server.js";
import type { OpenedWorld } from "./settings-cases.js";

const ANNA = "anna@bakery.example";
const REGISTER = "mutation ($input: RegisterTrustedIssuerInput!) { registerTrustedIssuer(input: $input) { id } }";

export function entryCases(world: () => OpenedWorld): void {
  const keys = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  let isRegistered = false;

  /** What a panel's server gets for Anna and sends her browser to; at another address of the same server, where one is given. */
  async function linkFor(address?: string): Promise<string> {
    const { api, url, clock } = world();
    const issuer = { issuer: "https://webmail.test", audience: "mayfrom" };
    if (!isRegistered) {
      const input = { ...issuer, name: "Bakery Webmail", scope: { platform: true }, algorithm: "ES256" };
      const publicKeys = [{ pem: keys.publicKey }];
      await api.succeed(OPERATOR, REGISTER, { input: { ...input, publicKeys, allowedRoles: ["ACCOUNT"] } });
      isRegistered = true;
    }
    const iat = Math.floor(clock.now().getTime() / 1_000);
    const claims = { iss: issuer.issuer, aud: issuer.audience, sub: ANNA, iat, exp: iat + 60 };
    const token = jwt.sign(claims, keys.privateKey, { algorithm: "ES256" });
    return (await exampleOfDocs()(url, token, "/senders")).replace(url, address ?? url);
  }

  it("lets a panel's link sign in whoever says that it is them, once", async () => {
    const { browser, url } = world();
    const faults: string[] = [];
    const page = await (await newPerson(browser)).newPage();
    const link = await linkFor();
    await page.goto(link);
    await page.waitForSelector(".card h1 bdi");
    expect(page.url()).toBe(`${url}/console/senders`);
    faults.push(...(await faultsOf(page, "enter")));
    await page.click(".card .btn.pri");
    await page.waitForSelector("header .who");
    // Whoever is that already goes straight on.
    await page.goto("about:blank");
    await page.goto(await linkFor());
    await page.waitForSelector("header .who");
    await page.context().clearCookies();
    await page.goto("about:blank");
    await page.goto(link);
    await page.waitForSelector(".auth .note.act");

    const other = await signInAnew(browser, url, "/requests", "bakery-admin", DEMO_PASSWORD);
    await other.page.goto("about:blank");
    await other.page.goto(await linkFor());
    await other.page.waitForSelector(".card h1 bdi");
    expect(await other.page.locator(".card p bdi").textContent()).toBe("bakery-admin");
    await other.page.click(".card .btn:not(.pri)");
    await other.page.waitForSelector("header .who");
    expect(await other.page.textContent("header .who .nm")).toContain("bakery-admin");
    expect(faults).toEqual([]);
    expect(other.complaints).toEqual([]);
  }, 60_000);

  it("stands in the frame of a webmail that the operator named, of another site, and in no other", async () => {
    const { api, browser } = world();
    const [webmail, elsewhere, own] = [await freePort(), await freePort(), await freePort()];
    const [allowed, mayfrom] = [`https://localhost:${webmail}`, `https://127.0.0.1:${own}`];
    const configuration = { ...api.services.configuration, publicUrl: mayfrom, frameOrigins: [allowed] };
    const app = await createApi({ ...api.services, configuration });
    atEndOfFile(() => app.close());
    await app.ready();
    await serveSecurely(own, app.routing);
    const shown = (_request: unknown, response: { end(text: string): void }) => response.end(WEBMAIL);
    await serveSecurely(webmail, shown);
    await serveSecurely(elsewhere, shown);

    const person = await newPerson(browser, { ignoreHTTPSErrors: true });
    const page = await person.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(allowed);
    await show(page, await linkFor(mayfrom));
    const frame = page.frameLocator("iframe");
    await sendersStand(frame);
    expect(await frame.locator(".utop, .side").count()).toBe(0);
    const [cookie] = (await person.cookies(mayfrom)).filter(({ name }) => name === "__Host-mayfrom-frame-access");
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "None" });
    await expect.poll(() => page.evaluate<number>("window.told")).toBeGreaterThan(200);
    // The session goes on in the frame without another code.
    await show(page, `${mayfrom}/console/senders?again`);
    await sendersStand(frame);
    expect(complaints).toEqual([]);

    await page.goto(`https://localhost:${elsewhere}`);
    await show(page, `${mayfrom}/console/senders`);
    await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
  }, 60_000);
}

/** What docs/trusted-issuers.md has a panel do. */
function exampleOfDocs(): (mayfrom: string, token: string, page: string) => Promise<string> {
  const docs = readFileSync(new URL("../../docs/trusted-issuers.md", import.meta.url), "utf8");
  const [, code = ""] = /## A link to the console[\s\S]*?```js\n([\s\S]*?)```/.exec(docs) ?? [];
  return new Function(`${code}; return consoleLink;`)();
}

/** A page of a webmail that gives the frame the height it is told. */
const WEBMAIL = `<!doctype html><title>Webmail</title><h1>Settings</h1><iframe width="700" height="100"></iframe>
<script>addEventListener("message", ({ data }) => {
  if (data.type !== "mayfrom:height") return;
  window.told = data.height;
  document.querySelector("iframe").height = data.height;
})</script>`;

async function show(page: Page, address: string): Promise<void> {
  await page.evaluate(`document.querySelector("iframe").src = ${JSON.stringify(address)}`);
}

async function sendersStand(frame: FrameLocator): Promise<void> {
  await frame.locator("tbody tr:not(.skelrow)").first().waitFor();
}
