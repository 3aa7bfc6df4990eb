import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { OPERATOR } from "../support/api.js";
import { askForAddresses } from "../support/asked-address.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";

const STATES = `query ($address: String!) { authorizations(filter: { address: $address }) { edges { node { state } } } }`;
const MAX_TABS = 60;

/** Where the focus is, and whether it can be seen there. */
const FOCUSED = `(selector) => {
  const at = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  return { isThere: at.matches(selector), isSeen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
}`;

/** Presses Tab until the focus is on what is meant. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < MAX_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    const { isThere, isSeen } = await page.evaluate<{ isThere: boolean; isSeen: boolean }>(
      `(${FOCUSED})(${JSON.stringify(selector)})`,
    );
    if (!isThere) continue;
    expect(isSeen, `the focus on ${selector} is seen`).toBe(true);
    return;
  }
  throw new Error(`${selector} is not reached by ${MAX_TABS} tabs`);
}

export function keyboardCases(world: () => OpenedWorld): void {
  it("is enough as a keyboard to add a sender, and to answer the request for it", async () => {
    const { api, browser, url } = world();
    const address = "keys@bakery.example";
    const states = async () => {
      const found = await api.succeed<{ authorizations: { edges: { node: { state: string } }[] } }>(OPERATOR, STATES, {
        address,
      });
      return found.authorizations.edges.map(({ node }) => node.state);
    };
    const user = await signIn(browser, url, "/senders", "anna@bakery.example", DEMO_PASSWORD);
    await user.page.waitForSelector(".phead .btn.pri");
    await tabTo(user.page, ".phead .btn.pri");
    await user.page.keyboard.press("Enter");
    await user.page.waitForSelector("input[name=address]");
    await tabTo(user.page, "input[name=address]");
    await user.page.keyboard.type(address);
    await user.page.keyboard.press("Enter");
    await expect.poll(states).toEqual(["PENDING"]);

    const admin = await signIn(browser, url, "/requests", "bakery-admin", DEMO_PASSWORD);
    const box = `tbody .cb[aria-label*="${address}"]`;
    await admin.page.waitForSelector(box);
    await tabTo(admin.page, box);
    await admin.page.keyboard.press("Space");
    await tabTo(admin.page, ".bulk .btn.pri");
    await admin.page.keyboard.press("Enter");
    await admin.page.waitForSelector(".note.ok");
    expect(await states()).toEqual(["AUTHORIZED"]);
    expect([...user.complaints, ...admin.complaints]).toEqual([]);
  }, 60_000);

  it("leads through the rows of a list by single keys, which can be turned off", async () => {
    const { api, browser, url } = world();
    await askForAddresses(api, "ben@bakery.example", ["pretzels@bakery.example", "rolls@bakery.example"]);
    const { page, complaints } = await signIn(
      browser,
      url,
      "/d/bakery.example/mailboxes",
      "bakery-admin",
      DEMO_PASSWORD,
    );
    await page.waitForSelector("tbody tr[data-row]");
    const addresses = await page.locator("tbody tr[data-row] td:first-child bdi").allTextContents();
    const inFocus = () => page.evaluate<string>("document.activeElement.querySelector('bdi')?.textContent ?? ''");
    for (const [key, index] of [
      ["j", 0],
      ["j", 1],
      ["ArrowDown", 2],
      ["k", 1],
    ] as const) {
      await page.keyboard.press(key);
      expect(await inFocus()).toBe(addresses[index]);
    }
    const { isSeen } = await page.evaluate<{ isSeen: boolean }>(`(${FOCUSED})("tr")`);
    expect(isSeen).toBe(true);
    const faults = await faultsOf(page, "row-in-focus");
    await page.keyboard.press("Enter");
    await page.waitForURL((opened) => decodeURIComponent(opened.pathname).endsWith(`/mailboxes/${addresses[1]}`));

    await page.goto(`${url}/console/d/bakery.example/requests`);
    await page.waitForSelector("tbody .cb");
    const requests = await page.locator("tbody tr[data-row]").count();
    expect(requests).toBeGreaterThan(1);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.waitForSelector("tr.sel:focus");
    await page.keyboard.press("x");
    await page.keyboard.press("r");
    await page.waitForSelector("[role=dialog] .harmfill");
    expect(await page.inputValue("[role=dialog] input")).toBe("");
    await page.keyboard.press("Escape");
    await page.waitForSelector("[role=dialog]", { state: "detached" });
    await page.waitForSelector("tr[data-row]:focus");
    await page.keyboard.press("j");
    const next = await inFocus();
    await page.keyboard.press("k");
    await page.keyboard.press("a");
    await page.waitForSelector(".note.ok");
    await expect.poll(() => page.locator("tbody tr[data-row]").count()).toBe(requests - 1);
    // The row is gone, and the focus is on the one in its place.
    await expect.poll(inFocus).toBe(next);

    await page.click("header .who");
    await page.getByRole("group", { name: "Language" }).getByRole("menuitemradio", { checked: true }).waitFor();
    faults.push(...(await faultsOf(page, "account-menu")));
    await page.getByRole("menuitemcheckbox", { name: "Keys", checked: true }).click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.keyboard.press("k");
    expect(await page.locator("[role=dialog]").count()).toBe(0);
    expect([...faults, ...complaints]).toEqual([]);
  }, 60_000);
}
