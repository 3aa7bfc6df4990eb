import type { Page } from "playwright-core";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import type { Look } from "./main-work-cases.js";

/** Somebody of the samples, and the screens that they go through after the first. */
export interface Walk {
  readonly login: string;
  readonly password: string;
  /** Path of the scope that is theirs. */
  readonly scope: string;
  /** The screens below it, the first one first, with something that each has when it stands. */
  readonly screens: readonly (readonly [path: string, sign: string])[];
  /** The paths of those whose look no other test, and no other walk, tries. */
  readonly lookedAt: readonly string[];
}

const FIGURES = "dl.figs";
/** With the moment that they are of. */
const FIGURES_OF_WEEK = "dl.figs + .asof";
const ROWS = "tbody tr:not(.skelrow)";
const STEPS = ".stepfields";

export const OPERATOR_PASSWORD = "a password of the tests";

export const OPERATORS_WALK: Walk = {
  login: "admin",
  password: OPERATOR_PASSWORD,
  scope: "/p",
  screens: [
    ["", FIGURES_OF_WEEK],
    ["/domains", ROWS],
    ["/readiness", FIGURES],
    ["/schedule", STEPS],
    ["/gateways", ROWS],
  ],
  lookedAt: ["", "/readiness", "/schedule"],
};

export const RESELLERS_WALK: Walk = {
  login: "alpine",
  password: DEMO_PASSWORD,
  scope: "/r/alpine",
  screens: [
    ["", FIGURES_OF_WEEK],
    ["/domains", ROWS],
    ["/readiness", FIGURES],
    ["/schedule", STEPS],
  ],
  lookedAt: ["", "/domains"],
};

export const DOMAINS_WALK: Walk = {
  login: "bakery-admin",
  password: DEMO_PASSWORD,
  scope: "/d/bakery.example",
  screens: [
    ["", FIGURES_OF_WEEK],
    ["/readiness", FIGURES],
    ["/schedule", STEPS],
    ["/mailboxes", ROWS],
  ],
  lookedAt: ["", "/readiness"],
};

export const USERS_WALK: Walk = {
  login: "anna@bakery.example",
  password: DEMO_PASSWORD,
  scope: "/me",
  screens: [["/senders", "tbody bdi"]],
  lookedAt: [],
};

/** From screen to screen by the navigation, as people go, without a page being loaded anew; what is wrong on them. */
export async function walkThrough(page: Page, walk: Walk, faultsOf: Look): Promise<string[]> {
  const faults: string[] = [];
  for (const [path, sign] of walk.screens) {
    await goTo(page, walk, path);
    await stands(page, sign);
    if (walk.lookedAt.includes(path)) faults.push(...(await faultsOf(page, `${walk.login}${path.replace("/", "-")}`)));
  }
  return faults;
}

export function goTo(page: Page, { scope }: Walk, path: string): Promise<void> {
  return page.locator(`nav.nav a[href="/console${scope}${path}"]`).click();
}

/** The screen has what it asked for. */
export async function stands(page: Page, sign: string): Promise<void> {
  await page.locator(`main ${sign}`).first().waitFor();
  await page.locator(".skelrow").first().waitFor({ state: "detached" });
}
