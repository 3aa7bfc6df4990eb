import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Secret, TOTP } from "otpauth";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, newPerson } from "../support/browser.js";
import { type Installation, install, serve, signInAs } from "../support/mayfrom-process.js";

const README = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");
const WALK = /## See a decision change.*?\n\n(.*?)\n## /s.exec(README)?.[1] ?? "";
const [LOGIN, PASSWORD] = [/as `([^`]+@[^`]+)`/, /password\s+`([^`]+)`/].map(
  (pattern) => pattern.exec(WALK)?.[1] ?? "",
) as [string, string];
const ADDRESS = /send as `([^`]+)`/.exec(WALK)?.[1] ?? "";
const [DECIDE, ADD_IDENTITY] = [...WALK.matchAll(/example \*\*(\d)\*\*/g)].map(([, number]) => Number(number)) as [
  number,
  number,
];

interface Decided {
  readonly data: { readonly authorizeSender: { readonly verdict: string; readonly reason: string; smtpReply: string } };
}
interface Asked {
  readonly data: { readonly addIdentity: { readonly state: string; readonly verification: { matchNumber: string } } };
}

describe("the README's five-minute walk", () => {
  let installation: Installation;
  let browser: Browser;
  let context: BrowserContext;
  let explorer: Page;
  let matchNumber = "";
  const complaints: string[] = [];

  beforeAll(async () => {
    installation = await install("SQLite");
    await serve(installation, "--demo");
    browser = await launchBrowser();
    context = await newPerson(browser);
    context.on("weberror", (error) => complaints.push(String(error.error())));
    context.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    explorer = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await installation?.remove();
  });

  /** The README shows the default address; the test's own server listens on another port. */
  function urlOf(path: string): string {
    expect(WALK).toContain(`<http://127.0.0.1:4000${path}>`);
    return `${installation.url}${path}`;
  }

  /** Chooses an example by its number, runs it, and gives what the result window shows. */
  async function runExample<Answer>(number: number): Promise<Answer> {
    const label = await explorer.locator("#example option", { hasText: `${number}. ` }).textContent();
    await explorer.getByLabel("Example").selectOption({ label: label ?? "" });
    const answered = explorer.waitForResponse(
      (response) => response.url().endsWith("/graphql") && !response.request().postData()?.includes("__schema"),
    );
    await explorer.getByRole("button", { name: /^Execute query/ }).click();
    const answer = (await (await answered).json()) as Answer;
    const shown = explorer.getByRole("region", { name: "Result Window" });
    await shown.getByText('"data"').waitFor();
    return answer;
  }

  it("begins with what `explain` prints about the sample tenants", () => {
    const [, login = "", sender = "", shown = ""] = /\$ mayfrom explain (\S+) (\S+)\n(.*?)```/s.exec(README) ?? [];
    const lines = shown.trimEnd().split("\n");
    const printed = installation.run("explain", login, sender).split("\n");
    for (const [index, line] of lines.entries()) {
      // What follows depends on where the service is called from outside.
      expect(printed[index]?.startsWith(line.replace(/…$/, ""))).toBe(true);
    }
    const decision = JSON.parse(installation.run("explain", login.toUpperCase(), sender, "--json"));
    expect(decision).toMatchObject({
      verdict: "DENY",
      reason: "PENDING",
      wouldDeny: true,
      mode: "ENFORCE",
      smtpReply: expect.stringMatching(/^550 5\.7\.1 /),
      revision: expect.any(Number),
      canonicalLogin: login,
      canonicalSender: sender,
    });
  });

  it("names a sign-in, an address and two examples", () => {
    expect([LOGIN, PASSWORD, ADDRESS, DECIDE, ADD_IDENTITY]).toEqual([
      expect.stringContaining("@"),
      expect.stringMatching(/.+/),
      expect.stringContaining("@"),
      expect.any(Number),
      expect.any(Number),
    ]);
  });

  it("finds something to look at with every query that it offers", async () => {
    const section = /## Worth looking at\n(.*?)\n## /s.exec(README)?.[1] ?? "";
    const offers = [...section.matchAll(/^As `([^`]+)`[^`]*```graphql\n(.*?)```/gms)];
    expect(offers).toHaveLength(6);
    for (const [, login = "", query = ""] of offers) {
      const isOperator = login === "admin";
      const caller = await (isOperator ? signInAs(installation.url) : signInAs(installation.url, login, PASSWORD));
      const lists = listsIn(await caller.call(query));
      expect(lists, login).not.toHaveLength(0);
      expect(lists, login).not.toContainEqual([]);
    }
    const [, command = ""] = /`npm run mayfrom -- (readiness[^`]*)`/.exec(section) ?? [];
    expect(installation.run(...command.split(" "))).toMatch(/^seen +[1-9]\d*$/m);
  });

  /** Every list in an answer, those of its rows not. */
  function listsIn(value: unknown): unknown[][] {
    if (Array.isArray(value)) return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(listsIn) : [];
  }

  it("signs in at the explorer with the form at the top", async () => {
    await explorer.goto(urlOf("/explorer"));
    await explorer.getByLabel("Sign in as").fill(LOGIN);
    await explorer.getByPlaceholder("password").fill(PASSWORD);
    await explorer.getByRole("button", { name: "Sign in" }).click();
    await explorer.getByRole("status").getByText(`signed in: ${LOGIN}`).waitFor();
  });

  it("sees that the address is refused, with the words the sender would see", async () => {
    const { data } = await runExample<Decided>(DECIDE);
    expect(data.authorizeSender).toMatchObject({ verdict: "DENY", reason: "NOT_AUTHORIZED" });
    expect(data.authorizeSender.smtpReply).toMatch(new RegExp(`^550 5\\.7\\.1 <${ADDRESS}>`));
  });

  it("asks for the address with nothing to fill in, and sees a number", async () => {
    const { data } = await runExample<Asked>(ADD_IDENTITY);
    expect(data.addIdentity.state).toBe("PENDING");
    matchNumber = data.addIdentity.verification.matchNumber;
    expect(matchNumber).toMatch(/^\d\d$/);
  });

  it("finds the question in the mailbox, follows its button, types the number and allows", async () => {
    const mailbox = await context.newPage();
    await mailbox.goto(urlOf("/dev/mail"));
    // The mailbox looks for new mail by itself.
    await mailbox.locator("#list").getByRole("link", { name: ADDRESS }).click();
    const opened = context.waitForEvent("page");
    await mailbox.frameLocator("iframe").getByRole("link", { name: "Answer this question" }).click();
    const question = await opened;
    await question.getByRole("heading", { name: ADDRESS }).waitFor();
    await question.getByRole("textbox", { name: "two digits" }).fill(matchNumber);
    await question.getByRole("button", { name: "Allow", exact: true }).click();
    await question.getByText("Allowed").first().waitFor();
  });

  it("sees that the address is allowed", async () => {
    await explorer.bringToFront();
    const { data } = await runExample<Decided>(DECIDE);
    expect(data.authorizeSender).toMatchObject({ verdict: "ALLOW", reason: "AUTHORIZED" });
  });

  it("signs somebody in who has a second factor", async () => {
    const [person] = await withSecondFactor("bakery-admin");
    await explorer.getByLabel("Sign in as").fill("bakery-admin");
    await explorer.getByPlaceholder("password").fill(PASSWORD);
    await explorer.getByRole("button", { name: "Sign in" }).click();
    await explorer.getByRole("status").getByText("now the second factor").waitFor();
    await explorer.getByLabel("Second factor").fill(person);
    await explorer.getByRole("button", { name: "Sign in" }).click();
    await explorer.getByRole("status").getByText("signed in: bakery-admin").waitFor();
  });

  /** Adds an authenticator app; returns recovery codes. */
  async function withSecondFactor(login: string): Promise<[string, ...string[]]> {
    const { signIn } = await ask<{ signIn: { accessToken: string } }>(
      null,
      "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }",
      { login, password: PASSWORD },
    );
    const { beginTotp } = await ask<{ beginTotp: { id: string; secret: string } }>(
      signIn.accessToken,
      "mutation ($input: BeginSecondFactorInput!) { beginTotp(input: $input) { id secret } }",
      { name: "Phone", proof: { password: PASSWORD } },
    );
    const code = new TOTP({ secret: Secret.fromBase32(beginTotp.secret) }).generate();
    const { confirmSecondFactor } = await ask<{ confirmSecondFactor: { recoveryCodes: [string] } }>(
      signIn.accessToken,
      "mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }",
      { id: beginTotp.id, code },
    );
    return confirmSecondFactor.recoveryCodes;
  }

  async function ask<Data>(token: string | null, query: string, input: object): Promise<Data> {
    const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${installation.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }

  it("meets no error in any of the pages", () => {
    expect(complaints).toEqual([]);
  });
});
