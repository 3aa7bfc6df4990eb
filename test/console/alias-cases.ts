import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { OPERATOR } from "../support/api.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";

const ALIAS = "query ($name: String!) { domainByName(name: $name) { proof proofRecord { value } aliasOf { name } } }";

export function aliasCases(world: () => OpenedWorld): void {
  it("lets a reseller add a domain alias, see what to publish for it, and remove it", async () => {
    const { api, browser, url } = world();
    const faults: string[] = [];
    const name = "bakery-shop.example";
    const aliasNow = () => api.succeed<{ domainByName: object | null }>(OPERATOR, ALIAS, { name });
    const path = "/d/bakery.example/mailboxes";
    const { page, complaints } = await signIn(browser, url, path, "alpine", DEMO_PASSWORD);
    const card = page.locator("[aria-labelledby=domain-aliases]");
    await card.locator(".empty").waitFor();
    await card.locator("header .btn").click();
    await card.locator("input[name=domain-alias]").fill("no name");
    await card.locator("form button[type=submit]").click();
    await card.locator(".field.bad").waitFor();
    faults.push(...(await faultsOf(page, "domain-alias-refused")));
    await card.locator("input[name=domain-alias]").fill(name);
    await card.locator("form button[type=submit]").click();
    await card.locator(".chip.act").waitFor();
    await card.locator(".btn", { hasText: "Show what to publish" }).click();
    await card.locator("pre").waitFor();
    const { domainByName } = await aliasNow();
    expect(domainByName).toMatchObject({ proof: "UNPROVEN", aliasOf: { name: "bakery.example" } });
    expect(await card.locator("pre").textContent()).toContain(
      (domainByName as { proofRecord: { value: string } }).proofRecord.value,
    );
    faults.push(...(await faultsOf(page, "domain-aliases")));
    await card.locator(".btn", { hasText: "Remove" }).click();
    await page.locator("[role=dialog]").waitFor();
    faults.push(...(await faultsOf(page, "domain-alias-remove")));
    await page.click("[role=dialog] .harmfill");
    await card.locator(".empty").waitFor();
    expect(await aliasNow()).toEqual({ domainByName: null });
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("turns the pages of a domain's aliases by themselves, beside those of its mailboxes", async () => {
    const { api, browser, url } = world();
    const { domainByName } = await api.succeed<{ domainByName: { id: string } }>(
      OPERATOR,
      'query { domainByName(name: "bakery.example") { id } }',
    );
    const names = Array.from({ length: 53 }, (_, index) => `alias-${String(index).padStart(2, "0")}.example`);
    const items = names.map((name) => ({ domainId: domainByName.id, name }));
    const add =
      "mutation ($input: CreateDomainAliasesInput!) { createDomainAliases(input: $input) { domains { id } } }";
    await api.succeed(OPERATOR, add, { input: { idempotencyKey: "53 aliases", items } });
    const { page, complaints } = await signIn(browser, url, "/d/bakery.example/mailboxes", "alpine", DEMO_PASSWORD);
    const card = page.locator("[aria-labelledby=domain-aliases]");
    const mailboxes = page.locator("main table tbody tr");
    await card.getByText("alias-00.example", { exact: true }).first().waitFor();
    const rows = await mailboxes.allInnerTexts();
    await card.locator("[data-turn=next]").click();
    await card.getByText("alias-52.example", { exact: true }).first().waitFor();
    expect(await card.locator(".pager").innerText()).toContain("51–53");
    expect(await mailboxes.allInnerTexts()).toEqual(rows);
    const faults = await faultsOf(page, "domain-aliases-second-page");
    await page.reload();
    await card.getByText("alias-52.example", { exact: true }).first().waitFor();
    await card.locator("[data-turn=previous]").click();
    await card.getByText("alias-00.example", { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
}
