import type { Browser } from "playwright-core";
import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { OPERATOR } from "../support/api.js";
import { faultsOf, type OpenedConsole, signIn } from "../support/console.js";
import { drawPicture } from "../support/pictures.js";
import { OPERATOR_PASSWORD } from "./walks.js";

export interface OpenedWorld extends OpenedConsole {
  readonly browser: Browser;
}

const BRAND = '{ resellers(filter: { search: "alpine" }) { edges { node { brandName brandState colour timeZone } } } }';

export function settingsCases(world: () => OpenedWorld): void {
  it("lets a reseller write the help that its people read in place of ours", async () => {
    const { browser, url } = world();
    const { page, complaints } = await signIn(browser, url, "/r/alpine/settings/help", "alpine", DEMO_PASSWORD);
    await page.fill("textarea[name=help-en]", "Call us first.\n\nMore at https://help.alpine.example/senders.");
    await page.selectOption("select[name=help-place]", "SENDERS");
    await page.fill("textarea[name=help-en]", "These are your addresses.");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".note.ok");
    const faults = await faultsOf(page, "settings-help");
    const user = await signIn(browser, url, "/me/help", "anna@bakery.example", DEMO_PASSWORD);
    await user.page.locator(".help p", { hasText: "Call us first." }).waitFor();
    expect(await user.page.getAttribute(".help p a", "href")).toBe("https://help.alpine.example/senders");
    faults.push(...(await faultsOf(user.page, "help-written")));
    await user.page.goto(`${url}/console/me/senders`);
    await user.page.click(".screenhelp summary");
    await user.page.locator(".screenhelp p", { hasText: "These are your addresses." }).waitFor();
    faults.push(...(await faultsOf(user.page, "help-on-screen")));
    await user.page.goto(`${url}/console/me/help`);
    await page.click(".note.ok button");
    await page.fill("textarea[name=help-en]", "");
    await page.selectOption("select[name=help-place]", "HELP");
    await page.fill("textarea[name=help-en]", "");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".note.ok");
    await user.page.reload();
    await user.page.waitForSelector(".help h2 >> nth=2");
    expect([...faults, ...complaints, ...user.complaints]).toEqual([]);
  }, 60_000);

  it("lets a reseller set its brand, tells who was quicker, and the operator approve it", async () => {
    const { api, browser, clock, url } = world();
    const faults: string[] = [];
    const { page, complaints } = await signIn(browser, url, "/r/alpine/settings", "alpine", DEMO_PASSWORD);
    await page.waitForSelector("input[name=brand-name]");
    await page.setInputFiles("input[name=logo]", {
      name: "logo.png",
      mimeType: "image/png",
      buffer: Buffer.from("<svg/>"),
    });
    await page.waitForSelector(".logofield .err");
    const buffer = await drawPicture("png");
    await page.setInputFiles("input[name=logo]", { name: "logo.png", mimeType: "image/png", buffer });
    const logo = await page.waitForSelector(".logofield img");
    const naturalWidth = () => logo.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
    await expect.poll(naturalWidth).toBe(480);
    await page.waitForSelector(".note.wait");
    await page.fill("input[name=colour]", "no colour");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".field.bad");
    await page.fill("input[name=colour]", "#F5B301");
    await page.fill("input[name=brand-name]", "Alpine Post");
    await page.reload();
    await page.waitForSelector(".shades");
    expect(await page.inputValue("input[name=brand-name]")).toBe("Alpine Post");

    const { resellers } = await api.succeed<{ resellers: { edges: { node: { id: string } }[] } }>(
      OPERATOR,
      '{ resellers(filter: { search: "alpine" }) { edges { node { id } } } }',
    );
    const [reseller] = resellers.edges;
    clock.advance(1_000);
    await api.succeed(
      OPERATOR,
      "mutation ($id: ID!, $input: UpdateResellerInput!) { updateReseller(id: $id, input: $input) { id } }",
      { id: reseller?.node.id, input: { timeZone: "Europe/Vaduz" } },
    );
    await page.click("form button[type=submit]");
    await page.waitForSelector(".note.act");
    await page.click(".note.act button");
    await page.locator(".note.act").waitFor({ state: "detached" });
    await page.click("form button[type=submit]");
    await page.waitForSelector(".note.ok");
    await page.waitForSelector(".note.wait");
    faults.push(...(await faultsOf(page, "settings-brand-saved")));
    expect(await api.succeed(OPERATOR, BRAND)).toMatchObject({
      resellers: {
        edges: [
          {
            node: {
              brandName: "Alpine Post",
              brandState: "WAITING",
              colour: "#f5b301",
              timeZone: "Europe/Vaduz",
            },
          },
        ],
      },
    });

    const operator = await signIn(browser, url, "/r/alpine/settings", "admin", OPERATOR_PASSWORD);
    await operator.page.click(".note.act .btn.pri");
    await operator.page.locator(".note.act").waitFor({ state: "detached" });
    expect(await api.succeed(OPERATOR, BRAND)).toMatchObject({
      resellers: { edges: [{ node: { brandState: "APPROVED" } }] },
    });
    expect(faults).toEqual([]);
    expect([...complaints, ...operator.complaints]).toEqual([]);
  }, 60_000);

  it("lets an operator set limits and lock one, and a domain's administrator see by whom", async () => {
    const { browser, url } = world();
    const faults: string[] = [];
    const { page, complaints } = await signIn(browser, url, "/p/settings/limits", "admin", OPERATOR_PASSWORD);
    await page.waitForSelector("input[name=verificationHours]");
    await page.fill("input[name=verificationHours]", "96");
    await page
      .locator(".limit", { has: page.locator("input[name=verificationHours]") })
      .locator(".cb")
      .check();
    await page.fill("input[name=observationDays]", "many");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".field.bad input[name=observationDays]");
    await page.fill("input[name=observationDays]", "99999");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".field.bad input[name=observationDays]");
    faults.push(...(await faultsOf(page, "settings-limits")));
    await page.fill("input[name=observationDays]", "");
    await page.click("form button[type=submit]");
    await page.locator("main > .note").first().waitFor();

    const below = await signIn(browser, url, "/d/bakery.example/settings", "bakery-admin", DEMO_PASSWORD);
    await below.page.waitForSelector("input[name=holdThreshold]");
    expect(await below.page.locator(".limits .tag").count()).toBe(1);
    expect(await below.page.locator("input[name=verificationHours]").count()).toBe(0);
    faults.push(...(await faultsOf(below.page, "settings-limits-of-domain")));
    expect(faults).toEqual([]);
    expect([...complaints, ...below.complaints]).toEqual([]);
  }, 60_000);
}
