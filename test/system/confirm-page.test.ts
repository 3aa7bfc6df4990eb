import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { createTenants, type Tree } from "../graphql/tenancy-tree.js";
import {
  ADD_IDENTITY,
  AUTHORIZATION,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
} from "../graphql/verification-mailbox.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { launchBrowser } from "../support/browser.js";
import { type MovableClock, movableClock } from "../support/outbox.js";

describe("the question and the owner's page in a browser without JavaScript", () => {
  let clock: MovableClock;
  let api: TestApi;
  let app: FastifyInstance;
  let base: string;
  let tree: Tree;
  let mailbox: Mailbox;
  let browser: Browser;

  beforeAll(async () => {
    clock = movableClock(Date.now());
    api = await startTestApi("SQLite", clock);
    app = await createApi(api.services);
    base = await app.listen({ host: "127.0.0.1", port: 0 });
    tree = await createTenants(api);
    mailbox = openMailbox(api);
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  async function openQuestion(address: string, isMobile = false) {
    const input = { accountId: tree.north.account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tree.north.account.actor,
      ADD_IDENTITY,
      { input },
    );
    const [mail] = await mailbox.deliver();
    clock.advance(60_000);
    const context = await browser.newContext({
      javaScriptEnabled: false,
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36",
      locale: "en-GB",
      viewport: isMobile ? { width: 360, height: 740 } : { width: 1_000, height: 900 },
    });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("console", (message) => problems.push(message.text()));
    page.on("requestfailed", (request) => problems.push(request.url()));
    await page.goto(`${base}/confirm/${mail!.secrets.token}`);
    return { page, authorization: addIdentity, problems, ownerToken: mail!.secrets.ownerToken! };
  }

  async function stateOf(id: string): Promise<string> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tree.north.account.actor, AUTHORIZATION, { id });
    return node.state;
  }

  async function fitsItsWidth(page: Page): Promise<boolean> {
    const { width } = page.viewportSize()!;
    const box = await page.locator("body").boundingBox();
    const cards = await page.locator(".card").all();
    const boxes = await Promise.all(cards.map((card) => card.boundingBox()));
    return [box, ...boxes].every((each) => each !== null && each.x >= 0 && each.x + each.width <= width);
  }

  it("allows with the number that the asker sees, leads to the owner's page, and withdraws by a link mailed from there", async () => {
    const { page, authorization, problems } = await openQuestion("browser@away.test");
    const { matchNumber } = authorization.verification!;
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    expect(await stateOf(authorization.id)).toBe("PENDING");
    await page.getByRole("textbox", { name: "the two digits" }).fill(matchNumber);
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await page.getByRole("heading", { name: "Allowed: user@north.test may send as browser@away.test" }).waitFor();
    expect(await page.title()).toContain("Allowed: user@north.test");
    expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
    expect(await stateOf(authorization.id)).toBe("AUTHORIZED");

    await page.getByRole("link", { name: "See every account" }).click();
    await page.getByRole("heading", { name: "Who may send as browser@away.test" }).waitFor();
    await page.getByRole("button", { name: "Mail me a link" }).click();
    const digits = (await page.getByRole("status").textContent()) ?? "";
    const [mail] = await mailbox.deliver();
    await page.goto(`${base}/owner/${mail!.secrets.ownerToken}`);
    await page.getByRole("textbox", { name: "The two digits" }).fill(digits);
    await page.getByRole("button", { name: "Open my address's page" }).click();
    await page.getByRole("button", { name: "Withdraw: user@north.test" }).click();
    await page.getByRole("heading", { name: "Withdrawn: user@north.test" }).waitFor();
    expect(await stateOf(authorization.id)).toBe("REVOKED");
    expect(problems).toEqual([]);
  });

  it("denies and asks for the link to block on a narrow screen, on which everything fits", async () => {
    const { page, authorization } = await openQuestion(
      "accounts-payable-0123456789-0123456789@an-equally-long-domain-name.of-somebody.away.test",
      true,
    );
    expect(await fitsItsWidth(page)).toBe(true);
    await page.getByText("Never ask me again").click();
    await page.getByRole("button", { name: "Deny, and go on" }).click();
    await page.getByRole("heading", { name: "Denied" }).waitFor();
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await stateOf(authorization.id)).toBe("DENIED");
    await page.getByRole("button", { name: "Mail me that link" }).click();
    await page.getByRole("heading", { name: "A link is on its way" }).waitFor();
    expect(await fitsItsWidth(page)).toBe(true);
  });
});
