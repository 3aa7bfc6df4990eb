import { expect, it } from "vitest";
import { Account } from "../../src/tenancy/index.js";
import { plantComplaint } from "../graphql/planted-complaints.js";
import { OPERATOR } from "../support/api.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";
import { OPERATOR_PASSWORD } from "./walks.js";

const RESUME = "mutation ($id: ID!) { resumeAccount(id: $id) { id } }";
const DAY_MS = 24 * 60 * 60 * 1_000;

export function alarmsCases(world: () => OpenedWorld): void {
  it("shows an operator whose password is probably stolen, and suspends that mailbox; help stands beside it", async () => {
    const { api, browser, url, clock } = world();
    const address = "hugo@bakery.example";
    const { id: accountId, globalId, domainId } = await api.database.reader.findOneByOrFail(Account, { address });
    const day = Math.floor(clock.now().getTime() / DAY_MS);
    await api.database.write((tx) => plantComplaint(tx, { accountId, domainId }, { day, address: "gift@promo.test" }));
    const { page, complaints } = await signIn(browser, url, "/p/alarms", "admin", OPERATOR_PASSWORD);
    const alarm = page.locator("[aria-labelledby=alarms] .todo li", { hasText: "hugo" });
    await alarm.waitFor();
    await page.locator("[aria-labelledby=complaints] tr", { hasText: "provider.example" }).first().waitFor();
    const faults = await faultsOf(page, "alarms");
    await alarm.locator(".btn.harm").click();
    await page.click("[role=dialog] .harmfill");
    await alarm.locator(".chip.harm").waitFor();
    expect((await api.database.reader.findOneByOrFail(Account, { address })).suspendedBy).not.toBeNull();
    await page.goto(`${url}/console/d/bakery.example/alarms`);
    await alarm.waitFor();
    // Only what the domain's own name is in: of the samples' three unknown logins one.
    await page.locator(".phead .btn").click();
    await page.locator("tbody tr[data-row] bdi", { hasText: "printer@bakery.example" }).first().waitFor();
    expect(await page.locator("tbody tr[data-row] bdi", { hasNotText: "@bakery.example" }).count()).toBe(0);
    faults.push(...(await faultsOf(page, "unknown-logins")));
    await page.click(".helpb");
    await page.waitForSelector(".help h2");
    faults.push(...(await faultsOf(page, "help")));
    // What an operator has suspended keeps a reseller from removing the names that it signs in with.
    await api.succeed(OPERATOR, RESUME, { id: globalId });
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
}
