import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { expect, it } from "vitest";
import { knownPerson, queuePlainMail } from "../../src/outbox/index.js";
import { OPERATOR } from "../support/api.js";
import { faultsOf, type OpenedConsole, signIn } from "../support/console.js";
import { OPERATOR_PASSWORD } from "./walks.js";

/** What the file's `beforeAll` has opened. */
export type Opened = OpenedConsole & { readonly browser: Browser };

/** The screens on which an operator finds out what happened. */
export function operatorsCases(opened: () => Opened): void {
  const enter = (path: string) => signIn(opened().browser, opened().url, path, "admin", OPERATOR_PASSWORD);

  it("explains why a sender is not let through, and lets it be allowed", async () => {
    const { page, complaints } = await enter(
      "/explain?login=anna%40bakery.example&from=anna%40bakery.example&header=unasked%40elsewhere.test",
    );
    await page.waitForSelector(".rules .hit");
    expect(await page.textContent(".note .addr")).toBe("unasked@elsewhere.test");
    const faults = await faultsOf(page, "explain");
    await allow(page);
    const { authorizations } = await opened().api.succeed<{ authorizations: { totalCount: number } }>(
      OPERATOR,
      '{ authorizations(filter: { address: "unasked@elsewhere.test", states: [AUTHORIZED] }) { totalCount } }',
    );
    expect(authorizations.totalCount).toBe(1);
    await page.fill("input[name=resent]", "resends@elsewhere.test");
    await page.click("form button[type=submit]");
    await page.locator(".verdict", { hasText: "the Resent-From in the message: resends@elsewhere.test" }).waitFor();
    await page.fill("input[name=login]", "");
    await page.click("form button[type=submit]");
    await page.waitForSelector("input[name=login][aria-invalid]");
    expect(new URL(page.url()).searchParams.get("login")).toBe("anna@bakery.example");
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("shows who changed what, narrowed in the address bar, and saves what is seen", async () => {
    const { page, complaints } = await enter("/p/audit");
    await page.waitForSelector("tbody tr:not(.skelrow)");
    const faults = await faultsOf(page, "audit");
    await page.locator(".views a", { hasText: "Rules" }).click();
    await page.selectOption(".pick select", "ADMINISTRATOR");
    await page.waitForFunction("location.search.includes('view=rules') && location.search.includes('actor=')");
    await page.locator("tbody tr", { hasText: "Schedule or policy changed" }).first().waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(".csvline button:last-child")]);
    const csv = readFileSync(await file.path(), "utf8");
    expect(csv).toMatch(/^\ufeffWhen,What,Who,Before and after\r\n\d{4}-\d\d-\d\dT/);
    expect(csv).toContain("Schedule or policy changed");
    await page.goto(`${opened().url}/console/p/audit?since=2001-01-01&until=2001-01-02`);
    await page.waitForSelector(".empty");
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("draws how far behind each gateway was and how long its decisions took, hour by hour, and has both as tables", async () => {
    const { page, complaints } = await enter("/p/gateways");
    const card = (title: string) => page.locator(".card", { has: page.locator("h2", { hasText: title }) });
    const [lag, latency] = [card("How far behind, hour by hour"), card("How long decisions took")];
    // A line without a slope has no height, and is not "visible" to the driver.
    for (const each of [lag, latency]) await each.locator("polyline.of1").first().waitFor({ state: "attached" });
    const faults = await faultsOf(page, "gateway-hours");
    expect(await latency.locator("svg.chart").first().getAttribute("aria-label")).toMatch(
      /^mx2\.platform\.example .*99 of 100/,
    );
    await latency.locator("select").selectOption("p50");
    await expect.poll(() => new URL(page.url()).searchParams.get("share")).toBe("p50");
    expect(await latency.locator("svg.chart").first().getAttribute("aria-label")).toContain("Half of them");
    for (const each of [lag, latency]) await each.locator("header .btn").click();
    await lag.locator("td", { hasText: "2,700" }).first().waitFor();
    await latency.locator("td", { hasText: "mx1" }).first().waitFor();
    faults.push(...(await faultsOf(page, "gateway-hours-table")));
    expect([...faults, ...complaints]).toEqual([]);
  }, 60_000);

  it("shows what became of each mail, and tries one that waits at once", async () => {
    const { api, clock } = opened();
    const now = clock.now();
    await api.services.database.write((tx) =>
      queuePlainMail(tx, {
        uniqueKey: "waiting",
        template: "asker-news",
        language: "en",
        to: knownPerson("waiting@elsewhere.test"),
        parameters: { address: "shop@elsewhere.test" },
        notBefore: new Date(now.getTime() + 60 * 60_000),
      }),
    );
    const { page, complaints } = await enter("/p/outbox?view=queued");
    const row = page.locator("tbody tr", { hasText: "shop@elsewhere.test" });
    await row.waitFor();
    const faults = await faultsOf(page, "outbox");
    await row.locator("td.menu button").click();
    await page.locator("[role=menuitem]").click();
    await page.waitForSelector(".note.ok");
    const { mails } = await api.succeed<{ mails: { edges: { node: { to: string; nextTryAt: string } }[] } }>(
      OPERATOR,
      "{ mails(state: QUEUED) { edges { node { to nextTryAt } } } }",
    );
    const tried = mails.edges.find(({ node }) => node.to === "waiting@elsewhere.test");
    expect(Date.parse(tried?.node.nextTryAt ?? "")).toBeLessThanOrEqual(clock.now().getTime());
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("jumps to a domain and keeps the screen, and shows the keys that do so", async () => {
    const { page, complaints } = await enter("/p/schedule");
    await page.click(".scope button.here");
    await page.waitForSelector(".cmd input:focus");
    await page.keyboard.type("bakery");
    await page.locator(".hit", { hasText: "bakery.example" }).waitFor();
    const faults = await faultsOf(page, "scope-switcher");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/console/d/bakery.example/schedule");
    await page.waitForSelector(".cmd", { state: "detached" });
    await page.keyboard.press("?");
    await page.waitForSelector("[role=dialog] kbd");
    faults.push(...(await faultsOf(page, "keys")));
    await page.keyboard.press("Escape");
    await page.waitForSelector("[role=dialog]", { state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.waitForURL("**/console/d/bakery.example");
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
}

async function allow(page: Page): Promise<void> {
  await page.locator(".note .btn", { hasText: "…" }).click();
  await page.fill("[role=dialog] input", "it was agreed by telephone");
  await page.locator("[role=dialog] .btn.pri").click();
  await page.waitForSelector(".rules .hit.ok");
}
