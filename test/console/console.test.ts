import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { launchBrowser, newPerson } from "../support/browser.js";
import {
  faultsOf,
  firstLoad,
  leavePages,
  type OpenedConsole,
  openConsole,
  signIn,
  signInAnew,
} from "../support/console.js";
import { alarmsCases } from "./alarms-cases.js";
import { aliasCases } from "./alias-cases.js";
import { entryCases } from "./entry-cases.js";
import { jobsCases } from "./jobs-cases.js";
import { keyboardCases } from "./keyboard-cases.js";
import { keysCases } from "./keys-cases.js";
import { mainWorkCases, statesOfAddress } from "./main-work-cases.js";
import { operatorsCases } from "./operators-cases.js";
import { passkeyCases } from "./passkey-cases.js";
import { peopleCases } from "./people-cases.js";
import { securityCases } from "./security-cases.js";
import { selectionCases } from "./selection-cases.js";
import { settingsCases } from "./settings-cases.js";
import { suggestionCases } from "./suggestion-cases.js";
import { viewsCases } from "./views-cases.js";
import { OPERATOR_PASSWORD } from "./walks.js";
import { webhooksCases } from "./webhooks-cases.js";

describe("the console", () => {
  let api: OpenedConsole["api"];
  let url: string;
  let clock: OpenedConsole["clock"];
  let browser: Browser;

  beforeAll(async () => {
    [{ api, url, clock }, browser] = await Promise.all([openConsole("SQLite"), launchBrowser()]);
  }, 300_000);
  afterEach(() => leavePages(browser));
  afterAll(() => browser?.close());

  mainWorkCases(() => ({ api, url, clock, browser }), faultsOf);

  it("asks again over the page when the session has ended, and goes on where it was", async () => {
    const { page, context } = await signInAnew(browser, url, "/senders", "anna@bakery.example", DEMO_PASSWORD);
    await page.goto(`${url}/console/me/senders/add`);
    await page.fill("input[name=address]", "kept@elsewhere.test");
    await context.clearCookies();
    await page.click("form button[type=submit]");
    await page.waitForSelector("[role=dialog] input[name=password]");
    await page.fill("[role=dialog] input[name=password]", "a wrong one");
    await page.click("[role=dialog] button[type=submit]");
    await page.waitForSelector("[role=dialog] .err");
    expect(await faultsOf(page, "sign-in-again")).toEqual([]);
    await page.fill("[role=dialog] input[name=password]", DEMO_PASSWORD);
    await page.click("[role=dialog] button[type=submit]");
    await page.waitForSelector(".ask");
    expect(await statesOfAddress(api, "kept@elsewhere.test")).toEqual(["PENDING"]);
  }, 60_000);

  it("says what to do without a sign-in, and shows its parts", async () => {
    const page = await (await newPerson(browser)).newPage();
    await page.goto(`${url}/console/senders?address=orders%40shop.test&account=anna%40bakery.example`);
    await page.waitForSelector(".auth summary");
    await page.click(".auth summary");
    expect(await page.textContent(".withouthelp")).toContain("orders@shop.test");
    expect(await faultsOf(page, "sign-in")).toEqual([]);
    await page.route("**/console/session**", (route) => route.abort());
    await page.reload();
    await page.waitForSelector(".note.harm h1");
    expect(await faultsOf(page, "away")).toEqual([]);
    await page.unroute("**/console/session**");
    await page.waitForSelector("input[name=username]");
    await page.route("**/graphql", (route) => route.abort());
    await page.fill("input[name=username]", "bakery-admin");
    await page.fill("input[name=password]", DEMO_PASSWORD);
    await page.click("form button[type=submit]");
    await page.waitForSelector(".note.harm h1");
    expect(await faultsOf(page, "away-signed-in")).toEqual([]);
    await page.unroute("**/graphql");
    await page.waitForSelector("header .who");
    const admin = await signIn(browser, url, "/p/parts", "admin", OPERATOR_PASSWORD);
    await admin.page.waitForSelector(".skel");
    expect(await faultsOf(admin.page, "parts")).toEqual([]);
    expect(admin.complaints).toEqual([]);
  }, 60_000);

  entryCases(() => ({ api, url, clock, browser }));
  keyboardCases(() => ({ api, url, clock, browser }));
  operatorsCases(() => ({ api, url, clock, browser }));

  alarmsCases(() => ({ api, url, clock, browser }));
  aliasCases(() => ({ api, url, clock, browser }));

  settingsCases(() => ({ api, url, clock, browser }));
  keysCases(() => ({ api, url, clock, browser }));
  webhooksCases(() => ({ api, url, clock, browser }));
  viewsCases(() => ({ api, url, clock, browser }));
  passkeyCases(() => ({ api, url, clock, browser }));
  peopleCases(() => ({ api, url, clock, browser }));
  securityCases(() => ({ api, url, clock, browser }));
  suggestionCases(() => ({ api, url, clock, browser }));
  selectionCases(() => ({ api, url, clock, browser }));
  jobsCases(() => ({ api, url, clock, browser }));

  it("asks for at most 200 kB of compressed script first", () => {
    expect(firstLoad()).toBeGreaterThan(50_000);
    expect(firstLoad()).toBeLessThanOrEqual(200_000);
  });
});
