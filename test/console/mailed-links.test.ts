import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD } from "../graphql/access-people.js";
import { launchBrowser, newPerson } from "../support/browser.js";
import { ACTS, linkOfRefusal } from "./mailed-acts.js";
import { CONTROLS, type Control, type LinkKind } from "./mailed-controls.js";
import { type ArrivedMail, type MailedWorld, openMailedWorld } from "./mailed-world.js";

/** Who signs in with what, by the mailbox that a mail came to; whoever else gets one has no sign-in here. */
const LOGINS: Readonly<Record<string, string>> = {
  "operator@north.test": "operator",
  "reseller@north.test": "reseller",
  "admin@north.test": "admin",
  "southern@south.test": "southern",
  "user@north.test": "user@north.test",
};
/** Somebody who gets none of these mails but those about their own domains. */
const STRANGER = "southern";
const OWNER = "an owner";

describe("the links of mails and refusals", () => {
  let world: MailedWorld;
  let browser: Browser;
  const pages = new Map<string, Page>();
  const walked = new Set<string>();
  const faults: string[] = [];

  beforeAll(async () => {
    [world, browser] = await Promise.all([openMailedWorld(), launchBrowser()]);
  }, 120_000);
  afterAll(() => browser?.close());

  async function pageOf(person: string): Promise<Page> {
    const known = pages.get(person);
    if (known !== undefined) return known;
    const page = await (await newPerson(browser)).newPage();
    pages.set(person, page);
    return page;
  }

  /** The link in the browser of a person, who signs in where they are asked to. */
  async function open(person: string, link: string): Promise<Page> {
    const page = await pageOf(person);
    const response = await page.goto(link);
    if (response?.status() !== 200) faults.push(`${link} answers ${response?.status()}`);
    if (person === OWNER) return page;
    const [form, name] = [page.locator("input[name=username]"), page.locator("header .who")];
    await form.or(name).first().waitFor();
    if (await form.isVisible()) {
      await form.fill(person);
      await page.fill("input[name=password]", PASSWORD);
      await page.click("button[type=submit]");
    }
    await name.waitFor();
    return page;
  }

  /** People look at the same time, each at one page after the other. */
  const busy = new Map<string, Promise<void>>();

  function inTurn(person: string, look: () => Promise<void>): void {
    busy.set(person, (busy.get(person) ?? Promise.resolve()).then(look));
  }

  function follow({ template, to, links }: ArrivedMail): void {
    for (const link of links) {
      const kind = kindOf(link);
      const isOfConsole = link.startsWith(`${world.url}/console`);
      const person = isOfConsole ? LOGINS[to] : OWNER;
      const step = `${template} to ${kind} as ${person}`;
      const control = CONTROLS[template][kind];
      if (person === undefined || control === undefined) faults.push(`${step}: nobody knows what for, ${to}`);
      else if (!walked.has(step)) inTurn(person, () => findControl({ step, person, link, control }));
      if (isOfConsole && person !== STRANGER && !walked.has(`${kind} of strangers`)) {
        inTurn(STRANGER, () => seesNothing(link));
        walked.add(`${kind} of strangers`);
      }
      walked.add(step).add(`${template} ${kind}`);
    }
  }

  async function findControl(way: { step: string; person: string; link: string; control: Control }): Promise<void> {
    const page = await open(way.person, way.link);
    const found = await way
      .control(page)
      .first()
      .waitFor()
      .catch(() => "missed");
    if (found !== undefined) faults.push(`${way.step}: no such control on ${page.url()}\n${await mainOf(page)}`);
  }

  /** What is about somebody else is not there; where nothing is named, a page of one's own has nothing of others. */
  async function seesNothing(link: string): Promise<void> {
    const page = await open(STRANGER, link);
    const isNamed = /[?&](domain|account)=/.test(link);
    const isNotTheirs = page.locator("main h1", { hasText: "You cannot see this page" });
    await (isNamed ? isNotTheirs : page.locator("main h1"))
      .first()
      .waitFor()
      .catch(() => undefined);
    const shown = await mainOf(page);
    if (isNamed ? !(await isNotTheirs.isVisible()) : /north/.test(shown))
      faults.push(`${link} shows a stranger ${shown}`);
  }

  it("each lead whoever gets them to something that they can do, and nobody else", async () => {
    for (const act of ACTS) {
      await act(world);
      for (const mail of await world.arrived()) {
        walked.add(mail.template);
        follow(mail);
      }
      // The next act may change what they look at.
      await Promise.all(busy.values());
    }
    expect(faults).toEqual([]);
    const kinds = Object.entries(CONTROLS).flatMap(([template, controls]) => [
      template,
      ...Object.keys(controls).map((kind) => `${template} ${kind}`),
    ]);
    expect(kinds.filter((kind) => !walked.has(kind))).toEqual([]);
  }, 300_000);

  it("of a refusal lets its reader ask, and says so where another mailbox of theirs is signed in", async () => {
    const link = await linkOfRefusal(world, "wanted@elsewhere.test");
    const page = await open(world.tree.south.account.address, link);
    await page.locator("main form").getByRole("button", { name: "Ask the owner" }).waitFor();
    expect(await page.inputValue("input[name=address]")).toBe("wanted@elsewhere.test");
    const notice = /This link is about/;
    expect(await page.getByText(notice).count()).toBe(0);
    const elsewhere = await open(world.tree.north.account.address, link);
    await elsewhere.locator("main form section").getByText("This link is about user@south.test").waitFor();
  }, 60_000);
});

function kindOf(link: string): LinkKind {
  const [first = "", second = "console"] = new URL(link).pathname.split("/").slice(1);
  const kind = first === "console" ? second : first;
  return (kind === "u" ? "unsubscribe" : kind) as LinkKind;
}

async function mainOf(page: Page): Promise<string> {
  return (await page.locator("main").first().innerText()).slice(0, 600);
}
