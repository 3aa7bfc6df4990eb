import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { Identity, identityIdOf } from "../../src/authorizations/index.js";
import { automationSignals, mustBeRepeated } from "../../src/presses/index.js";
import { createTenants, type Tree } from "../graphql/tenancy-tree.js";
import {
  ADD_IDENTITY,
  AUTHORIZATION,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
} from "../graphql/verification-mailbox.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { pressEverything, type Scanner } from "../support/button-presser.js";
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

  async function ask(address: string, tenant: "north" | "south") {
    const { account } = tree[tenant];
    const input = { accountId: account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    return addIdentity;
  }

  async function stateOf(id: string, tenant: "north" | "south"): Promise<string> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tree[tenant].account.actor, AUTHORIZATION, {
      id,
    });
    return node.state;
  }

  function press(path: string, form: Record<string, string>) {
    return app.inject({
      method: "POST",
      url: path,
      payload: new URLSearchParams(form).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": FIREFOX },
    });
  }

  /** Paths of all links in what has arrived since. */
  async function arrived(): Promise<string[]> {
    const mails = await mailbox.deliver();
    return mails.flatMap(({ secrets }) =>
      Object.entries(secrets).map(([name, token]) => `/${name.startsWith("owner") ? "owner" : "confirm"}/${token}`),
    );
  }

  it(
    `grants, withdraws, blocks and ends nothing that stays in ${MAILS} mails, and whoever comes later can answer`,
    async () => {
      const lost: string[] = [];
      let pressed = 0;
      for (let index = 0; index < MAILS; index += 1) {
        clock.advance(DAY_MS);
        const address = `owner${index}@scanned${index}.test`;
        const standing = await ask(address, "north");
        const [first = ""] = await arrived();
        await press(first, { decision: "allow", number: standing.verification!.matchNumber });
        const asked = await ask(address, "south");
        const paths = await arrived();
        const question = paths.find((path) => path.startsWith("/confirm/"))!;
        for (const [round, waitMs] of WAITS_MS.entries()) {
          clock.advance(waitMs);
          const scanner: Scanner = {
            userAgent: [CHROME, HEADLESS, FIREFOX][(index + round) % 3]!,
            remoteAddress: NETWORKS[(index + round) % NETWORKS.length]!,
          };
          pressed += await pressEverything(app, scanner, paths);
          // What the presses have mailed is scanned like everything else.
          paths.push(...(await arrived()));
        }
        const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(address) });
        if ((await stateOf(standing.id, "north")) !== "AUTHORIZED") lost.push(`${address}: what was allowed is gone`);
        if ((await stateOf(asked.id, "south")) === "AUTHORIZED") lost.push(`${address}: granted`);
        if (identity.blockedAt !== null) lost.push(`${address}: blocked`);
        if (identity.ownerLinkVersion !== 1) lost.push(`${address}: links ended`);
        clock.advance(20 * 60_000);
        await press(question, { decision: "allow", number: asked.verification!.matchNumber });
        if ((await stateOf(asked.id, "south")) !== "AUTHORIZED")
          lost.push(`${address}: its owner cannot answer any more`);
      }
      console.info(`${MAILS} mails, ${pressed} buttons pressed, ${lost.length} lost`);
      expect(lost).toEqual([]);
      expect(pressed).toBeGreaterThan(MAILS * 5);
    },
    60_000 + MAILS * 5_000,
  );

  it("lets whoever comes the next day have the question asked again that a program has denied", async () => {
    clock.advance(DAY_MS);
    const asked = await ask("late@scanned.test", "north");
    const paths = await arrived();
    await pressEverything(app, { userAgent: CHROME, remoteAddress: NETWORKS[0]! }, paths);
    expect(await stateOf(asked.id, "north")).toBe("DENIED");
    clock.advance(10 * 60 * 60_000);
    await arrived();
    await press(paths.find((path) => path.startsWith("/confirm/"))!, { decision: "ask-again" });
    const [again = ""] = await arrived();
    // The program is there first once more, and within the hour its no is turned round.
    await pressEverything(app, { userAgent: CHROME, remoteAddress: NETWORKS[1]! }, [again]);
    await press(again, { decision: "allow", number: asked.verification!.matchNumber });
    expect(await stateOf(asked.id, "north")).toBe("AUTHORIZED");
  });

  it("holds at most one in a hundred of people's own answers", () => {
    const draw = chance();
    const below = (limit: number) => Math.floor(draw() * limit);
    const held = Array.from({ length: 10_000 }, () => honestAnswer(below)).filter(({ act, shown, ...press }) =>
      mustBeRepeated(act, automationSignals(press), shown),
    );
    expect(held.length).toBeLessThanOrEqual(100);
  });
});

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
