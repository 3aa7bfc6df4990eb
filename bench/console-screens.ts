/**
 * What each screen of the console asks of the API when it is opened, in how many requests and statements, with the sample
 * tenants on SQLite. Every screen of `console/src` has to be in the list below. Prints the table, or writes it into
 * docs/console.md.
 *
 * node --import @swc-node/register/esm-register bench/console-screens.ts [--write]
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Kind, parse } from "graphql";
import type { Page } from "playwright-core";
import { DEMO_PASSWORD } from "../src/cli/demo/sign-ins.js";
import { launchBrowser } from "../test/support/browser.js";
import { openConsole, signIn } from "../test/support/console.js";
import { recordStatements } from "../test/support/statements.js";

const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
const FILE = new URL("../docs/console.md", import.meta.url);
const MARKS = ["<!-- begin of what bench/console-screens.ts writes -->", "<!-- end -->"] as const;
/** Nothing is under way for so long once the screen stands: what follows is news, which is asked for every five seconds. */
const QUIET_MS = 700;
const STANDS_WITHIN_MS = 60_000;

interface Walk {
  readonly who: string;
  readonly login: string;
  readonly password: string;
  readonly scope: string;
  /** Path as `screen.ts` has it, and how it is opened. */
  readonly screens: readonly (readonly [path: string, opened?: string])[];
}

const WALKS: readonly Walk[] = [
  {
    who: "mailbox user",
    login: "anna@bakery.example",
    password: DEMO_PASSWORD,
    scope: "/me",
    screens: [["senders"], ["senders/add"], ["security"]],
  },
  {
    who: "domain administrator",
    login: "bakery-admin",
    password: DEMO_PASSWORD,
    scope: "/d/bakery.example",
    screens: [
      [""],
      ["requests"],
      ["who-sends"],
      ["readiness"],
      ["mailboxes"],
      ["mailboxes/$address", "mailboxes/anna%40bakery.example"],
      ["schedule"],
      ["alarms"],
      ["unknown-logins"],
      ["audit"],
      ["settings/proof"],
    ],
  },
  {
    who: "reseller",
    login: "alpine",
    password: DEMO_PASSWORD,
    scope: "/r/alpine",
    screens: [[""], ["domains"], ["readiness"], ["schedule"], ["requests"], ["settings"], ["settings/help"]],
  },
  {
    who: "operator",
    login: "admin",
    password: "a password of the tests",
    scope: "/p",
    screens: [
      [""],
      ["start"],
      ["domains"],
      ["readiness"],
      ["schedule"],
      ["gateways"],
      ["outbox"],
      ["alarms"],
      ["audit"],
      ["explain", "explain?login=anna%40bakery.example&from=unasked%40elsewhere.test"],
      ["settings"],
      ["settings/limits"],
      ["settings/people"],
      ["settings/people/add"],
      ["settings/keys"],
      ["settings/webhooks"],
    ],
  },
];
/** They ask for nothing of their own, or are reached with an id that only a row has. */
const LEFT_OUT = ["help", "parts", "settings/people/$id", "settings/webhooks/$id"];

interface Opened {
  readonly asked: readonly string[];
  readonly requests: number;
  readonly statements: number;
}

requireEveryScreen();
const [{ api, url }, browser] = await Promise.all([openConsole("SQLite"), launchBrowser()]);
const lines = ["| who | screen | asks for | requests | statements |", "| --- | --- | --- | --- | --- |"];
for (const { who, login, password, scope, screens } of WALKS) {
  const { context } = await signIn(browser, url, `${scope}/help`, login, password);
  for (const [path, opened = path] of screens) {
    // Its own page each, so that nothing is known yet but what the frame shows.
    const page = await context.newPage();
    await page.goto(`${url}/console${scope}/help`);
    await stands(page, "");
    const { asked, requests, statements } = await open(page, `/console${scope}${opened === "" ? "" : `/${opened}`}`);
    await page.close();
    const names = asked.map((name) => `\`${name}\``).join(" · ");
    lines.push(`| ${who} | \`${scope}${path === "" ? "" : `/${path}`}\` | ${names} | ${requests} | ${statements} |`);
  }
}
await browser.close();
if (values.write) write(lines.join("\n"));
else console.log(lines.join("\n"));
process.exit(0);

/** As a link does it: what stands already, as the frame, is not asked for again. */
async function open(page: Page, path: string): Promise<Opened> {
  const asked = new Set<string>();
  let requests = 0;
  const onRequest = (request: { url(): string; postData(): string | null }) => {
    if (!request.url().endsWith("/graphql")) return;
    requests += 1;
    for (const name of fieldsOf(request.postData() ?? "{}")) asked.add(name);
  };
  page.on("request", onRequest);
  const former = (await page.textContent("main h1")) ?? "";
  const statements = await recordStatements(api.database, async () => {
    await page.evaluate(`history.pushState({}, "", ${JSON.stringify(path)})`);
    await stands(page, former);
  });
  page.off("request", onRequest);
  return { asked: [...asked].sort(), requests, statements: statements.length };
}

/** It has another heading than the screen before, nothing of it is still awaited, and nothing is under way any more. */
async function stands(page: Page, former: string): Promise<void> {
  let under = 0;
  let at = Date.now();
  const onBegin = () => {
    under += 1;
  };
  const onEnd = () => {
    under = Math.max(0, under - 1);
    at = Date.now();
  };
  page.on("request", onBegin).on("requestfinished", onEnd).on("requestfailed", onEnd);
  const isThere = `(() => {
    const heading = document.querySelector("main h1")?.textContent ?? "";
    return heading !== "" && heading !== ${JSON.stringify(former)} && document.querySelector("main .skel, main .skelrow") === null;
  })()`;
  const deadline = Date.now() + STANDS_WITHIN_MS;
  for (;;) {
    if (!(await page.evaluate<boolean>(isThere))) at = Date.now();
    if (under === 0 && Date.now() - at >= QUIET_MS) break;
    if (Date.now() > deadline) throw new Error(`${page.url()} does not stand`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  page.off("request", onBegin).off("requestfinished", onEnd).off("requestfailed", onEnd);
}

function fieldsOf(body: string): string[] {
  const { query = "{ __typename }" }: { query?: string } = JSON.parse(body);
  return parse(query)
    .definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? definition.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? each.name.value : []))
        : [],
    )
    .filter((name) => name !== "__typename");
}

function requireEveryScreen(): void {
  const listed = new Set([...WALKS.flatMap(({ screens }) => screens.map(([path]) => path)), ...LEFT_OUT]);
  const features = new URL("../console/src/", import.meta.url);
  const files = readdirSync(features).map((name) => new URL(`${name}/screen.ts`, features));
  const missing = files
    .filter((file) => existsSync(file))
    .flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\bpath: "([^"]*)"/g)]
        .map(([, path = ""]) => path)
        .filter((path) => !listed.has(path))
        .map((path) => `${file.pathname}: ${path}`),
    );
  if (missing.length > 0) throw new Error(`These screens are in no walk: ${missing.join(", ")}`);
}

function write(table: string): void {
  const text = readFileSync(FILE, "utf8");
  const [before = ""] = text.split(MARKS[0]);
  const [, after = ""] = text.split(MARKS[1]);
  writeFileSync(FILE, `${before}${MARKS[0]}\n\n${table}\n\n${MARKS[1]}${after}`);
}
