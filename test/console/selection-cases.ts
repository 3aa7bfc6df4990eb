import { expect, it } from "vitest";
import { OPERATOR } from "../support/api.js";
import { askForAddresses } from "../support/asked-address.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";
import { OPERATOR_PASSWORD, stands } from "./walks.js";

const ROWS = "tbody tr[data-row]";
const DOMAIN = "boatyard.example";
const ALLOWED = `{ authorizations(filter: { addressDomain: "${DOMAIN}", states: [AUTHORIZED] }) { totalCount } }`;
const WAITING = `query ($domainId: ID!) { approvals(filter: { domainId: $domainId, state: WAITING }) { totalCount } }`;

export function selectionCases(world: () => OpenedWorld): void {
  it("shows what everything that matches would touch, before it is approved or withdrawn", async () => {
    const { api, browser, url } = world();
    const addresses = ["mast@boatyard.example", "sails@boatyard.example", "keel@boatyard.example"];
    await askForAddresses(api, "ben@boatyard.example", addresses);
    const { domainByName: domain } = await api.succeed<{ domainByName: { id: string } }>(
      OPERATOR,
      `{ domainByName(name: "${DOMAIN}") { id } }`,
    );
    const waiting = async () =>
      (await api.succeed<{ approvals: { totalCount: number } }>(OPERATOR, WAITING, { domainId: domain.id })).approvals
        .totalCount;
    const before = await waiting();
    const { page, complaints } = await signIn(browser, url, `/d/${DOMAIN}/requests`, "admin", OPERATOR_PASSWORD);
    await stands(page, ROWS);
    await page.locator("tbody .cb").first().check();
    await page.click(".bulk .tx");
    await page.click(".bulk .btn.pri");
    await page.waitForSelector(".touched .num");
    expect(await page.textContent(".touched .num")).toBe(String(before));
    expect(await waiting()).toBe(before);
    const faults = await faultsOf(page, "approve-all");
    await page.click("[role=dialog] .btn.pri");
    await page.waitForSelector(".note.ok");
    expect(await waiting()).toBe(0);

    const allowed = async () =>
      (await api.succeed<{ authorizations: { totalCount: number } }>(OPERATOR, ALLOWED)).authorizations.totalCount;
    const rights = await allowed();
    expect(rights).toBeGreaterThanOrEqual(addresses.length);
    await page.goto(`${url}/console/d/${DOMAIN}/who-sends?view=allowed`);
    await stands(page, ROWS);
    await page.locator("tbody .cb").first().check();
    await page.click(".bulk .tx");
    faults.push(...(await faultsOf(page, "who-sends-selected")));
    await page.locator(".bulk .btn").first().click();
    await page.waitForSelector(".touched .chip.ok");
    expect(await page.locator("[role=dialog] .harmfill").isDisabled()).toBe(true);
    faults.push(...(await faultsOf(page, "withdraw-all")));
    expect(await allowed()).toBe(rights);
    await page.fill("[role=dialog] input[name=typed-number]", String(rights));
    await page.click("[role=dialog] .harmfill");
    await page.waitForSelector(".note.ok");
    expect(await allowed()).toBe(0);
    expect([...faults, ...complaints]).toEqual([]);
  }, 60_000);
}
