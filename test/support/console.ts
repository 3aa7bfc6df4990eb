import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { createFirstOperator } from "../../src/access/index.js";
import { createApi } from "../../src/app/index.js";
import { atBeginningOfStory, makeDemo } from "../../src/cli/demo/make-demo.js";
import { startTestApi, type TestApi } from "./api.js";
import { newPerson } from "./browser.js";
import { atEndOfFile } from "./end-of-file.js";
import type { EngineName } from "./engines.js";
import { buildProgram } from "./mayfrom-process.js";
import { goingClock, type MovableClock } from "./outbox.js";
import { freePort } from "./ports.js";

const FOLDER = process.env.PICTURES;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [320, 390, 820, 1_024, 1_280, 1_440, 1_920] as const;
const SETTLES_WITHIN_MS = 5_000;
const DESKTOP = { width: 1_280, height: 900 };

export interface OpenedConsole {
  readonly api: TestApi;
  readonly url: string;
  readonly clock: MovableClock;
}

/** The console as it is built, in front of the sample tenants, at an address of this machine. */
export async function openConsole(engine: EngineName): Promise<OpenedConsole> {
  buildProgram();
  const clock = goingClock();
  const api = await startTestApi(engine, clock);
  const url = `http://127.0.0.1:${await freePort()}`;
  const services = {
    ...api.services,
    revocationWaitMs: 200,
    configuration: { ...api.services.configuration, publicUrl: url },
  };
  await createFirstOperator(atBeginningOfStory(services), "a password of the tests");
  await makeDemo(services);
  const app = await createApi(services);
  atEndOfFile(() => app.close());
  await app.listen({ host: "127.0.0.1", port: Number(new URL(url).port) });
  return { api: { ...api, services }, url, clock };
}

/** Octets of compressed script that the first page asks for, before anything is loaded when it is wanted. */
export function firstLoad(): number {
  const folder = new URL("../../dist/console/", import.meta.url);
  const read = (name: string) => readFileSync(new URL(name, folder));
  const manifest = new Map<string, { file: string; imports?: string[] }>(
    Object.entries(JSON.parse(read("manifest.json").toString())),
  );
  const files = new Set<string>();
  const add = (name: string) => {
    const entry = manifest.get(name);
    if (entry === undefined || files.has(entry.file)) return;
    files.add(entry.file);
    for (const each of entry.imports ?? []) add(each);
  };
  add("src/main.tsx");
  return [...files].reduce((octets, file) => octets + read(`${file}.gz`).length, 0);
}

export interface ConsolePage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser refused, and errors of scripts. */
  readonly complaints: string[];
}

/** By who they are at which console: a browser that has signed in goes on to the next test of its file. */
const kept = new WeakMap<Browser, Map<string, ConsolePage>>();

/**
 * A person's browser that has signed in, on the page that a link named: the one of an earlier test where there is one.
 * The sign-in and the first load of the scripts would take longer than most tests.
 */
export async function signIn(
  browser: Browser,
  url: string,
  path: string,
  login: string,
  password: string,
): Promise<ConsolePage> {
  const people = kept.get(browser) ?? new Map<string, ConsolePage>();
  kept.set(browser, people);
  const who = `${login} ${url}`;
  const known = people.get(who);
  if (known !== undefined && (await goesOn(known, `${url}/console${path}`))) return known;
  const entered = await signInAnew(browser, url, path, login, password);
  people.set(who, entered);
  return entered;
}

/** Whether its session does; the test that it was left by may have been about to renew it. */
async function goesOn({ page, complaints }: ConsolePage, address: string): Promise<boolean> {
  if (page.isClosed()) return false;
  complaints.length = 0;
  await page.goto(address);
  await page.waitForSelector("header .who, input[name=password]");
  return (await page.locator("input[name=password]").count()) === 0;
}

/** The same in a browser of its own: for tests of the sign-in and the session, and for two browsers of one person. */
export async function signInAnew(
  browser: Browser,
  url: string,
  path: string,
  login: string,
  password: string,
): Promise<ConsolePage> {
  const context = await newPerson(browser, { viewport: DESKTOP });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // An answer of 401 is how a wrong password is refused.
    if (message.type() === "error" && !message.text().includes("401")) complaints.push(message.text());
  });
  await page.goto(`${url}/console${path}`);
  await page.fill("input[name=username]", login);
  await page.fill("input[name=password]", password);
  await page.click("button[type=submit]");
  await page.waitForSelector("header .who");
  return { page, context, complaints };
}

/**
 * After each test. A page that is left open goes on asking for news, and every later test waits for it: browsers that
 * have signed in leave theirs and forget what they have kept of it, and the others are closed.
 */
export async function leavePages(browser: Browser): Promise<void> {
  const people = [...(kept.get(browser)?.values() ?? [])];
  const isKept = (context: BrowserContext) => people.some((each) => each.context === context);
  await Promise.all([
    ...people.map(({ page }) => leave(page)),
    ...browser
      .contexts()
      .filter((each) => !isKept(each))
      .map((each) => each.close()),
  ]);
}

async function leave(page: Page): Promise<void> {
  if (page.isClosed() || page.url() === "about:blank") return;
  await page.evaluate("localStorage.clear(); sessionStorage.clear()");
  await page.goto("about:blank");
}

/** What axe finds, light and dark, and what is wider than its box at each width; a picture of each where one is wanted. */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  // Half a megabyte of script: once a page.
  if (await page.evaluate<boolean>("typeof axe === 'undefined'")) await page.evaluate(AXE);
  // A dialog has its name a moment after it stands.
  await page.waitForFunction(
    "[...document.querySelectorAll('[role=dialog]')].every((each) => each.ariaLabel ?? each.getAttribute('aria-labelledby'))",
  );
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // All rules once; what another scheme changes is contrast.
    const run = colorScheme === "light" ? {} : { runOnly: ["color-contrast"] };
    const found = await page.evaluate<string[]>(
      `axe.run(${JSON.stringify({ ...run, resultTypes: ["violations"] })}).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html)))`,
    );
    faults.push(...found.map((fault) => `${name} ${colorScheme}: ${fault}`));
    if (FOLDER !== undefined) await photograph(page, FOLDER, `${name}.desktop-${colorScheme}`);
  }
  const currents = await page.evaluate<string[]>(SEVERAL_CURRENT);
  faults.push(...currents.map((fault) => `${name}: several are current in ${fault}`));
  const joined = await page.evaluate<string[]>(JOINED_TO_A_CHIP);
  faults.push(...joined.map((fault) => `${name}: words touch the chip before them: ${fault}`));
  faults.push(...(await faultsAtEachWidth(page)).map((fault) => `${name} at ${fault}`));
  if (FOLDER !== undefined) {
    await page.setViewportSize({ width: 390, height: 844 });
    await photograph(page, FOLDER, `${name}.phone-dark`);
    await page.setViewportSize(DESKTOP);
  }
  await page.emulateMedia({ colorScheme: "light" });
  return faults;
}

/** Kept for as long as their page: what one has commanded ends with it. */
const sessions = new WeakMap<Page, CDPSession>();

/** By the browser's own command: the driver's waits until each width is drawn, which takes longer than to lay it out. */
async function faultsAtEachWidth(page: Page): Promise<string[]> {
  const client = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, client);
  const resize = async (size: { width: number; height: number }) => {
    await client.send("Emulation.setDeviceMetricsOverride", { ...size, deviceScaleFactor: 1, mobile: false });
    await page.evaluate(`(async () => {
      while (innerWidth !== ${size.width}) await new Promise((next) => setTimeout(next, 5));
    })()`);
  };
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await resize({ width, height: 844 });
    faults.push(...(await widerOnceSettled(page)).map((fault) => `${width}: ${fault}`));
    const nameless = await page.evaluate<string[]>(MOMENTS_WITHOUT_NAME);
    faults.push(...nameless.map((fault) => `${width}: nobody knows of what this is the time: ${fault}`));
  }
  await resize(DESKTOP);
  return faults;
}

/** What hangs on a button, as a menu does, follows another width some frames later: only what stays is a fault. */
async function widerOnceSettled(page: Page): Promise<string[]> {
  const until = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const found = await page.evaluate<string[]>(WIDER_THAN_THEIR_BOX);
    if (found.length === 0 || Date.now() > until) return found;
    await page.waitForTimeout(50);
  }
}

async function photograph(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Of a navigation one place is where the reader is. */
const SEVERAL_CURRENT = `[...document.querySelectorAll("nav")]
  .filter((each) => each.querySelectorAll("[aria-current]").length > 1).map((each) => each.outerHTML.slice(0, 400))`;

/** What stands beside a chip, in its line, begins at a distance from it. */
const JOINED_TO_A_CHIP = `[...document.querySelectorAll(".chip + *")].filter((each) => {
  const [chip, next] = [each.previousElementSibling.getBoundingClientRect(), each.getBoundingClientRect()];
  return next.width > 0 && next.top < chip.bottom && next.bottom > chip.top && Math.abs(next.left - chip.right) < 3;
}).map((each) => each.outerHTML.slice(0, 160))`;

/**
 * Where rows are cards, a date alone says nothing: beside what begins its row, as in a feed, the column's name stands
 * before it.
 */
const MOMENTS_WITHOUT_NAME = `[...document.querySelectorAll(".stack td:not(:first-child) > time:only-child")]
  .filter((each) => each.parentElement.textContent === each.textContent && each.getBoundingClientRect().width > 0)
  .filter(({ parentElement }) => getComputedStyle(parentElement).display !== "table-cell")
  .filter(({ parentElement }) => getComputedStyle(parentElement, "::before").content === "none")
  .map((each) => each.parentElement.outerHTML.slice(0, 160))`;

/**
 * Elements that reach beyond the window or their parent; what scrolls for itself, and what only a screen reader has,
 * may. Asked of the few that do: whether somebody sees them is dear.
 */
const WIDER_THAN_THEIR_BOX = `(() => {
  const isHidden = (each) => each !== null && (getComputedStyle(each).clipPath === "inset(50%)" || isHidden(each.parentElement));
  const isOut = (each) => {
    const { right, width } = each.getBoundingClientRect();
    if (width === 0) return false;
    if (right > innerWidth + 1 || (each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)) return true;
    return right > each.parentElement.getBoundingClientRect().right + 1 &&
      getComputedStyle(each.parentElement).display !== "inline" && getComputedStyle(each).position !== "fixed";
  };
  return [...document.body.querySelectorAll("*")]
    .filter((each) => isOut(each) && !each.closest("svg, .vh, .skip, .views, .tabs1, .tw") && !isHidden(each))
    .filter((each, _, all) => !all.some((other) => other !== each && each.contains(other)))
    .map((each) => each.outerHTML.slice(0, 160));
})()`;
