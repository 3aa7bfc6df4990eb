import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { faultsOf, signIn, signInAnew } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";
import { stands } from "./walks.js";

const ROWS = "tbody tr:not(.skelrow)";

export function viewsCases(world: () => OpenedWorld): void {
  it("keeps a list's order and columns under a name, for the same person in another browser", async () => {
    const { browser, url } = world();
    const path = "/d/bakery.example/mailboxes";
    const { page, complaints } = await signIn(browser, url, path, "bakery-admin", DEMO_PASSWORD);
    await stands(page, ROWS);
    const first = () => page.locator(`${ROWS} bdi`).first().textContent();
    const ascending = await first();
    await page.click("th .sortbtn");
    await page.waitForSelector("th[aria-sort=ascending]");
    await page.click("th .sortbtn");
    await page.waitForSelector("th[aria-sort=descending]");
    await page.locator(`${ROWS} bdi`, { hasText: ascending ?? "" }).waitFor();
    await expect.poll(first).not.toBe(ascending);
    const columns = await page.locator("thead th").count();
    await page.click(".csvline .btn >> nth=0");
    await page.getByRole("menuitemcheckbox", { checked: true }).first().click();
    await page.keyboard.press("Escape");
    expect(await page.locator("thead th").count()).toBe(columns - 1);

    await page.click(".viewline .btn");
    await page.click("[role=dialog] button[type=submit]");
    await page.waitForSelector("[role=dialog] .field.bad");
    await page.fill("input[name=view-name]", "From the end");
    const faults = await faultsOf(page, "save-view");
    await page.click("[role=dialog] button[type=submit]");
    await page.locator(".views a[aria-current]", { hasText: "From the end" }).waitFor();
    faults.push(...(await faultsOf(page, "saved-view")));

    const elsewhere = await signInAnew(browser, url, path, "bakery-admin", DEMO_PASSWORD);
    await elsewhere.page.locator(".views a", { hasText: "From the end" }).click();
    await elsewhere.page.waitForSelector("th[aria-sort=descending]");
    expect(await elsewhere.page.locator("thead th").count()).toBe(columns - 1);
    await elsewhere.page.click(".viewline .btn");
    await elsewhere.page.locator(".views a", { hasText: "From the end" }).waitFor({ state: "detached" });
    await elsewhere.page.locator(".viewline .btn", { hasText: "Save" }).waitFor();
    expect(faults).toEqual([]);
    expect([...complaints, ...elsewhere.complaints]).toEqual([]);
  }, 60_000);
}
