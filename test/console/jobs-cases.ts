import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { callBatch } from "../../src/app/api.js";
import { Authorization, Identity } from "../../src/authorizations/index.js";
import { workOnBatchJobs } from "../../src/batch-jobs/index.js";
import { insertRows } from "../../src/database/index.js";
import { newIdentifier, newInstance } from "../../src/kernel/index.js";
import { Account, Domain } from "../../src/tenancy/index.js";
import { Approval, ApprovalState } from "../../src/verification/approval.entity.js";
import { innerIdOf } from "../graphql/tenancy-tree.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import { askForAddresses } from "../support/asked-address.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";
import { OPERATOR_PASSWORD, stands } from "./walks.js";

const ROWS = "tbody tr[data-row]";
const DOMAIN = "boatyard.example";
const LIST = `/d/${DOMAIN}/who-sends?view=allowed`;
const ALLOWED = `{ authorizations(filter: { addressDomain: "${DOMAIN}", states: [AUTHORIZED] }, first: 200) { totalCount edges { node { id } } } }`;
const GRANT =
  "mutation ($input: GrantAuthorizationsInput!) { grantAuthorizations(input: $input) { authorizations { id } } }";
const REFUSE = "mutation ($input: ApprovalSelectionInput!) { refuseAuthorizations(input: $input) { count } }";
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
    expect(await page.textContent(".note.act li li bdi")).toBe(ids[0]);
    const [saved] = await Promise.all([page.waitForEvent("download"), page.click(".note.act p .btn")]);
    const lines = (await readFile(await saved.path(), "utf8")).trim().split("\r\n");
    expect([lines.length, lines[1]]).toEqual([2, expect.stringMatching(new RegExp(`^1,,,.+,NOT_FOUND,${ids[0]}$`))]);
    const faults = await faultsOf(page, "job-refused");
    expect((await allowedIn(api)).totalCount).toBe(0);
    await page.click(".note.act .acts .btn");
    expect([...faults, ...complaints]).toEqual([]);
  }, 120_000);

  it("answers many requests by a worker, and says which were left out", async () => {
    const { api, browser, url } = world();
    await manyWaiting(api, 230);
    const { page, complaints } = await signIn(browser, url, `/d/${DOMAIN}/requests`, "admin", OPERATOR_PASSWORD);
    await stands(page, ROWS);
    await page.locator("tbody .cb").first().check();
    await page.click(".bulk .tx");
    await page.click(".bulk .btn.pri");
    await page.waitForSelector(".touched .num");
    const faults = await faultsOf(page, "approve-many");
    await page.click("[role=dialog] .btn.pri");
    await page.waitForSelector(".jobbar");
    expect(await page.getAttribute(".jobbar", "max")).toBe(String(await waitingIn(api)));
    // What somebody else has answered by the time its turn comes.
    const answered = `many-7@${DOMAIN}`;
    const { globalId } = await api.database.reader.findOneByOrFail(Authorization, { addressKey: answered });
    await api.succeed(OPERATOR, REFUSE, { input: { authorizationIds: [globalId] } });
    while (await workOnBatchJobs(api.services, callBatch));
    await page.waitForSelector(".note.act");
    await page.waitForSelector(ROWS, { state: "detached" });
    await page.click(".note.act .tx");
    await page.waitForSelector(".note.act li li");
    expect(await page.locator(".note.act li li bdi").allTextContents()).toEqual([answered, `ben@${DOMAIN}`]);
    faults.push(...(await faultsOf(page, "many-approved")));
    expect(await waitingIn(api)).toBe(0);
    await page.locator(".views .count", { hasText: /^0$/ }).waitFor();
    await page.click(".note.act .acts .btn");
    expect([...faults, ...complaints]).toEqual([]);
  }, 120_000);
}

async function waitingIn(api: TestApi): Promise<number> {
  const { id: domainId } = await api.database.reader.findOneByOrFail(Domain, { name: DOMAIN });
  return api.database.reader.countBy(Approval, { domainId, state: ApprovalState.WAITING });
}

/** One asked for as people do, and the others like it: no mailbox may ask for so many in a day. */
async function manyWaiting(api: TestApi, count: number): Promise<void> {
  const first = `many-0@${DOMAIN}`;
  await askForAddresses(api, `ben@${DOMAIN}`, [first]);
  await api.database.write(async (tx) => {
    const identity = await tx.manager.findOneByOrFail(Identity, { addressKey: first });
    const authorization = await tx.manager.findOneByOrFail(Authorization, { identityId: identity.id });
    const approval = await tx.manager.findOneByOrFail(Approval, { authorizationId: authorization.id });
    const copies = Array.from({ length: count - 1 }, (_, index) => {
      const address = `many-${index + 1}@${DOMAIN}`;
      const [identityId, authorizationId] = [newIdentifier(), newIdentifier()];
      return {
        identity: newInstance(Identity, { ...identity, id: identityId, address, addressKey: address }),
        authorization: newInstance(Authorization, {
          ...authorization,
          id: authorizationId,
          identityId,
          addressKey: address,
        }),
        approval: newInstance(Approval, { ...approval, id: newIdentifier(), authorizationId }),
      };
    });
    await insertRows(
      tx,
      Identity,
      copies.map((each) => each.identity),
    );
    await insertRows(
      tx,
      Authorization,
      copies.map((each) => each.authorization),
    );
    await insertRows(
      tx,
      Approval,
      copies.map((each) => each.approval),
    );
  });
}
