import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";
import { holdAnswers } from "./held-answers.js";
import { requireProgram } from "./system-parts.js";

/** A headless browser names itself in its user agent, and an answer of such a program is held until it is repeated. */
const PERSONS_BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36";

/** Chromium as it runs without windows: a third less work than with `--headless`. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = requireProgram("chromium-headless-shell", "/usr/bin/chromium-headless-shell");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** What is waited for on a page, before its test is out of time: then the failure names what did not come. */
const MAX_WAIT_MS = 25_000;

export async function newPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const person = await browser.newContext({
    userAgent: PERSONS_BROWSER,
    viewport: { width: 1280, height: 900 },
    // What moves is drawn again and again, and a press waits until it stands.
    reducedMotion: "reduce",
    ...options,
  });
  person.setDefaultTimeout(MAX_WAIT_MS);
  await holdAnswers(person);
  return person;
}
