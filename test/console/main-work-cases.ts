import type { Browser, Page } from "playwright-core";
import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { PLATFORM_SCOPE } from "../../src/kernel/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { openMailbox } from "../graphql/verification-mailbox.js";
import { OPERATOR } from "../support/api.js";
import { newPerson } from "../support/browser.js";
import { type OpenedConsole, signIn, signInAnew } from "../support/console.js";
import {
  DOMAINS_WALK,
  goTo,
  OPERATOR_PASSWORD,
  OPERATORS_WALK,
  RESELLERS_WALK,
  stands,
  USERS_WALK,
  type Walk,
  walkThrough,
} from "./walks.js";

const MONTH_MS = 30 * 24 * 60 * 60 * 1_000;
const STATES = `query ($address: String!) { authorizations(filter: { address: $address }) { edges { node { state } } } }`;

/** What is wrong with how a screen looks; how it looks does not depend on the engine. */
export type Look = (page: Page, name: string) => Promise<string[]>;

/** What the file's `beforeAll` has opened. */
type Opened = OpenedConsole & { readonly browser: Browser };

export async function statesOfAddress(api: OpenedConsole["api"], address: string): Promise<string[]> {
  const { authorizations } = await api.succeed<{ authorizations: { edges: { node: { state: string } }[] } }>(
    OPERATOR,
    STATES,
    { address },
  );
  return authorizations.edges.map(({ node }) => node.state);
}

/** Each person's main work, from sign-in to the effect. */
export function mainWorkCases(opened: () => Opened, faultsOf: Look): void {
  const statesOf = (address: string) => statesOfAddress(opened().api, address);

  it("leads a mailbox's user from a refusal to the owner's yes", async () => {
    const { api, browser, clock, url } = opened();
    const address = "press@newspaper.test";
    const faults: string[] = [];
    const { page, complaints } = await signIn(
      browser,
      url,
      `/senders?address=${encodeURIComponent(address)}`,
      "anna@bakery.example",
      DEMO_PASSWORD,
    );
    await page.waitForSelector("input[name=address]");
    expect(await page.inputValue("input[name=address]")).toBe(address);
    faults.push(...(await faultsOf(page, "add-address")));
    await page.fill("input[name=name]", "Anna at the press");
    await page.click("form button[type=submit]");
    await page.waitForSelector(".ask");
    expect(await statesOf(address)).toEqual(["PENDING"]);

    const mail = (await openMailbox(api).deliver()).findLast(({ template }) => template.startsWith("question"));
    // An answer within seconds is taken for a program's.
    clock.advance(60_000);
    const number = (await page.textContent(".ask .n b [aria-hidden]")) ?? "";
    const owner = await (await newPerson(browser)).newPage();
    await owner.goto(`${url}/confirm/${mail?.secrets.token ?? ""}`);
    await owner.fill("input[name=number]", number);
    await owner.click("button.main");
    await owner.waitForSelector("h1[autofocus]");
    expect(await statesOf(address)).toEqual(["AUTHORIZED"]);

    await page.reload();
    const row = page.locator("tr", { hasText: address.replace("@", "") }).or(page.locator("tr", { hasText: address }));
    await row.first().waitFor();
    expect(await row.first().locator(".chip.ok").count()).toBe(1);
    faults.push(...(await faultsOf(page, "my-senders")));
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("lets a domain's administrator empty the queue, and end what was allowed", async () => {
    const { browser, url } = opened();
    const faults: string[] = [];
    const { page, complaints } = await signIn(browser, url, "/requests", "bakery-admin", DEMO_PASSWORD);
    await page.waitForSelector("tbody .cb");
    await page.locator("tbody .cb").first().check();
    faults.push(...(await faultsOf(page, "requests")));
    const first = (await page.textContent("tr.sel bdi")) ?? "";
    await page.click(".bulk .btn.pri");
    await page.waitForSelector(".note.ok");
    expect(await statesOf(first)).toEqual(["AUTHORIZED"]);
    const row = page.locator("tbody tr", { hasText: first });
    await row.waitFor({ state: "detached" });
    await page.click(".note.ok .btn:has-text('Undo')");
    await row.waitFor();
    expect(await statesOf(first)).toEqual(["PENDING"]);
    await row.locator(".cb").check();
    await page.click(".bulk .btn.pri");
    await row.waitFor({ state: "detached" });
    expect(await statesOf(first)).toEqual(["AUTHORIZED"]);

    // Minutes later, and after the page was left: beside what was answered.
    await page.goto(`${url}/console/d/bakery.example/requests?view=approved`);
    const answered = page.locator("tbody tr", { hasText: first });
    await answered.locator(".ans .btn").waitFor();
    faults.push(...(await faultsOf(page, "requests-approved")));
    await answered.locator(".ans .btn").click();
    await answered.waitFor({ state: "detached" });
    expect(await statesOf(first)).toEqual(["PENDING"]);

    await page.locator(".views a").first().click();
    await page.locator("tbody bdi", { hasText: first }).waitFor();
    await page.locator("thead .cb").check();
    const rest = await page.locator("tbody tr td:nth-child(2) bdi").allTextContents();
    await page.locator(".bulk .btn").nth(1).click();
    await page.waitForSelector("[role=dialog]");
    faults.push(...(await faultsOf(page, "refuse")));
    await page.click("[role=dialog] .harmfill");
    await page.waitForSelector(".empty");
    for (const address of rest) expect(await statesOf(address)).toEqual(["DENIED"]);
    faults.push(...(await faultsOf(page, "requests-empty")));

    await page.goto(`${url}/console/d/bakery.example/who-sends?view=allowed`);
    await page.waitForSelector("td.menu button");
    // How much of its mail would be refused is said before anything is withdrawn.
    expect(await page.textContent("tbody td.r")).toMatch(/^\d/);
    faults.push(...(await faultsOf(page, "who-sends")));
    const ended = (await page.textContent("tbody bdi")) ?? "";
    await page.locator("td.menu button").first().click();
    await page.click(".harmitem");
    await page.click("[role=dialog] .harmfill");
    // The sample gateways are no programs that could obey.
    await page.waitForSelector(".note.act");
    expect(await statesOf(ended)).toEqual(["REVOKED"]);
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("finds out from a queue id why a message was refused", async () => {
    const { api, browser, clock, url } = opened();
    const submission = {
      source: "postfix",
      login: "anna@bakery.example",
      reversePath: "sales@elsewhere.test",
      fromAddresses: [],
      at: clock.now().getTime(),
      count: 1,
      isRefused: true,
      queueId: "4bXk2L90tzJq",
      messageId: null,
    } as const;
    await api.services.database.write((tx) => recordSubmissions(tx, [submission], PLATFORM_SCOPE));
    const { page, complaints } = await signIn(browser, url, "/", "admin", OPERATOR_PASSWORD);
    await page.waitForSelector(".figs");
    await page.keyboard.press("/");
    await page.waitForSelector(".cmd input:focus");
    await page.keyboard.type("4bXk2L");
    await page.waitForSelector(".hit.on mark");
    const faults = await faultsOf(page, "search");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".rules .hit");
    expect(await page.textContent(".note .addr")).toBe("sales@elsewhere.test");
    expect(new URL(page.url()).searchParams.get("queue")).toBe("4bXk2L90tzJq");
    // The link of a log's line names the queue id alone.
    await page.goto(`${opened().url}/console/explain?queue=4bXk2L90tzJq`);
    await page.waitForSelector(".rules .hit");
    expect(new URL(page.url()).searchParams.get("login")).toBe("anna@bakery.example");
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  /** Signed in at the console's own address, where the first screen is found for them; no step that one could go back to. */
  const enter = async ({ login, password, scope, screens }: Walk) => {
    const entered = await signInAnew(opened().browser, opened().url, "/", login, password);
    const [path, sign] = screens[0] ?? ["", "h1"];
    await stands(entered.page, sign);
    expect(new URL(entered.page.url()).pathname).toBe(`/console${scope}${path}`);
    expect(await entered.page.evaluate("history.length")).toBeLessThanOrEqual(2);
    return entered;
  };

  it("leads an operator through the platform, to what is held and its release", async () => {
    const { url } = opened();
    const { page, complaints } = await enter(OPERATORS_WALK);
    const faults = await walkThrough(page, OPERATORS_WALK, faultsOf);
    await page.click(".phead button");
    await page.waitForSelector("input[name=key-name]");
    faults.push(...(await faultsOf(page, "connect-gateway")));

    await goTo(page, OPERATORS_WALK, "");
    await page.locator(".todo a", { hasText: "schedule" }).click();
    const released = page.locator(".note.act button.harm");
    await released.click();
    await page.waitForSelector("[role=dialog]");
    faults.push(...(await faultsOf(page, "release")));
    await page.click("[role=dialog] .harmfill");
    await page.waitForSelector(".note.ok");
    await released.waitFor({ state: "detached" });
    faults.push(...(await faultsOf(page, "released")));
    await page.click(".note.ok .btn:has-text('Undo')");
    await released.click();
    await page.click("[role=dialog] .harmfill");
    await released.waitFor({ state: "detached" });
    const { enforcementHolds } = await opened().api.succeed<{ enforcementHolds: { totalCount: number } }>(
      OPERATOR,
      "{ enforcementHolds(state: HELD) { totalCount } }",
    );
    expect(enforcementHolds.totalCount).toBe(0);
    await page.goto(`${url}/console/me/senders`);
    await page.waitForSelector(".empty");
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it("leads a reseller through its domains, readiness and schedule, and to nothing of the platform", async () => {
    const { url } = opened();
    const { page, complaints } = await enter(RESELLERS_WALK);
    expect(await walkThrough(page, RESELLERS_WALK, faultsOf)).toEqual([]);
    await page.goto(`${url}/console/p`);
    await page.waitForSelector(".empty");
    expect(complaints).toEqual([]);
  }, 60_000);

  it("leads a domain's administrator to a step of the schedule and to a suspended mailbox", async () => {
    const { clock } = opened();
    const { page, complaints } = await enter(DOMAINS_WALK);
    const faults = await walkThrough(page, DOMAINS_WALK, faultsOf);

    await goTo(page, DOMAINS_WALK, "/schedule");
    await page.click(".stepfields .acts button");
    await page
      .locator(".stepfield input")
      .last()
      .fill(new Date(clock.now().getTime() + MONTH_MS).toISOString().slice(0, 16));
    await page.click("form button[type=submit]");
    await page.waitForSelector(".previewed");
    faults.push(...(await faultsOf(page, "schedule-previewed")));
    const figures = await page.locator(".previewed tbody tr:first-child .strong").textContent();
    const typed = page.locator(".previewed input");
    if ((await typed.count()) === 1) await typed.fill(figures?.replace(/\D/g, "") ?? "");
    await page.click(".previewed .btn.pri");
    await page.waitForSelector(".note.ok");

    await goTo(page, DOMAINS_WALK, "/mailboxes");
    await page.locator("tbody a", { hasText: "klara" }).click();
    // The list that is left has such a body too.
    await page.waitForSelector(".phead .btn.harm");
    await stands(page, "tbody bdi");
    await page.click(".phead .btn.harm");
    await page.waitForSelector("[role=dialog]");
    await page.click("[role=dialog] .harmfill");
    await page.waitForSelector(".note.ok");
    await page.waitForSelector(".note.harm");
    faults.push(...(await faultsOf(page, "mailbox-suspended")));
    const { accounts } = await opened().api.succeed<{ accounts: { edges: { node: { state: string } }[] } }>(
      OPERATOR,
      '{ accounts(filter: { address: "klara@bakery.example" }) { edges { node { state } } } }',
    );
    expect(accounts.edges.map(({ node }) => node.state)).toEqual(["SUSPENDED"]);
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  }, 120_000);

  it("leads a mailbox's user to their senders", async () => {
    const { complaints } = await enter(USERS_WALK);
    expect(complaints).toEqual([]);
  }, 60_000);
}
