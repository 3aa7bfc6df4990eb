import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { openMailbox } from "../graphql/verification-mailbox.js";
import { OPERATOR } from "../support/api.js";
import { launchBrowser, newPerson } from "../support/browser.js";
import { faultsOf, firstLoad, type OpenedConsole, openConsole, signIn } from "../support/console.js";

const STATES = `query ($address: String!) { authorizations(filter: { address: $address }) { edges { node { state } } } }`;

const OPERATOR_PASSWORD = "a password of the tests";
const FIRST_SCREENS = [
  ["admin", OPERATOR_PASSWORD, "/p", ".figs"],
  ["alpine", DEMO_PASSWORD, "/r/alpine", ".figs"],
  ["bakery-admin", DEMO_PASSWORD, "/d/bakery.example", ".figs"],
  ["anna@bakery.example", DEMO_PASSWORD, "/me/senders", "tbody bdi"],
] as const;

describe("the console", () => {
  let api: OpenedConsole["api"];
  let url: string;
  let clock: OpenedConsole["clock"];
  let browser: Browser;

  beforeAll(async () => {
    [{ api, url, clock }, browser] = await Promise.all([openConsole("SQLite"), launchBrowser()]);
  }, 120_000);
  afterAll(() => browser?.close());

  const statesOf = async (address: string) => {
    const { authorizations } = await api.succeed<{ authorizations: { edges: { node: { state: string } }[] } }>(
      OPERATOR,
      STATES,
      { address },
    );
    return authorizations.edges.map(({ node }) => node.state);
  };

  it("leads a mailbox's user from a refusal to the owner's yes", async () => {
    const address = "press@newspaper.test";
    const faults: string[] = [];
    const { page, complaints } = await signIn(
      browser,
      url,
      `/senders?address=${encodeURIComponent(address)}`,
      "anna@bakery.example",
      DEMO_PASSWORD,
    );
    await page.waitForSelector("input[name=address]");
    expect(await page.inputValue("input[name=address]")).toBe(address);
    faults.push(...(await faultsOf(page, "add-address")));
    await page.fill("input[name=name]", "Anna at the press");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".ask");
    expect(await statesOf(address)).toEqual(["PENDING"]);

    const mail = (await openMailbox(api).deliver()).findLast(({ template }) => template.startsWith("question"));
    // An answer within seconds is taken for a program's.
    clock.advance(60_000);
    const number = (await page.textContent(".ask .n b [aria-hidden]")) ?? "";
    const owner = await (await newPerson(browser)).newPage();
    await owner.goto(`${url}/confirm/${mail?.secrets.token ?? ""}`);
    await owner.fill("input[name=number]", number);
    await owner.click("button.main");
    await owner.waitForSelector("h1[autofocus]");
    expect(await statesOf(address)).toEqual(["AUTHORIZED"]);

    await page.reload();
    const row = page.locator("tr", { hasText: address.replace("@", "") }).or(page.locator("tr", { hasText: address }));
    await row.first().waitFor();
    expect(await row.first().locator(".chip.ok").count()).toBe(1);
    faults.push(...(await faultsOf(page, "my-senders")));
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("lets a domain's administrator empty the queue, and end what was allowed", async () => {
    const faults: string[] = [];
    const { page, complaints } = await signIn(browser, url, "/requests", "bakery-admin", DEMO_PASSWORD);
    await page.waitForSelector("tbody .cb");
    await page.locator("tbody .cb").first().check();
    faults.push(...(await faultsOf(page, "requests")));
    const first = (await page.textContent("tr.sel bdi")) ?? "";
    await page.click(".bulk .btn.pri");
    await page.waitForSelector(".note.ok");
    expect(await statesOf(first)).toEqual(["AUTHORIZED"]);

    await page.locator("thead .cb").check();
    const rest = await page.locator("tbody tr td:nth-child(2) bdi").allTextContents();
    await page.locator(".bulk .btn").nth(1).click();
    await page.waitForSelector("[role=dialog]");
    faults.push(...(await faultsOf(page, "refuse")));
    await page.click("[role=dialog] .harmfill");
    await page.waitForSelector(".empty");
    for (const address of rest) expect(await statesOf(address)).toEqual(["DENIED"]);
    faults.push(...(await faultsOf(page, "requests-empty")));

    await page.goto(`${url}/console/d/bakery.example/who-sends?view=allowed`);
    await page.waitForSelector("td.menu button");
    faults.push(...(await faultsOf(page, "who-sends")));
    const ended = (await page.textContent("tbody bdi")) ?? "";
    await page.locator("td.menu button").first().click();
    await page.click(".harmitem");
    await page.click("[role=dialog] .harmfill");
    // The sample gateways are no programs that could obey.
    await page.waitForSelector(".note.act");
    expect(await statesOf(ended)).toEqual(["REVOKED"]);
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("asks again over the page when the session has ended, and goes on where it was", async () => {
    const { page, context } = await signIn(browser, url, "/senders", "anna@bakery.example", DEMO_PASSWORD);
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
    expect(await statesOf("kept@elsewhere.test")).toEqual(["PENDING"]);
  }, 60_000);

  it("says what to do without a sign-in, and shows its parts", async () => {
    const page = await (await newPerson(browser)).newPage();
    await page.goto(`${url}/console/senders?address=orders%40shop.test&account=anna%40bakery.example`);
    await page.waitForSelector(".auth summary");
    await page.click(".auth summary");
    expect(await page.textContent(".withouthelp")).toContain("orders@shop.test");
    expect(await faultsOf(page, "sign-in")).toEqual([]);
    const admin = await signIn(browser, url, "/p/parts", "admin", "a password of the tests");
    await admin.page.waitForSelector(".skel");
    expect(await faultsOf(admin.page, "parts")).toEqual([]);
    expect(admin.complaints).toEqual([]);
  }, 60_000);

  it("leads everybody who comes to its address to the first screen that is theirs", async () => {
    for (const [login, password, path, sign] of FIRST_SCREENS) {
      const { page, context, complaints } = await signIn(browser, url, "/", login, password);
      await page.waitForSelector(sign);
      expect(new URL(page.url()).pathname).toBe(`/console${path}`);
      // What led here is no step to go back to.
      expect(await page.evaluate("history.length")).toBeLessThanOrEqual(2);
      const others = path === "/p" ? "/me/senders" : "/p";
      await page.goto(`${url}/console${others}`);
      await page.waitForSelector(".empty");
      expect(complaints).toEqual([]);
      await context.close();
    }
  }, 60_000);

  it("asks for at most 200 kB of compressed script first", () => {
    expect(firstLoad()).toBeGreaterThan(50_000);
    expect(firstLoad()).toBeLessThanOrEqual(200_000);
  });
});
