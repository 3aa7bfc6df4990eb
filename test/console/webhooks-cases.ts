import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { OPERATOR } from "../support/api.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";

const WEBHOOKS = "{ webhooks(first: 50) { edges { node { name state } } } }";

export function webhooksCases(world: () => OpenedWorld): void {
  it("lets a domain's administrator add a webhook, send a test, and stop it", async () => {
    const { api, browser, url } = world();
    const faults: string[] = [];
    const path = "/d/bakery.example/settings/webhooks";
    const { page, complaints } = await signIn(browser, url, path, "bakery-admin", DEMO_PASSWORD);
    await page.click("[aria-labelledby=webhooks] header .btn.pri");
    await page.fill("input[name=webhook-name]", "Hook of the tests");
    await page.fill("input[name=webhook-url]", "http://panel.example/changes");
    await page.click("[aria-labelledby=webhooks] form button[type=submit]");
    await page.waitForSelector(".field.bad input[name=webhook-url]");
    await page.fill("input[name=webhook-url]", "https://panel.example/changes");
    await page.click("[aria-labelledby=webhooks] form button[type=submit]");
    await page.waitForSelector(".note.ok pre");
    faults.push(...(await faultsOf(page, "webhook-made")));
    await page.click(".note.ok .acts .btn");
    await page.locator("[aria-labelledby=webhooks] tbody a", { hasText: "Hook of the tests" }).click();
    await page.click(".phead .btn:has-text('Send a test')");
    await page.waitForSelector("[aria-labelledby=deliveries] tbody .chip");
    faults.push(...(await faultsOf(page, "webhook")));
    await page.click(".phead .btn.harm");
    await page.click("[role=dialog] .harmfill");
    await page.locator(".phead .btn.harm").waitFor({ state: "detached" });
    const { webhooks } = await api.succeed<{ webhooks: { edges: { node: { name: string; state: string } }[] } }>(
      OPERATOR,
      WEBHOOKS,
    );
    expect(webhooks.edges.find(({ node }) => node.name === "Hook of the tests")?.node.state).toBe("DISABLED");
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
}
