import { expect, it } from "vitest";
import { OPERATOR } from "../support/api.js";
import { faultsOf, signIn, signInAnew } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";
import { OPERATOR_PASSWORD } from "./walks.js";

const DISABLED = "{ administrators(filter: { isDisabled: true }, first: 50) { edges { node { login } } } }";

export function peopleCases(world: () => OpenedWorld): void {
  it("lets an operator add a person, who signs in, and disable them with everything they made", async () => {
    const { api, browser, url } = world();
    const faults: string[] = [];
    const { page, complaints } = await signIn(browser, url, "/r/alpine/settings/people", "admin", OPERATOR_PASSWORD);
    await page.waitForSelector("tbody a");
    faults.push(...(await faultsOf(page, "people")));
    await page.click(".card header a.btn");
    await page.fill("input[name=person-login]", "x");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".field.bad");
    await page.fill("input[name=person-login]", "new-colleague");
    await page.click("form button[type=submit]");
    const password = (await page.locator(".note.ok pre").textContent()) ?? "";
    faults.push(...(await faultsOf(page, "people-added")));
    const colleague = await signInAnew(browser, url, "/", "new-colleague", password);
    expect(new URL(colleague.page.url()).pathname).toBe("/console/r/alpine");

    await page.click(".crumb a");
    await page.locator("tbody a", { hasText: "new-colleague" }).click();
    await page.waitForSelector("#made");
    faults.push(...(await faultsOf(page, "person")));
    await page.click(".phead .btn.harm");
    await page.locator("[role=dialog] .checkline .cb").check();
    await page.locator("[role=dialog] .damage", { hasText: "People: 0 · Keys: 0 · Issuers: 0" }).waitFor();
    faults.push(...(await faultsOf(page, "person-disable")));
    await page.click("[role=dialog] .harmfill");
    await page.locator("main > .note.ok").waitFor();
    const { administrators } = await api.succeed<{ administrators: { edges: { node: { login: string } }[] } }>(
      OPERATOR,
      DISABLED,
    );
    expect(administrators.edges.map(({ node }) => node.login)).toContain("new-colleague");
    await page.locator(".phead .btn.harm", { hasText: "Delete" }).click();
    await page.click("[role=dialog] .harmfill");
    await page.waitForURL("**/settings/people");
    await page.locator("tbody a", { hasText: "alpine" }).waitFor();
    expect(await page.locator("tbody a", { hasText: "new-colleague" }).count()).toBe(0);
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
}
