import type { FastifyInstance } from "fastify";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { Authorization, Identity, identityIdOf } from "../../src/authorizations/index.js";
import { required } from "../../src/kernel/index.js";
import { automationSignals, mustBeRepeated } from "../../src/presses/index.js";
import { createTenants, innerIdOf, type Tree } from "../graphql/tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer, type Mailbox, openMailbox } from "../graphql/verification-mailbox.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { launchBrowser } from "../support/browser.js";
import { pressEverything } from "../support/button-presser.js";
import { chance } from "../support/chance.js";
import { type MovableClock, movableClock } from "../support/outbox.js";

/** `SCANNED_MAILS=1000 npm run test:scanner` for the figures of docs/security.md. */
const MAILS = Number(process.env.SCANNED_MAILS ?? 12);

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36";
const HEADLESS = CHROME.replace("Chrome/", "HeadlessChrome/");
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
/** At handing over, after 25 seconds, after ten minutes: the next from the one before. */
const WAITS_MS = [0, 25_000, 575_000];
const NETWORKS = ["192.0.2.7", "198.51.100.7", "203.0.113.7"];
/** At once, as an account asks no more than that a day. */
const MAILS_PER_DAY = 10;
const DAY_MS = 24 * 60 * 60 * 1_000;

describe("a mail whose every link is opened and every button pressed by programs", () => {
  let clock: MovableClock;
  let api: TestApi;
  let app: FastifyInstance;
  let tree: Tree;
  let mailbox: Mailbox;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi("SQLite", clock);
    app = await createApi(api.services);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });
  afterAll(() => app.close());

  async function ask(address: string, tenant: "north" | "south"): Promise<Asked> {
    const { account } = tree[tenant];
    const input = { accountId: account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    return { id: innerIdOf(addIdentity.id), number: required(addIdentity.verification).matchNumber };
  }

  async function stateOf(id: string): Promise<string> {
    return (await api.database.reader.findOneByOrFail(Authorization, { id })).state;
  }

  function press(path: string, form: Record<string, string>) {
    return app.inject({
      method: "POST",
      url: path,
      payload: new URLSearchParams(form).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": FIREFOX },
    });
  }

  /** Paths of all links in what has arrived since, by recipient. */
  async function arrived(): Promise<ReadonlyMap<string, readonly string[]>> {
    const paths = new Map<string, string[]>();
    for (const { to, secrets } of await mailbox.deliver()) {
      const links = Object.entries(secrets).map(
        ([name, token]) => `/${name.startsWith("owner") ? "owner" : "confirm"}/${token}`,
      );
      paths.set(to, [...(paths.get(to) ?? []), ...links]);
    }
    return paths;
  }

  interface Asked {
    readonly id: string;
    readonly number: string;
  }

  interface ScannedMail {
    readonly index: number;
    readonly address: string;
    /** What its owner had allowed before. */
    readonly standing: string;
    readonly asked: Asked;
    readonly question: string;
    readonly paths: string[];
  }

  /** One address that has allowed one account, and is asked about another. */
  async function mailTo(indexes: readonly number[]): Promise<ScannedMail[]> {
    clock.advance(DAY_MS);
    const addresses = indexes.map((index) => `owner${index}@scanned${index}.test`);
    const standing: Asked[] = [];
    for (const address of addresses) standing.push(await ask(address, "north"));
    const first = await arrived();
    for (const [place, address] of addresses.entries()) {
      const { number } = required(standing[place]);
      await press(required(first.get(address)?.[0]), { decision: "allow", number });
    }
    const asked: Asked[] = [];
    for (const address of addresses) asked.push(await ask(address, "south"));
    const second = await arrived();
    return addresses.map((address, place) => {
      const paths = [...required(second.get(address))];
      const question = required(paths.find((path) => path.startsWith("/confirm/")));
      return {
        index: required(indexes[place]),
        address,
        standing: required(standing[place]).id,
        asked: required(asked[place]),
        question,
        paths,
      };
    });
  }

  /** Opens and presses at once, and 25 seconds and ten minutes later; what that has mailed is scanned like everything else. */
  async function scan(mails: readonly ScannedMail[]): Promise<number> {
    let pressed = 0;
    for (const [round, waitMs] of WAITS_MS.entries()) {
      clock.advance(waitMs);
      const counts = await Promise.all(
        mails.map(({ index, paths }) => {
          const userAgent = required([CHROME, HEADLESS, FIREFOX][(index + round) % 3]);
          const remoteAddress = required(NETWORKS[(index + round) % NETWORKS.length]);
          return pressEverything(app, { userAgent, remoteAddress }, paths);
        }),
      );
      pressed += counts.reduce((sum, count) => sum + count, 0);
      const mailed = await arrived();
      for (const { address, paths } of mails) paths.push(...(mailed.get(address) ?? []));
    }
    return pressed;
  }

  interface Lost {
    grants: number;
    withdrawals: number;
    blocks: number;
    endedLinks: number;
    /** Its owner comes later, and can no longer answer. */
    answers: number;
    /** Honest answers that are held all the same. */
    held: number;
  }

  async function countLost({ address, standing, asked, question }: ScannedMail, lost: Lost): Promise<void> {
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(address) });
    if ((await stateOf(standing)) !== "AUTHORIZED") lost.withdrawals += 1;
    if ((await stateOf(asked.id)) === "AUTHORIZED") lost.grants += 1;
    if (identity.blockedAt !== null) lost.blocks += 1;
    if (identity.ownerLinkVersion !== 1) lost.endedLinks += 1;
    const { statusCode } = await press(question, { decision: "allow", number: asked.number });
    if (statusCode === 202) lost.held += 1;
    else if ((await stateOf(asked.id)) !== "AUTHORIZED") lost.answers += 1;
  }

  it(
    `grants, withdraws, blocks and ends nothing that stays in ${MAILS} mails, and whoever comes later can answer`,
    async () => {
      const lost: Lost = { grants: 0, withdrawals: 0, blocks: 0, endedLinks: 0, answers: 0, held: 0 };
      const indexes = Array.from({ length: MAILS }, (_, index) => index);
      const startedAt = performance.now();
      let pressed = 0;
      for (let start = 0; start < MAILS; start += MAILS_PER_DAY) {
        const mails = await mailTo(indexes.slice(start, start + MAILS_PER_DAY));
        pressed += await scan(mails);
        clock.advance(20 * 60_000);
        for (const mail of mails) await countLost(mail, lost);
      }
      const { held, ...stays } = lost;
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      console.info(
        `${MAILS} mails × ${WAITS_MS.length} times, ${pressed} buttons pressed in ${seconds} s; what stays of it: ` +
          `${stays.grants} grants, ${stays.withdrawals} withdrawals, ${stays.blocks} blocks, ${stays.endedLinks} ended links, ` +
          `${stays.answers} owners who can no longer answer; ${held} of ${MAILS} honest answers held`,
      );
      expect(stays).toEqual({ grants: 0, withdrawals: 0, blocks: 0, endedLinks: 0, answers: 0 });
      expect(held).toBeLessThanOrEqual(MAILS / 100);
      expect(pressed).toBeGreaterThan(MAILS * 5);
    },
    60_000 + MAILS * 5_000,
  );

  it("loses nothing to a browser that opens every link of a question and of a link of the hour, and clicks every button", async () => {
    const browser = await launchBrowser();
    try {
      const base = await app.listen({ host: "127.0.0.1", port: 0 });
      const mail = required((await mailTo([MAILS]))[0]);
      const page = await browser.newPage({ userAgent: CHROME });
      for (const path of mail.paths) await clickEverything(page, `${base}${path}`);
      const mailed = (await arrived()).get(mail.address) ?? [];
      expect(mailed.filter((path) => path.startsWith("/owner/"))).not.toEqual([]);
      for (const path of mailed) await clickEverything(page, `${base}${path}`);
      const lost: Lost = { grants: 0, withdrawals: 0, blocks: 0, endedLinks: 0, answers: 0, held: 0 };
      await countLost(mail, lost);
      expect(lost).toEqual({ grants: 0, withdrawals: 0, blocks: 0, endedLinks: 0, answers: 0, held: 0 });
    } finally {
      await browser.close();
    }
  }, 60_000);

  it("lets whoever comes the next day have the question asked again that a program has denied", async () => {
    clock.advance(DAY_MS);
    const address = "late@scanned.test";
    const asked = await ask(address, "north");
    const paths = required((await arrived()).get(address));
    await pressEverything(app, { userAgent: CHROME, remoteAddress: NETWORKS[0]! }, paths);
    expect(await stateOf(asked.id)).toBe("DENIED");
    clock.advance(10 * 60 * 60_000);
    await arrived();
    await press(paths.find((path) => path.startsWith("/confirm/"))!, { decision: "ask-again" });
    const again = required((await arrived()).get(address)?.[0]);
    // The program is there first once more, and within the hour its no is turned round.
    await pressEverything(app, { userAgent: CHROME, remoteAddress: NETWORKS[1]! }, [again]);
    await press(again, { decision: "allow", number: asked.number });
    expect(await stateOf(asked.id)).toBe("AUTHORIZED");
  });

  it("holds at most one in a hundred of people's own answers", () => {
    const draw = chance();
    const below = (limit: number) => Math.floor(draw() * limit);
    const held = Array.from({ length: 10_000 }, () => honestAnswer(below)).filter(({ act, shown, ...press }) =>
      mustBeRepeated(act, automationSignals(press), shown),
    );
    console.info(`${held.length} of 10000 honest answers held, by the model of people`);
    expect(held.length).toBeLessThanOrEqual(100);
  });
});

/** Each button of the page, whatever its form wants to be filled in first. */
async function clickEverything(page: Page, url: string): Promise<void> {
  const open = async () => {
    await page.goto(url);
    // As text: the tests know no browser's types.
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    await page.evaluate("for (const each of document.forms) each.noValidate = true");
    return page.locator("button");
  };
  const count = await (await open()).count();
  for (let index = 0; index < count; index += 1) {
    const buttons = await open();
    // A press may have taken buttons away.
    if ((await buttons.count()) <= index) return;
    await Promise.all([page.waitForNavigation(), buttons.nth(index).click()]);
  }
}

/** People's programs and manners, as we know them: fast ones, ones without a page before, old and rare browsers. */
const PROGRAMS = [
  CHROME,
  FIREFOX,
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
  "Lynx/2.9.2 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.8.9",
  "w3m/0.5.3+git20230121",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
] as const;

function honestAnswer(below: (limit: number) => number) {
  const isYes = below(100) < 70;
  return {
    act: isYes ? ("ALLOW" as const) : ("DENY" as const),
    shown: isYes ? ("NUMBER" as const) : ("PRESS" as const),
    via: "PAGE" as const,
    delayMs: 500 + below(2 * 60 * 60 * 1_000),
    pageViewedAt: below(50) === 0 ? null : 1,
    remoteAddress: "192.0.2.9",
    userAgent: below(100) === 0 ? null : PROGRAMS[below(PROGRAMS.length)]!,
  };
}
