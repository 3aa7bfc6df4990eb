import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.js";
import { faultsOf, signInAnew } from "../support/console.js";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { ADMIN_PASSWORD, type Installation, install, serve } from "../support/mayfrom-process.js";
import { freePort } from "../support/ports.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { submit } from "../support/submission.js";

const ANNA = { address: "anna@cobalt.test", password: "anna's password" };
const KIM = { address: "kim@violet.test", password: "kim's password" };
const LINK = /\/console\/start\?step=mail&code=\d{6}/;

describe("the first start on an empty database", () => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  let installation: Installation;
  let browser: Browser;

  beforeAll(async () => {
    [dovecot, browser] = await Promise.all([startDovecot({ users: [ANNA, KIM] }), launchBrowser()]);
    postfix = await startPostfix({ domains: ["cobalt.test", "violet.test"], dovecot });
    installation = await install("SQLite", {
      SMTP_URL: `smtp://127.0.0.1:${postfix.smtpPort}`,
      MAIL_FROM: "mayfrom@cobalt.test",
    });
    await serve(installation);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await installation?.remove();
    await postfix?.stop();
    await dovecot?.stop();
  });

  it("leads from nothing to a named platform, a mail that arrives, a domain, a gateway and a log", async () => {
    const { page, complaints } = await signInAnew(browser, installation.url, "/", "admin", ADMIN_PASSWORD);
    await page.locator('.todo a[href="/console/p/start"]').waitFor();
    const faults = await faultsOf(page, "home-empty");
    await page.click('.todo a[href="/console/p/start"]');

    await page.waitForSelector("input[name=platform-name]");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".field.bad input[name=platform-name]");
    faults.push(...(await faultsOf(page, "start-name")));
    await page.fill("input[name=platform-name]", "Fjord Mail");
    await page.selectOption("select[name=zone]", "Europe/Berlin");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".wsteps li:nth-child(1).done");
    await page.click(".wizfoot .pri");

    faults.push(...(await mailArrives(page)));
    await page.click(".wizfoot .pri");
    faults.push(...(await tenantsAreMade(page)));
    await page.click(".wizfoot .pri");
    faults.push(...(await gatewayConnects(page)));
    await page.click(".wizfoot .pri");

    await page.waitForSelector("[aria-labelledby=log-commands]");
    const { address: user, password } = ANNA;
    const mail = { port: postfix.submissionPort, user, password, mailFrom: "shop@other.test", to: [user] };
    expect((await submit(mail)).accepted).toBe(true);
    installation.run("ingest", postfix.logFile);
    await page.waitForSelector(".wsteps li:nth-child(5).done");
    await page.waitForSelector("main .note.ok");
    faults.push(...(await faultsOf(page, "start-log")));

    await page.goto(`${installation.url}/console/p/start`);
    await page.waitForSelector(".empty");
    faults.push(...(await faultsOf(page, "start-complete")));
    await page.goto(`${installation.url}/console/p`);
    await page.waitForSelector("dl.figs");
    expect(await page.locator('a[href="/console/p/start"]').count()).toBe(0);
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 180_000);

  /** A test mail through a real Postfix, found in its mailbox, whose link brings its code along. */
  async function mailArrives(page: Page): Promise<string[]> {
    await page.fill("input[name=test-to]", "kim at violet");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".field.bad input[name=test-to]");
    await page.fill("input[name=test-to]", KIM.address);
    await page.click("form button[type=submit]");
    const message = await dovecot.waitForMail(KIM.address, (text) => LINK.test(text));
    const said = page.locator(".checks .said");
    await said.waitFor();
    expect(await said.textContent()).toMatch(/^250 2\.0\.0 Ok: queued as /);
    const faults = await faultsOf(page, "start-mail");
    await page.fill("input[name=test-code]", "12");
    await page.locator("[aria-labelledby=mail-test] form button[type=submit]").click();
    await page.waitForSelector(".field.bad input[name=test-code]");
    await page.goto(`${installation.url}${LINK.exec(message)?.[0]}`);
    await page.locator("[aria-labelledby=mail-test] form button[type=submit]").click();
    await page.waitForSelector("[aria-labelledby=mail-test] .chip.ok");
    faults.push(...(await faultsOf(page, "start-mail-arrived")));
    return faults;
  }

  async function tenantsAreMade(page: Page): Promise<string[]> {
    await page.fill("input[name=reseller-name]", "Larch Hosting");
    expect(await page.inputValue("input[name=reseller-slug]")).toBe("larch-hosting");
    await page.click("form button[type=submit]");
    await page.fill("input[name=domain-name]", "no domain");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".field.bad input[name=domain-name]");
    await page.fill("input[name=domain-name]", "cobalt.test");
    await page.click("form button[type=submit]");
    await page.fill("input[name=mailbox-address]", ANNA.address);
    await page.click("form button[type=submit]");
    await page.locator("input[name=mailbox-address]").waitFor({ state: "detached" });
    return faultsOf(page, "start-tenants");
  }

  async function gatewayConnects(page: Page): Promise<string[]> {
    await page.fill("input[name=key-name]", "mx-out-1");
    await page.click("form button[type=submit]");
    await page.locator("input[name=key-name]").waitFor({ state: "detached" });
    const key = (await page.locator("[aria-labelledby=connect] pre").first().textContent()) ?? "";
    installation.start(["agent"], {
      MAYFROM_URL: installation.url,
      MAYFROM_KEY: key,
      AGENT_POLICY_LISTEN: `127.0.0.1:${await freePort()}`,
      AGENT_SOCKETMAP_LISTEN: "off",
      AGENT_MILTER_LISTEN: "off",
      AGENT_HTTP_LISTEN: "off",
    });
    await page.waitForSelector("main > .wiz .note.ok");
    await page.waitForSelector(".wsteps li:nth-child(4).done");
    // What is still to be typed on that server stays.
    expect(await page.locator("[aria-labelledby=connect] pre").count()).toBe(3);
    return faultsOf(page, "start-gateway-connected");
  }
});
