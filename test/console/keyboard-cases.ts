import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { OPERATOR } from "../support/api.js";
import { signIn } from "../support/console.js";
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
    await expect.poll(states, { timeout: 10_000 }).toEqual(["PENDING"]);

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
}
