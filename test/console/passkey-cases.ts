import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { OPERATOR } from "../support/api.js";
import { signInAnew } from "../support/console.js";
import { atEndOfFile } from "../support/end-of-file.js";
import { freePort } from "../support/ports.js";
import type { OpenedWorld } from "./settings-cases.js";

const PASSWORD = "four words of a test";
const CREATE = "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }";

export function passkeyCases(world: () => OpenedWorld): void {
  it("lets an administrator add a passkey, sign in with it, and take it away by itself", async () => {
    const { api, browser } = world();
    const input = { login: "with-passkey", password: PASSWORD, scope: { platform: true } };
    await api.succeed(OPERATOR, CREATE, { input });
    // Browsers make passkeys for names alone, and without https for this one alone.
    const url = `http://localhost:${await freePort()}`;
    const app = await createApi({ ...api.services, configuration: { ...api.services.configuration, publicUrl: url } });
    atEndOfFile(() => app.close());
    await app.listen({ host: "127.0.0.1", port: Number(new URL(url).port) });

    const { page, context, complaints } = await signInAnew(browser, url, "/p/security", input.login, PASSWORD);
    await addAuthenticator(page);
    await page.waitForSelector("#factors");
    await page.click(".card header .acts button");
    await page.fill("input[name=factor-name]", "Key ring");
    await page.fill("input[name=own-password]", PASSWORD);
    await page.locator(".card form .acts button").nth(1).click();
    await page.waitForSelector(".note.act .codebox");
    await page.locator("tbody tr", { hasText: "Key ring" }).waitFor();

    await context.clearCookies();
    await page.goto(`${url}/console/p/security`);
    await page.fill("input[name=username]", input.login);
    await page.fill("input[name=password]", PASSWORD);
    await page.click("button[type=submit]");
    await page.waitForSelector("input[name=code]");
    await page.locator("form .btn").first().click();
    await page.waitForSelector("header .who");

    const row = page.locator("tbody tr", { hasText: "Key ring" });
    await row.locator("td.menu button").click();
    await page.click(".harmitem");
    await page.fill("[role=dialog] input[name=own-password]", PASSWORD);
    await page.click("[role=dialog] .harmfill");
    await page.waitForSelector(".note.ok");
    await row.waitFor({ state: "detached" });
    // The session that was good with the passkey has ended, and another goes on.
    expect(await page.locator("[role=dialog]").count()).toBe(0);
    expect(complaints).toEqual([]);
  }, 60_000);
}

/** A security key of the browser's own that says yes to everything. */
async function addAuthenticator(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
