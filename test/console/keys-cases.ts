import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { OPERATOR } from "../support/api.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";

const KEYS = "{ apiKeys(filter: { isRevoked: true }, first: 50) { edges { node { name } } } }";
const ISSUERS = "{ trustedIssuers(first: 50) { edges { node { name publicKeys { keyId } } } } }";

export function keysCases(world: () => OpenedWorld): void {
  it("lets a reseller make and revoke a key, and trust an issuer whose key is then changed", async () => {
    const { api, browser, url } = world();
    const faults: string[] = [];
    const { page, complaints } = await signIn(browser, url, "/r/alpine/settings/keys", "alpine", DEMO_PASSWORD);
    await page.click("[aria-labelledby=keys] header .btn.pri");
    await page.fill("input[name=key-name]", "panel-of-the-tests");
    await page.click("[aria-labelledby=keys] form button[type=submit]");
    await page.waitForSelector(".note.ok pre");
    faults.push(...(await faultsOf(page, "keys-made")));
    await page.click(".note.ok .acts .btn");
    const row = page.locator("[aria-labelledby=keys] tr", { hasText: "panel-of-the-tests" });
    await row.locator("td.menu button").click();
    await page.click(".harmitem");
    await page.click("[role=dialog] .harmfill");
    await row.locator(".chip.over").waitFor();
    const { apiKeys } = await api.succeed<{ apiKeys: { edges: { node: { name: string } }[] } }>(OPERATOR, KEYS);
    expect(apiKeys.edges.map(({ node }) => node.name)).toContain("panel-of-the-tests");

    const pem = () =>
      generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "pem" }).toString();
    await page.click("[aria-labelledby=issuers] header .btn");
    await page.fill("input[name=issuer-name]", "Panel of the tests");
    await page.fill("input[name=issuer-issuer]", "https://panel.alpine.example");
    await page.fill("input[name=issuer-audience]", "mayfrom");
    await page.fill("textarea[name=pem-0]", "no key");
    await page.click("[aria-labelledby=issuers] form button[type=submit]");
    await page.waitForSelector(".field.bad textarea");
    faults.push(...(await faultsOf(page, "issuer-refused")));
    await page.fill("textarea[name=pem-0]", pem());
    await page.click("[aria-labelledby=issuers] form button[type=submit]");
    const issuer = page.locator("[aria-labelledby=issuers] tr", { hasText: "Panel of the tests" });
    await issuer.locator("td.menu button").click();
    await page.locator("[role=menuitem]").first().click();
    await page.locator("[aria-labelledby=issuers] form .btn.s").last().click();
    await page.fill("textarea[name=pem-1]", pem());
    await page.click("[aria-labelledby=issuers] form button[type=submit]");
    await page.locator("[aria-labelledby=issuers] form").waitFor({ state: "detached" });
    const { trustedIssuers } = await api.succeed<{
      trustedIssuers: { edges: { node: { name: string; publicKeys: object[] } }[] };
    }>(OPERATOR, ISSUERS);
    const found = trustedIssuers.edges.find(({ node }) => node.name === "Panel of the tests");
    expect(found?.node.publicKeys.length).toBe(2);
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
}
