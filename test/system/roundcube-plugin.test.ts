import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, newPerson } from "../support/browser.js";
import { describeOnEachEngine } from "../support/engines.js";
import { signInToWebmail, type WebmailUser } from "../support/webmail-user.js";
import { startWebmailWorld, type WebmailWorld } from "../support/webmail-world.js";

const ANNA = { address: "anna@cobalt.test", password: "anna's password" };
const BEN = { address: "ben@cobalt.test", password: "ben's password" };
const PRESS = { address: "press@violet.test", password: "the owner's password" };

describeOnEachEngine("a Roundcube with the plugin", (engine) => {
  let world: WebmailWorld;
  let browser: Browser;
  let anna: WebmailUser;

  beforeAll(async () => {
    world = await startWebmailWorld(engine, { users: [ANNA, BEN], owners: [PRESS] });
    browser = await launchBrowser();
    const page = await (await newPerson(browser)).newPage();
    anna = await signInToWebmail(page, world.roundcube.url, ANNA);
  });

  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const rowOf = (address: string): Locator => anna.page.locator("#identities-table tr", { hasText: address });

  async function addIdentity(address: string, name: string): Promise<void> {
    await anna.openIdentities();
    await anna.page.click("a.create");
    await anna.form().locator("#rcmfd_name").fill(name);
    await anna.form().locator("#rcmfd_email").fill(address);
    await anna.form().locator("button.submit").click();
  }

  it("asks the owner when an identity is added, shows the number, and marks it in the list", async () => {
    await addIdentity(PRESS.address, "Press office");
    await rowOf(PRESS.address).getByText("waits · ").waitFor();
    await rowOf(ANNA.address).getByText("yours").waitFor();
    const number = (await anna.form().locator(".mayfrom-number").textContent()) ?? "";
    expect(number).toMatch(/^\d\d$/);
    expect(await rowOf(PRESS.address).innerText()).toContain(`waits · ${number}`);
  });
});
