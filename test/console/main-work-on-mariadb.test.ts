import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { launchBrowser } from "../support/browser.js";
import { leavePages, type OpenedConsole, openConsole } from "../support/console.js";
import { mainWorkCases } from "./main-work-cases.js";

/** Looked at on SQLite: each page would take longer than all that is done on it. */
const NO_LOOK = async () => [];

describe("the main work of each person on MariaDB", () => {
  let opened: OpenedConsole & { readonly browser: Browser };

  beforeAll(async () => {
    const [world, browser] = await Promise.all([openConsole("MariaDB"), launchBrowser()]);
    opened = { ...world, browser };
  }, 300_000);
  afterEach(() => leavePages(opened.browser));
  afterAll(() => opened?.browser.close());

  mainWorkCases(() => opened, NO_LOOK);
});
