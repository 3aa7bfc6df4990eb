import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { Domain } from "../../src/tenancy/index.js";
import { actorWith, OPERATOR } from "../support/api.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";

const WEBHOOKS = "{ webhooks(first: 50) { edges { node { id name url kinds state } } } }";
const UPDATE = "mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { id } }";

export function webhooksCases(world: () => OpenedWorld): void {
  it("lets a domain's administrator add a webhook, send a test, change it, hear who was quicker, stop and delete it", async () => {
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
    const form = "[aria-labelledby=edit-webhook]";
    await page.locator(`${form} summary`).first().click();
    await page.locator(`${form} details .checkline`).nth(1).click();
    faults.push(...(await faultsOf(page, "webhook-kinds")));
    const { webhooks: before } = await api.succeed<{ webhooks: { edges: { node: { id: string; name: string } }[] } }>(
      OPERATOR,
      WEBHOOKS,
    );
    const id = before.edges.find(({ node }) => node.name === "Hook of the tests")?.node.id;
    const { id: domainId, resellerPath } = await api.services.database.reader.findOneByOrFail(Domain, {
      name: "bakery.example",
    });
    const scope = { kind: "DOMAIN", domainId, domainName: "bakery.example", resellerPath } as const;
    await api.succeed(actorWith("DOMAIN_ADMIN", scope), UPDATE, {
      input: { id, url: "https://quicker.example/changes" },
    });
    await page.click(`${form} button[type=submit]`);
    const said = page.locator(`${form} .note`);
    expect(await said.getAttribute("class"), await said.innerText()).toBe("note act");
    await said.locator(".btn").click();
    await expect.poll(() => page.inputValue(`${form} input[name=webhook-url]`)).toBe("https://quicker.example/changes");
    await page.click(`${form} button[type=submit]`);
    await page.waitForSelector(`${form} .note.ok`);
    await page.click(".phead .btn.harm");
    await page.click("[role=dialog] .harmfill");
    await page.locator(".phead .btn.harm", { hasText: "Delete" }).waitFor();
    const { webhooks } = await api.succeed<{
      webhooks: { edges: { node: { name: string; state: string; url: string; kinds: string[] } }[] };
    }>(OPERATOR, WEBHOOKS);
    const stopped = webhooks.edges.find(({ node }) => node.name === "Hook of the tests")?.node;
    expect(stopped).toMatchObject({ state: "DISABLED", url: "https://quicker.example/changes" });
    expect(stopped?.kinds).toHaveLength(1);
    await page.click(".phead .btn.harm");
    await page.click("[role=dialog] .harmfill");
    await page.waitForURL("**/settings/webhooks");
    await page.locator("tbody a", { hasText: "Hook of the tests" }).waitFor({ state: "detached" });
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
}
