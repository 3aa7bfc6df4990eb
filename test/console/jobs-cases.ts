import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { callBatch } from "../../src/app/api.js";
import { Authorization } from "../../src/authorizations/index.js";
import { workOnBatchJobs } from "../../src/batch-jobs/index.js";
import { Account } from "../../src/tenancy/index.js";
import { innerIdOf } from "../graphql/tenancy-tree.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";
import { OPERATOR_PASSWORD, stands } from "./walks.js";

const ROWS = "tbody tr[data-row]";
const DOMAIN = "boatyard.example";
const LIST = `/d/${DOMAIN}/who-sends?view=allowed`;
const ALLOWED = `{ authorizations(filter: { addressDomain: "${DOMAIN}", states: [AUTHORIZED] }, first: 200) { totalCount edges { node { id } } } }`;
const GRANT =
  "mutation ($input: GrantAuthorizationsInput!) { grantAuthorizations(input: $input) { authorizations { id } } }";
/** Of one transaction of a job. */
const CHUNK = 200;

async function allowedIn(api: TestApi): Promise<{ totalCount: number; ids: string[] }> {
  type Found = { authorizations: { totalCount: number; edges: { node: { id: string } }[] } };
  const { authorizations } = await api.succeed<Found>(OPERATOR, ALLOWED);
  return { totalCount: authorizations.totalCount, ids: authorizations.edges.map(({ node }) => node.id) };
}

async function grantMany(api: TestApi, count: number, name: string): Promise<void> {
  const { globalId: accountId } = await api.database.reader.findOneByOrFail(Account, { address: `ben@${DOMAIN}` });
  const items = Array.from({ length: count }, (_, index) => ({ accountId, address: `${name}-${index}@${DOMAIN}` }));
  await api.succeed(OPERATOR, GRANT, { input: { idempotencyKey: name, items } });
}

/** Everything that the list finds, by the keys alone. */
async function withdrawAll(page: Page, count: number): Promise<void> {
  await stands(page, ROWS);
  await page.locator("tbody .cb").first().check();
  await page.focus(".bulk .tx");
  await page.keyboard.press("Enter");
  await page.locator(".bulk .btn").first().focus();
  await page.keyboard.press("Enter");
  await page.fill("[role=dialog] input[name=typed-number]", String(count));
  await page.focus("[role=dialog] .harmfill");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".jobbar");
}

const triedIn = (page: Page) => page.getAttribute(".jobbar", "value");

export function jobsCases(world: () => OpenedWorld): void {
  it("withdraws much by a worker: with progress, found again, and stopped where it is", async () => {
    const { api, browser, url } = world();
    await grantMany(api, 250, "stopped");
    const { totalCount } = await allowedIn(api);
    const { page, complaints } = await signIn(browser, url, LIST, "admin", OPERATOR_PASSWORD);
    await withdrawAll(page, totalCount);
    expect(await triedIn(page)).toBe("0");
    expect((await allowedIn(api)).totalCount).toBe(totalCount);
    await workOnBatchJobs(api.services, callBatch);
    await page.waitForSelector(`.jobbar[value="${CHUNK}"]`);
    await page.goto(`${url}/console/p/domains`);
    await page.waitForSelector(`.jobbar[value="${CHUNK}"]`);
    const faults = await faultsOf(page, "job-under-way");
    await page.focus(".note.wait .btn");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".note.over");
    expect(await workOnBatchJobs(api.services, callBatch)).toBe(false);
    expect((await allowedIn(api)).totalCount).toBe(totalCount - CHUNK);
    faults.push(...(await faultsOf(page, "job-stopped")));
    // Whoever stopped it stands on what dismisses it.
    await page.keyboard.press("Enter");
    await page.waitForSelector(".note.over", { state: "detached" });
    await page.reload();
    await stands(page, ROWS);
    expect(await page.locator(".note.over, .jobbar").count()).toBe(0);
    expect([...faults, ...complaints]).toEqual([]);
  }, 120_000);

  it("says in the end what of it was refused, and why, and shows the list as it is by then", async () => {
    const { api, browser, url } = world();
    await grantMany(api, 250, "refused");
    const { totalCount, ids } = await allowedIn(api);
    const { page, complaints } = await signIn(browser, url, LIST, "admin", OPERATOR_PASSWORD);
    await withdrawAll(page, totalCount);
    // What is gone by the time its turn comes.
    await api.database.write((tx) => tx.manager.delete(Authorization, { id: innerIdOf(ids[0] ?? "") }));
    while (await workOnBatchJobs(api.services, callBatch));
    await page.waitForSelector(".note.act");
    await page.waitForSelector(ROWS, { state: "detached" });
    await page.focus(".note.act .tx");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".note.act li");
    expect(await page.locator(".note.act li .num").allTextContents()).toEqual(["1"]);
    const faults = await faultsOf(page, "job-refused");
    expect((await allowedIn(api)).totalCount).toBe(0);
    await page.click(".note.act .acts .btn");
    expect([...faults, ...complaints]).toEqual([]);
  }, 120_000);
}
