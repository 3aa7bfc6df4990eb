import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { required } from "../../src/kernel/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { LANGUAGES } from "../../src/texts/index.js";
import { createTenants } from "../graphql/tenancy-tree.js";
import { openMailbox } from "../graphql/verification-mailbox.js";
import { startTestApi, testConfiguration } from "../support/api.js";
import { launchBrowser } from "../support/browser.js";
import { headingOf, isHeadingInFocus } from "../support/heading-of.js";
import { sampleMail, sampleMails, sampleVariants } from "../support/mails.js";
import { movableClock } from "../support/outbox.js";
import { collectPageStates, type PageState } from "../support/page-states.js";
import { requireProgram } from "../support/system-parts.js";
import { asWordShows } from "../support/word-engine.js";

/** `npm run pictures` writes a picture of everything there, in all languages, and sheets of many; a folder outside git. */
const FOLDER = process.env.PICTURES;
const WIDTHS = [320, 390, 820, 1_280] as const;
const SCHEMES = ["light", "dark"] as const;
const OFF = { enabled: false };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe("what people see", () => {
  const seen = new Map<string, readonly PageState[]>();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const clock = movableClock();
    const api = await startTestApi("SQLite", clock);
    const world = { api, tenants: await createTenants(api), mailbox: openMailbox(api), clock };
    for (const language of LANGUAGES) {
      seen.set(language, [...(await collectPageStates(world, language)), ...mailsIn(language)]);
    }
    browser = await launchBrowser();
    page = await browser.newPage();
  }, 120_000);

  afterAll(() => browser?.close());

  it("is a page in the reader's language, with a title and one heading, in every state", () => {
    for (const [language, states] of seen) {
      expect(new Set(states.map(({ name }) => name)).size).toBe(states.length);
      for (const { name, body, status } of states) {
        expect([name, status < 500, body.includes(`<html lang="${language}">`)]).toEqual([name, true, true]);
        expect([name, body.match(/<h1/g)?.length, /<title>[^<]+</.test(body)]).toEqual([name, 1, true]);
      }
    }
    const names = [...seen.values()].map((states) => states.map(({ name, status }) => `${name} ${status}`));
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
  });

  it("says the result of each press in its title and in the heading, which has the focus", () => {
    for (const [language, states] of seen) {
      for (const { name, body, isPressed } of states.filter(({ name }) => !name.startsWith("mail "))) {
        const title = /<title>([^<]+)</.exec(body)?.[1];
        expect([language, name, headingOf(body)]).toEqual([language, name, title]);
        expect([language, name, isHeadingInFocus(body)]).toEqual([language, name, isPressed]);
      }
    }
  });

  it("came about without scripts and cookies, and has the same page in each other language", () => {
    for (const [language, states] of seen) {
      for (const { name, body, setsCookies } of states.filter(({ name }) => !/^(mail |console)/.test(name))) {
        expect([name, setsCookies, /<script|\son[a-z]+=/.test(body)]).toEqual([name, false, false]);
        // Digits that stand on one page alone would be lost by the way to another.
        if (/^owner-(mailed|ends-links)$/.test(name)) continue;
        const others = [...body.matchAll(/hreflang="(\w+)"/g)].map(([, code]) => code);
        expect([name, others]).toEqual([name, LANGUAGES.filter((code) => code !== language)]);
      }
    }
  });

  it("ends no line of a paragraph within a word like E-Mail", () => {
    const broken: string[] = [];
    for (const [language, states] of seen) {
      for (const { name, body } of states.filter(({ name }) => !/^(mail|console)/.test(name))) {
        const paragraphs = [...body.matchAll(/<(p|h1)\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , content = ""]) => content);
        const loose = paragraphs.map((each) => each.replace(/<(span|bdi) [^>]*together[^>]*>[^<]*<\/\1>/g, ""));
        broken.push(...loose.filter((each) => /\be-mail/i.test(each)).map((each) => `${language} ${name}: ${each}`));
      }
    }
    expect(broken).toEqual([]);
  });

  it.each(LANGUAGES)(
    "has nothing that axe finds, in %s",
    async (language) => {
      const faults: string[] = [];
      await page.emulateMedia({ colorScheme: "light" });
      for (const { name, body } of seen.get(language) ?? []) {
        await page.setContent(body);
        // Half a megabyte of script, which stays where a page is written over another.
        if (await page.evaluate<boolean>("typeof axe === 'undefined'")) await page.evaluate(AXE);
        await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
        // The landmarks round a mail are those of the program that shows it.
        const landmarks = name.startsWith("mail ") ? { region: OFF, "landmark-one-main": OFF } : {};
        // What the dark scheme changes is contrast, and that no language does.
        const isFirst = language === LANGUAGES[0];
        const rules = { ...landmarks, "color-contrast": { enabled: isFirst } };
        faults.push(...(await axeFinds({ rules })).map((fault) => `${name}: ${fault}`));
        if (!isFirst) continue;
        await page.emulateMedia({ colorScheme: "dark" });
        faults.push(...(await axeFinds({ runOnly: ["color-contrast"] })).map((fault) => `${name} dark: ${fault}`));
        await page.emulateMedia({ colorScheme: "light" });
      }
      expect(faults).toEqual([]);
    },
    240_000,
  );

  function axeFinds(run: object): Promise<string[]> {
    return page.evaluate(
      `axe.run(${JSON.stringify({ ...run, resultTypes: ["violations"] })}).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html)))`,
    );
  }

  /** A window in the window: its width changes without everything being drawn anew at each. */
  async function openFrame(): Promise<Frame> {
    await page.setContent('<!doctype html><iframe style="border: 0; height: 900px"></iframe>');
    return required(await (await page.waitForSelector("iframe")).contentFrame());
  }

  it.each(LANGUAGES)(
    "is nowhere wider than its box, in %s",
    async (language) => {
      const faults: string[] = [];
      const frame = await openFrame();
      for (const { name, body } of seen.get(language) ?? []) {
        await frame.setContent(body);
        await frame.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
        const found = await frame.evaluate<string[]>(WIDER_AT_EACH_WIDTH);
        faults.push(...found.map((fault) => `${name} at ${fault}`));
      }
      expect(faults).toEqual([]);
    },
    240_000,
  );

  it("has buttons one can hit and a card of its width in mails under Word's engine", async () => {
    await page.setViewportSize({ width: 1_280, height: 900 });
    for (const { name, body } of mailsIn("de")) {
      await page.setContent(asWordShows(body));
      const [card, ...buttons] = await page.evaluate<number[]>(
        "[document.querySelector('td.card').offsetWidth, ...[...document.querySelectorAll('td[bgcolor]')].map((each) => each.offsetHeight)]",
      );
      // A record for DNS, which must be copied whole, may take more.
      expect([name, required(card) >= 580 && required(card) <= 640]).toEqual([name, true]);
      for (const height of buttons) expect([name, height >= 36]).toEqual([name, true]);
    }
  }, 60_000);

  it("is readable in lynx, which chooses no answer by itself", async () => {
    const lynx = requireProgram("lynx", "/usr/bin/lynx");
    for (const { name, body } of seen.get("en")?.filter(({ name }) => !name.startsWith("mail ")) ?? []) {
      const running = promisify(execFile)(lynx, ["-dump", "-nolist", "-stdin", "-force_html", "-width=80"]);
      running.child.stdin?.end(body);
      const { stdout } = await running;
      const title = /<title>([^<]+)</.exec(body)?.[1] ?? "";
      const words = (text: string) => text.replace(/&[#\w]+;|[^\p{L}\p{N}]+/gu, "");
      expect([name, words(stdout).includes(words(title))]).toEqual([name, true]);
      expect([name, /\(\*\)|\[X\]/.test(stdout)]).toEqual([name, false]);
    }
  }, 60_000);

  if (FOLDER !== undefined) it("is photographed", async () => photograph(browser, seen, FOLDER), 1_800_000);
});

function mailsIn(language: string): PageState[] {
  const whole = Object.keys(sampleMails).map((template) => [template, sampleMail(template)] as const);
  const variants = Object.entries(sampleVariants).map(([name, [template, change]]) => {
    const sample = sampleMail(template);
    return [name, { ...sample, parameters: { ...sample.parameters, ...change } }] as const;
  });
  return [...whole, ...variants].map(([name, mail]) => {
    const { html } = renderMail({ ...mail, language }, testConfiguration());
    return { name: `mail ${name}`, status: 200, body: html, isPressed: false, setsCookies: false };
  });
}

/** Elements that reach beyond their parents, or hold more than they show; the innermost of each. */
const WIDER_THAN_THEIR_BOX = `[...document.body.querySelectorAll("*")].filter((each) => {
  const { right, width } = each.getBoundingClientRect();
  if (width === 0 || each.closest("svg")) return false;
  const parent = each.parentElement.getBoundingClientRect();
  const isInline = getComputedStyle(each.parentElement).display === "inline";
  return right > innerWidth + 1 || (!isInline && right > parent.right + 1) ||
    (each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1);
}).filter((each, _, all) => !all.some((other) => other !== each && each.contains(other)))
  .map((each) => each.outerHTML.slice(0, 120))`;

/** The same in a frame that is given each width. */
const WIDER_AT_EACH_WIDTH = `${JSON.stringify(WIDTHS)}.flatMap((width) => {
  frameElement.style.width = width + "px";
  return innerWidth === width
    ? ${WIDER_THAN_THEIR_BOX}.map((fault) => width + ": " + fault)
    : [width + ": is " + innerWidth + " wide"];
})`;

const DEVICES = { phone: { width: 390, height: 844 }, desktop: { width: 1_280, height: 900 } } as const;
const PER_SHEET = { phone: 10, desktop: 6 } as const;

/** A folder for each language, device and scheme, mails as Word shows them, and beside each sheets that show many at once. */
async function photograph(
  browser: Browser,
  seen: ReadonlyMap<string, readonly PageState[]>,
  folder: string,
): Promise<void> {
  for (const [language, states] of seen) {
    for (const device of ["phone", "desktop"] as const) {
      for (const colorScheme of SCHEMES) {
        const context = await browser.newContext({ viewport: DEVICES[device], colorScheme });
        await take(
          await context.newPage(),
          states,
          join(folder, `${language}-${device}-${colorScheme}`),
          PER_SHEET[device],
        );
        await context.close();
      }
    }
    const mails = states.filter(({ name }) => name.startsWith("mail "));
    const inWord = mails.map((mail) => ({ ...mail, body: asWordShows(mail.body) }));
    await take(
      await browser.newPage({ viewport: DEVICES.desktop }),
      inWord,
      join(folder, `${language}-word`),
      PER_SHEET.desktop,
    );
  }
}

async function take(page: Page, states: readonly PageState[], folder: string, perSheet: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const pictures: { name: string; data: string }[] = [];
  for (const [index, { name, body }] of states.entries()) {
    await page.setContent(body);
    const picture = await page.screenshot({ fullPage: true });
    writeFileSync(join(folder, `${String(index).padStart(2, "0")}-${name.replace(" ", "-")}.png`), picture);
    pictures.push({ name, data: picture.toString("base64") });
  }
  const size = page.viewportSize();
  await page.setViewportSize({ width: 2_000, height: 900 });
  for (let start = 0; start < pictures.length; start += perSheet) {
    const shown = pictures.slice(start, start + perSheet);
    await page.setContent(`<body style="background:#888;margin:8px;display:grid;gap:8px;align-items:start;font:14px sans-serif;
      grid-template-columns:repeat(${Math.ceil(perSheet / 2)},1fr)">${shown
        .map(
          ({ name, data }) =>
            `<div>${name}<img style="width:100%;display:block" src="data:image/png;base64,${data}"></div>`,
        )
        .join("")}</body>`);
    const sheet = await page.screenshot({ fullPage: true });
    writeFileSync(`${folder}-sheet-${String(start / perSheet + 1).padStart(2, "0")}.png`, sheet);
  }
  if (size !== null) await page.setViewportSize(size);
}
